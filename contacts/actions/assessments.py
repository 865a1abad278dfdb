"""The assessment, the decision that ends it, and the reply to the school."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import Decision
from contacts.emails import compose_reply
from contacts.models import Assessment, AssessmentStaff, Inquiry
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import cancel_message, enqueue_message, release_message
from samarbejde.actions.phases import change_phase, change_status
from samarbejde.actions.summary import set_next_step
from samarbejde.choices import MessageStatus
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, OutboxMessage
from samarbejde.phases import Phase, Status

REPLY = "assessment-reply"


@transaction.atomic
def save_assessment(
    *, collaboration: Collaboration | None = None, inquiry: Inquiry | None = None, version: int, staff=(),
    staffing: Iterable[dict] = (), by, **values,
) -> Assessment:  # fmt: skip
    """Write the answers about a collaboration, or about an inquiry before there is one.

    ``version`` is 0 while there are none; raises `StaleVersion` after a lost update. ``staffing`` are dicts of person,
    hours and knows; ``staff`` are people about whom no more is said.
    """
    assessment = _locked(version, collaboration=collaboration) if collaboration else _locked(version, inquiry=inquiry)
    changed = sorted(name for name, value in values.items() if getattr(assessment, name) != value)
    for name in changed:
        setattr(assessment, name, values[name])
    assessment.version += 1
    assessment.save(update_fields=[*changed, "version"])
    _set_staff(assessment, [*({"person": person} for person in staff), *staffing])
    # The answers themselves stay out of the timeline: they are the house's own considerations.
    place = collaboration.institution if collaboration else inquiry.institution if inquiry else None
    data = {"fields": changed} | ({"inquiry": inquiry.pk} if inquiry else {})
    record_event(verb="assessment_saved", collaboration=collaboration, institution=place, data=data, by=by)
    return assessment


def _locked(version: int, **whose) -> Assessment:
    row, _created = Assessment.objects.get_or_create(**whose, defaults={"version": 0})
    return lock_version(Assessment, row.pk, version)


def _set_staff(assessment: Assessment, rows: list[dict]) -> None:
    assessment.staffing.all().delete()
    AssessmentStaff.objects.bulk_create([AssessmentStaff(assessment=assessment, **row) for row in rows])


@transaction.atomic
def decide_assessment(
    *, collaboration: Collaboration, version: int, decision: str, reason: str = "", decline_reason: str = "",
    ask_again_on: datetime.date | None = None, by,
) -> Assessment:  # fmt: skip
    """Say yes (on to the agreement), no (declined, still found), or not yet (asked again on a day)."""
    if decision == Decision.WAIT and ask_again_on is None:
        raise ValidationError({"ask_again_on": _("Choose when you will take it up again.")})
    assessment = _locked(version, collaboration=collaboration)
    assessment.decision, assessment.decision_reason = decision, reason
    assessment.decided_at, assessment.decided_by = timezone.now(), by
    assessment.version += 1
    assessment.save(update_fields=["decision", "decision_reason", "decided_at", "decided_by", "version"])
    record_event(verb="collaboration_decided", collaboration=collaboration, data={"decision": decision}, by=by)
    CONSEQUENCES[decision](collaboration, reason=reason, decline_reason=decline_reason, on=ask_again_on, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    _withdraw_old_replies(collaboration, by)
    return assessment


def _accept(collaboration: Collaboration, *, reason: str, by, **_rest) -> None:
    _take_up(collaboration, reason, by)
    if collaboration.phase == Phase.CONTACT:
        change_phase(collaboration=collaboration, target=Phase.AGREEMENT, reason=reason or _("We said yes"), by=by)


def _wait(collaboration: Collaboration, *, reason: str, on: datetime.date, by, **_rest) -> None:
    _take_up(collaboration, reason, by)
    row = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    set_next_step(collaboration=row, text=_("Look at the request again"), on=on)


def _decline(collaboration: Collaboration, *, reason: str, decline_reason: str, by, **_rest) -> None:
    if collaboration.status == Status.DECLINED:
        return
    if collaboration.status == Status.RENEWED:
        raise ValidationError(_("The collaboration has been renewed: decide about the new one."))
    change_status(
        collaboration=collaboration, target=Status.DECLINED, reason=reason, decline_reason=decline_reason, by=by
    )


def _take_up(collaboration: Collaboration, reason: str, by) -> None:
    """A yes or a wait takes up again what was paused or declined."""
    if collaboration.status != Status.RUNNING:
        change_status(collaboration=collaboration, target=Status.RUNNING, reason=reason, by=by)


CONSEQUENCES = {Decision.ACCEPT: _accept, Decision.WAIT: _wait, Decision.DECLINE: _decline}


def _withdraw_old_replies(collaboration: Collaboration, by) -> None:
    """A draft that tells of another decision must not go out."""
    for message in open_replies(collaboration):
        cancel_message(message=message, by=by)


def open_replies(collaboration: Collaboration):
    """Return the replies that have not left the house."""
    waiting = [MessageStatus.DRAFT, MessageStatus.HELD]
    return OutboxMessage.objects.filter(collaboration=collaboration, kind=REPLY, status__in=waiting)


@transaction.atomic
def draft_reply(*, assessment: Assessment, to_name: str, to_email: str, by) -> OutboxMessage:
    """Put a kind reply in the outbox as a draft; once per decision."""
    subject, body = compose_reply(assessment, to_name=to_name, sender=by)
    return enqueue_message(
        key=f"{REPLY}:{assessment.pk}:{assessment.decided_at:%Y%m%d%H%M%S%f}", kind=REPLY, to_name=to_name,
        to_email=to_email, reply_to=by.email, subject=subject, body=body,
        collaboration=assessment.collaboration, draft=True, by=by,
    )  # fmt: skip


@transaction.atomic
def edit_reply(
    *, message: OutboxMessage, to_email: str, subject: str, body: str, send: bool = False, by
) -> OutboxMessage:
    """Rewrite a draft; with ``send`` it goes out. A reply that has left is returned as it is."""
    message = OutboxMessage.objects.select_for_update(of=("self",), no_key=True).get(pk=message.pk)
    if message.status not in {MessageStatus.DRAFT, MessageStatus.HELD}:
        return message
    message.to_email, message.subject, message.body = to_email, " ".join(subject.split())[:200], body
    message.save(update_fields=["to_email", "subject", "body"])
    if not send:
        return message
    record_event(verb="reply_sent", collaboration=message.collaboration, data={"subject": message.subject}, by=by)
    return release_message(message=message, by=by)
