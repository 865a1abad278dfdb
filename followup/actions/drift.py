"""Answering a difference between the agreement and the work."""

import datetime

from django.db import transaction

from followup.actions.meetings import add_action
from followup.choices import DriftAnswerKind
from followup.models import DriftAnswer
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def answer_drift(
    *, collaboration, line, answer: str, why: str = "", text: str = "", owner=None,
    due_on: datetime.date | None = None, by,
) -> DriftAnswer:  # fmt: skip
    """Say what to do about one difference. Steering back makes an action with owner and day."""
    Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    action = None
    if answer == DriftAnswerKind.STEER and due_on:
        action = add_action(collaboration=collaboration, text=text, due_on=due_on, owner=owner, by=by)
    given, _is_new = DriftAnswer.objects.update_or_create(
        collaboration=collaboration, key=line.key, defaults={
            "mark": line.mark, "agreed": line.agreed[:300], "actual": line.actual[:300], "answer": answer,
            "why": why, "action": action, "answered_by": by,
        },
    )  # fmt: skip
    data = {"what": str(line.label), "reply": str(given.get_answer_display()), "reason": why}
    record_event(verb="drift_answered", collaboration=collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return given
