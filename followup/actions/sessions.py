"""Every write of a session, and what follows from it: hours used, phase, signals."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.choices import SessionStatus
from followup.models import Session
from followup.queries.hours import hours_used
from samarbejde.actions.attention import attention_at_the_end, refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.phases import advance_to
from samarbejde.actions.summary import set_hours
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

FIELDS = (
    "date", "week_only", "starts_time", "ends_time", "title", "class_name", "class_group", "pupils", "adults", "venue",
    "hours", "taught_by", "format", "note", "status",
)  # fmt: skip
COUNTS = ("pupils", "adults", "hours")
COUNTED = ("counted_at", "counted_by")
EVENTS = {SessionStatus.PLANNED: "session_planned", SessionStatus.HELD: "session_held"}


@transaction.atomic
def record_session(*, collaboration, values: dict, form_key: uuid.UUID | None = None, by) -> Session:
    """Plan a session, or register one that was held. The same ``form_key`` again returns the session it made.

    ``values`` are `FIELDS` by name. Raises ValidationError when the key belongs to another collaboration.
    """
    collaboration = _lock(collaboration)
    fields = _settled({name: value for name, value in values.items() if name in FIELDS})
    fields |= {"collaboration": collaboration, "recorded_by": by}
    if fields.get("status") == SessionStatus.HELD:
        fields |= {"counted_at": timezone.now(), "counted_by": by}
    session, is_new = (
        Session.objects.get_or_create(form_key=form_key, defaults=fields)
        if form_key
        else (Session.objects.create(**fields), True)
    )
    if session.collaboration_id != collaboration.pk:
        raise ValidationError(_("Open the page again: the form belongs to another collaboration."))
    if is_new:
        _tell(EVENTS[session.status], session, by)
        _follow(session, collaboration, by)
    return session


def plan_series(*, collaboration, values: dict, form_key: uuid.UUID, days: list[datetime.date], by) -> list[Session]:
    """Plan the same session on each of ``days``. The same ``form_key`` again makes none anew."""
    with transaction.atomic(), attention_at_the_end():
        return [
            record_session(
                collaboration=collaboration,
                values=values | {"date": day},
                form_key=uuid.uuid5(form_key, str(number)) if number else form_key,
                by=by,
            )
            for number, day in enumerate(days)
        ]


@transaction.atomic
def change_session(*, session, values: dict, version: int, by) -> Session:
    """Change a session, plan it again, or say that it was held. Raises StaleVersion after a lost update."""
    collaboration = _lock(session.collaboration)
    session = lock_version(Session, session.pk, version)
    before = {name: getattr(session, name) for name in FIELDS}
    after = _settled({name: values.get(name, before[name]) for name in FIELDS})
    changes = changed_fields(before, after)
    for name, value in after.items():
        setattr(session, name, value)
    if session.is_held and changes.keys() & {*COUNTS, "status"}:
        session.counted_at, session.counted_by = timezone.now(), by
    session.cancel_reason, session.version, session.recorded_by = "", session.version + 1, by
    session.save(update_fields=[*FIELDS, *COUNTED, "cancel_reason", "version", "recorded_at", "recorded_by"])
    became = EVENTS[session.status] if "status" in changes else "session_changed"
    _tell(became, session, by, changes)
    _follow(session, collaboration, by)
    return session


@transaction.atomic
def cancel_session(*, session, reason: str, version: int, by) -> Session:
    """Say that a session was not or will not be held, and why. Raises StaleVersion after a lost update."""
    collaboration = _lock(session.collaboration)
    session = lock_version(Session, session.pk, version)
    session.status, session.cancel_reason = SessionStatus.CANCELLED, reason
    session.version, session.recorded_by = session.version + 1, by
    session.save(update_fields=["status", "cancel_reason", "version", "recorded_at", "recorded_by"])
    _tell("session_cancelled", session, by)
    _follow(session, collaboration, by)
    return session


def _settled(values: dict) -> dict:
    """Return the values with a day, once the session was held, and the name a followed class has on that day.

    Where only the week was agreed and nobody says which day it became, it is today, or the last day of that week.
    """
    if values.get("week_only") and values.get("status") == SessionStatus.HELD:
        values = values | {"week_only": False, "date": min(values["date"], timezone.localdate())}
    group = values.get("class_group")
    return values | {"class_name": group.name_on(values["date"])} if group else values


def _lock(collaboration: Collaboration) -> Collaboration:
    """Two sessions saved at once must not both add up the hours without the other."""
    return Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)


def _tell(verb: str, session: Session, by, changes: dict | None = None) -> None:
    data = {
        "session": session.pk,
        "what": _what(session),
        "on": session.date.isoformat(),
        "pupils": session.pupils or 0,
        "hours": str(session.hours or 0),
        "reason": session.cancel_reason,
        "changes": {name: pair for name, pair in (changes or {}).items() if name not in {"note", "class_group"}},
    }
    record_event(verb=verb, collaboration=session.collaboration, phase=Phase.ACTIVE, data=data, by=by)


def _what(session: Session) -> str:
    what = ", ".join(filter(None, [session.title, session.class_name])) or _("a class")
    return f"{what} ({_('only the week is agreed')})" if session.week_only else what


def _follow(session: Session, collaboration: Collaboration, by) -> None:
    set_hours(collaboration_id=collaboration.pk, used=hours_used(collaboration.pk))
    if session.is_held:
        advance_to(collaboration=collaboration, target=Phase.ACTIVE, by=by)
    refresh_attention(collaborations=[collaboration.pk])
