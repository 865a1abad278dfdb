"""The talk about the answers: minutes for both sides, what follows from them, and our own experience apart."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.choices import Decision
from evaluations.emails import compose_talk
from evaluations.models import Evaluation, EvaluationTalk, InternalExperience
from followup.actions.meetings import add_action, change_action, withdraw_action
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import enqueue_message
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Person
from samarbejde.panels import get_panels
from samarbejde.phases import Phase

FIELDS = ("talked_on", "present", "keep", "change", "stop", "decision", "decision_why", "lesson")


@dataclass(frozen=True)
class Step:
    """Somebody does something by a day; ``form_key`` makes it one, however often the form is sent."""

    text: str
    due_on: datetime.date
    owner: Person | None = None
    form_key: uuid.UUID | None = None


@transaction.atomic
def save_talk(
    *, evaluation: Evaluation, version: int, values: dict, steps: list[Step], decided: Step | None = None,
    internal: str | None = None, by,
) -> EvaluationTalk:  # fmt: skip
    """Write or change the minutes; ``version`` 0 when there were none. ``internal`` None: leave it as it is.

    ``decided`` is what has to be done because of the decision: one step, which follows the decision when it changes.
    """
    locked = Evaluation.objects.select_for_update(of=("self",), no_key=True).get(pk=evaluation.pk)
    talk = EvaluationTalk.objects.filter(evaluation=locked).first()
    if (talk.version if talk else 0) != version:
        raise StaleVersion(talk or EvaluationTalk(evaluation=locked, version=0))
    is_new, learnt_before = talk is None, talk.lesson if talk else ""
    decided_before = talk.decision if talk else ""
    talk = talk or EvaluationTalk(evaluation=locked, version=0, created_by=by)
    for name in FIELDS:
        setattr(talk, name, values.get(name, getattr(talk, name)))
    talk.version += 1
    talk.save()
    _follow_decision(talk, decided, is_other=talk.decision != decided_before, by=by)
    talk.actions.add(*[_add(locked.collaboration, step, by) for step in steps])
    if talk.lesson and talk.lesson != learnt_before:
        for panel in get_panels():
            panel.lesson_learnt(locked.collaboration, talk.lesson, Phase.EVALUATION, by)
    if internal is not None:
        _keep_internal(locked, internal, by)
    data = {"title": locked.title, "decision": talk.decision}
    verb = "evaluation_talk_held" if is_new else "evaluation_talk_changed"
    record_event(verb=verb, collaboration=locked.collaboration, phase=Phase.EVALUATION, data=data, by=by)
    refresh_attention(collaborations=[locked.collaboration_id])
    return talk


def _add(collaboration, step: Step, by):
    return add_action(
        collaboration=collaboration, text=step.text, due_on=step.due_on, owner=step.owner, form_key=step.form_key, by=by
    )


def _follow_decision(talk: EvaluationTalk, step: Step | None, *, is_other: bool, by) -> None:
    """Keep one step for the decision: changed while it is not done, withdrawn with it, and new when it is another."""
    action = talk.decision_action
    if action and action.done_at:
        action = None
    if action and step:
        change_action(action=action, text=step.text, due_on=step.due_on, owner=step.owner, by=by)
    elif action and is_other:
        withdraw_action(action=action, by=by)
    elif step and is_other:
        talk.decision_action = _add(talk.evaluation.collaboration, step, by)
        talk.save(update_fields=["decision_action"])
        talk.actions.add(talk.decision_action)


def _keep_internal(evaluation: Evaluation, text: str, by) -> None:
    """Its words stand in no event."""
    if text.strip():
        InternalExperience.objects.update_or_create(
            evaluation=evaluation, defaults={"text": text.strip(), "updated_by": by}
        )
    else:
        InternalExperience.objects.filter(evaluation=evaluation).delete()


def decision_step(decision: str, *, due_on: datetime.date, owner: Person | None, form_key: uuid.UUID) -> Step:
    """Return what somebody has to do because of the decision."""
    texts = {
        Decision.RENEW: _("Agree on how you go on"),
        Decision.CHANGE: _("Change the agreement as you decided"),
        Decision.END: _("Say goodbye well: close the collaboration together"),
    }
    return Step(texts[Decision(decision)], due_on, owner, form_key)


@transaction.atomic
def share_talk(*, talk: EvaluationTalk, people: list[Person], by) -> EvaluationTalk:
    """Put the minutes in the outbox as drafts to ``people``: somebody looks at each before it leaves."""
    talk = EvaluationTalk.objects.select_for_update(of=("self",), no_key=True).get(pk=talk.pk)
    if not people:
        raise ValidationError(_("Nobody on the other side has an e-mail. Add it, and try again."))
    collaboration = talk.evaluation.collaboration
    for person in people:
        subject, body = compose_talk(talk, person=person, sender=by)
        enqueue_message(
            key=f"talk-{talk.pk}-{talk.version}-{person.pk}", kind="talk", to_email=person.email, to_name=person.name,
            reply_to=by.email, subject=subject, body=body, collaboration=collaboration, draft=True, by=by,
        )  # fmt: skip
    talk.shared_at, talk.shared_by = timezone.now(), by
    talk.save(update_fields=["shared_at", "shared_by"])
    data = {"title": talk.evaluation.title}
    record_event(verb="evaluation_talk_shared", collaboration=collaboration, phase=Phase.EVALUATION, data=data, by=by)
    return talk
