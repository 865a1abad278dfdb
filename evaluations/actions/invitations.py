"""Asking people by name: every mail is a draft until somebody has looked at it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.choices import EvaluationStatus
from evaluations.emails import compose_invitation
from evaluations.models import Evaluation, Invitation, Questionnaire
from evaluations.queries.invitations import is_due, open_invitations
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link
from samarbejde.actions.outbox import drop_drafts, enqueue_message
from samarbejde.choices import LinkPurpose
from samarbejde.models import Person
from samarbejde.phases import Phase

REMIND_AFTER = datetime.timedelta(days=7)  # by itself; a person may do it a little sooner


def outbox_kind(evaluation: Evaluation) -> str:
    """Return what the mails of one evaluation are called in the outbox."""
    return f"evaluation-{evaluation.pk}-asked"


@transaction.atomic
def invite_people(*, evaluation: Evaluation, chosen: dict[int, list[Person]], message: str = "", by) -> int:
    """Write a draft to each of ``chosen`` ({questionnaire id: people}); who has one already gets no other."""
    evaluation = _lock_open(evaluation)
    written = 0
    for questionnaire in evaluation.questionnaires.filter(pk__in=chosen).select_related("evaluation"):
        if questionnaire.is_for_pupils:
            raise ValidationError(_("Pupils are never asked by name. Give them the sheet with the QR code."))
        for person in chosen[questionnaire.pk]:
            written += _invite(questionnaire, person, message, by)
    if written:
        _tell("evaluation_invited", evaluation, written, by)
    return written


def _lock_open(evaluation: Evaluation) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",), no_key=True).select_related("collaboration__institution")
    current = rows.get(pk=evaluation.pk)
    if current.status != EvaluationStatus.OPEN:
        raise ValidationError(_("Open the evaluation for answers first."))
    return current


def _invite(questionnaire: Questionnaire, person: Person, message: str, by) -> bool:
    taken = Invitation.objects.filter(questionnaire=questionnaire, email__iexact=person.email)
    if not person.email or taken.exists():
        return False
    invitation = Invitation.objects.create(
        questionnaire=questionnaire, person=person, name=person.name, email=person.email, created_by=by
    )
    _write(invitation, number=0, message=message, by=by)
    return True


def _write(invitation: Invitation, *, number: int, message: str = "", by) -> None:
    evaluation = invitation.questionnaire.evaluation
    days = max((evaluation.closes_on - timezone.localdate()).days, 0) + 2
    link, token = create_link(
        purpose=LinkPurpose.QUESTIONNAIRE, collaboration=evaluation.collaboration, person=invitation.person,
        recipient_name=invitation.name, recipient_email=invitation.email, days=days, by=by,
    )  # fmt: skip
    subject, body = compose_invitation(invitation, token=token, message=message, is_reminder=number > 0, sender=by)
    mail = enqueue_message(
        key=f"evaluation-asked:{invitation.pk}:{number}", kind=outbox_kind(evaluation), to_email=invitation.email,
        to_name=invitation.name, reply_to=by.email, subject=subject, body=body,
        collaboration=evaluation.collaboration, draft=True, by=by,
    )  # fmt: skip
    invitation.links.add(link)
    invitation.messages.add(mail)


@transaction.atomic
def remind_people(*, evaluation: Evaluation, today: datetime.date | None = None, wait=None, by) -> int:
    """Write a draft to each who has not answered and may be reminded now; return how many."""
    evaluation = _lock_open(evaluation)
    today = today or timezone.localdate()
    due = [row for row in open_invitations(evaluation) if is_due(row, today, wait)]
    for row in due:
        row.questionnaire.evaluation = evaluation
        _write(row, number=len(row.messages.all()), by=by)
    if due:
        _tell("evaluation_reminded", evaluation, len(due), by)
    return len(due)


def remind_by_itself(*, today: datetime.date) -> int:
    """A week after the last mail a reminder lies ready as a draft; nothing leaves before somebody says so."""
    rows = Evaluation.objects.filter(
        status=EvaluationStatus.OPEN, closes_on__gt=today, questionnaires__invitations__has_answered=False
    )
    return sum(
        remind_people(evaluation=row, today=today, wait=REMIND_AFTER, by=row.created_by)
        for row in rows.select_related("created_by").distinct().order_by("pk")
    )


def drop_waiting(evaluation: Evaluation) -> None:
    """The evaluation is closed: nobody is asked any longer."""
    emails = Invitation.objects.filter(questionnaire__evaluation=evaluation).values_list("email", flat=True)
    drop_drafts(kind=outbox_kind(evaluation), institution=evaluation.collaboration.institution, emails=emails)


def _tell(verb: str, evaluation: Evaluation, count: int, by) -> None:
    data = {"title": evaluation.title, "count": count}
    record_event(verb=verb, collaboration=evaluation.collaboration, phase=Phase.EVALUATION, data=data, by=by)
