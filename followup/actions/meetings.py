"""Meetings: planned, held, written down, sent to the other side; and what was promised there."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.actions.invitations import MOVES, note_move
from followup.actions.lessons import pass_on_lesson
from followup.choices import SessionStatus
from followup.emails import compose_minutes
from followup.models import ActionPoint, Meeting
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import enqueue_message
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

FIELDS = ("date", "starts_time", "ends_time", "place", "agenda", "minutes", "decisions", "status")
EVENTS = {
    SessionStatus.PLANNED: "meeting_planned", SessionStatus.HELD: "meeting_held",
    SessionStatus.CANCELLED: "meeting_cancelled",
}  # fmt: skip


@transaction.atomic
def plan_meeting(*, collaboration, values: dict, form_key: uuid.UUID | None = None, by) -> Meeting:
    """Plan a meeting. The same ``form_key`` again returns the meeting it made."""
    fields = {name: value for name, value in values.items() if name in FIELDS}
    fields |= {"collaboration": collaboration, "created_by": by}
    if form_key is None:
        meeting, is_new = Meeting.objects.create(**fields), True
    else:
        meeting, is_new = Meeting.objects.get_or_create(form_key=form_key, defaults=fields)
    _check_home(meeting, collaboration)
    if is_new:
        _tell(EVENTS[SessionStatus(meeting.status)], meeting, by)
    return meeting


@transaction.atomic
def change_meeting(*, meeting, values: dict, version: int, by) -> Meeting:
    """Move a meeting, write its minutes, or say that it was held or cancelled. Raises StaleVersion.

    Whoever was invited is not told here: see `actions.invitations`.

    ``values["lesson"]`` is a line about what was learnt, for whoever keeps lessons.
    """
    meeting = lock_version(Meeting, meeting.pk, version)
    before = {name: getattr(meeting, name) for name in (*MOVES, "status")}
    for name in FIELDS:
        setattr(meeting, name, values.get(name, getattr(meeting, name)))
    meeting.version += 1
    note_move(meeting, before)
    meeting.save(update_fields=[*FIELDS, "sequence", "version"])
    is_same = meeting.status == before["status"]
    _tell("meeting_changed" if is_same else EVENTS[SessionStatus(meeting.status)], meeting, by)
    if values.get("lesson"):
        pass_on_lesson(collaboration=meeting.collaboration, text=values["lesson"], by=by)
    return meeting


@transaction.atomic
def share_minutes(*, meeting, people: list, by) -> Meeting:
    """Put the minutes in the outbox as drafts to ``people``: a person looks at each before it leaves."""
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if not meeting.is_held:
        raise ValidationError(_("There are no minutes before the meeting has been held."))
    for person in people:
        subject, body = compose_minutes(meeting, person=person, sender=by)
        enqueue_message(
            key=f"minutes-{meeting.pk}-{meeting.version}-{person.pk}", kind="minutes", to_email=person.email,
            to_name=person.name, subject=subject, body=body, collaboration=meeting.collaboration, draft=True, by=by,
        )  # fmt: skip
    meeting.shared_at, meeting.shared_by = timezone.now(), by
    meeting.save(update_fields=["shared_at", "shared_by"])
    _tell("minutes_shared", meeting, by)
    return meeting


def _tell(verb: str, meeting: Meeting, by) -> None:
    data = {"meeting": meeting.pk, "on": meeting.date.isoformat()}
    record_event(verb=verb, collaboration=meeting.collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[meeting.collaboration_id])


@transaction.atomic
def add_action(
    *, collaboration, text: str, due_on: datetime.date, owner=None, meeting=None, check_in=None,
    form_key: uuid.UUID | None = None, by,
) -> ActionPoint:  # fmt: skip
    """Write down what somebody does by a day. The same ``form_key`` again returns the one it made."""
    fields = {
        "collaboration": collaboration, "text": text, "due_on": due_on, "owner": owner, "meeting": meeting,
        "check_in": check_in, "created_by": by,
    }  # fmt: skip
    if form_key is None:
        action, is_new = ActionPoint.objects.create(**fields), True
    else:
        action, is_new = ActionPoint.objects.get_or_create(form_key=form_key, defaults=fields)
    _check_home(action, collaboration)
    if is_new:
        _tell_action("action_added", action, by)
    return action


@transaction.atomic
def finish_action(*, action, by) -> ActionPoint:
    """It is done. Said twice, the first one counts."""
    action = ActionPoint.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    if action.done_at is None:
        action.done_at, action.done_by = timezone.now(), by
        action.save(update_fields=["done_at", "done_by"])
        _tell_action("action_done", action, by)
    return action


@transaction.atomic
def change_action(*, action, text: str, due_on: datetime.date, owner, by) -> ActionPoint:
    """Something else is to be done, by another day or by somebody else. What is done stays as it is."""
    action = ActionPoint.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    new = {"text": text, "due_on": due_on, "owner_id": owner.pk if owner else None}
    if action.done_at is None and any(getattr(action, name) != value for name, value in new.items()):
        was = action.text
        for name, value in new.items():
            setattr(action, name, value)
        action.save(update_fields=["text", "due_on", "owner"])
        _tell_action("action_changed", action, by, was=was)
    return action


@transaction.atomic
def withdraw_action(*, action, by) -> None:
    """It is not to be done after all; the history keeps what it was. What is done stays."""
    action = ActionPoint.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)
    if action.done_at is None:
        _tell_action("action_withdrawn", action, by)
        action.delete()
        refresh_attention(collaborations=[action.collaboration_id])


def _tell_action(verb: str, action: ActionPoint, by, **more) -> None:
    data = {"action": action.pk, "what": action.text, "due_on": action.due_on.isoformat(), **more}
    record_event(verb=verb, collaboration=action.collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[action.collaboration_id])


def _check_home(row, collaboration: Collaboration) -> None:
    if row.collaboration_id != collaboration.pk:
        raise ValidationError(_("Open the page again: the form belongs to another collaboration."))
