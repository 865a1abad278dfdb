"""What a month of ordinary work holds: sessions that wait to be registered, those ahead, and those held."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from followup.choices import SessionStatus
from followup.models import Session

MOST = 200


def planned_this_month(
    collaborations: QuerySet, today: datetime.date | None = None
) -> tuple[list[Session], list[Session]]:  # fmt: skip
    """Return (those up to today that nobody has registered, also older ones; those ahead). Two queries.

    Each has ``last_time``, the last session held of its collaboration, or None.
    """
    today = today or timezone.localdate()
    rows = Session.objects.filter(collaboration__in=collaborations, status=SessionStatus.PLANNED)
    rows = rows.filter(date__lte=last_day(today)).select_related("collaboration", "class_group")
    found = list(rows.order_by("date", "starts_time", "pk")[:MOST])
    last = _last_held({row.collaboration_id for row in found})
    for row in found:
        row.last_time = last.get(row.collaboration_id)
    return [row for row in found if row.date <= today], [row for row in found if row.date > today]


def _last_held(collaborations: set[int]) -> dict[int, Session]:
    rows = Session.objects.filter(collaboration__in=collaborations, status=SessionStatus.HELD)
    latest = rows.order_by("collaboration_id", "-date", "-pk").distinct("collaboration_id")
    return {row.collaboration_id: row for row in latest}


def held_this_month(collaborations: QuerySet, today: datetime.date | None = None) -> int:
    """Return how many sessions of this month are registered. One query."""
    today = today or timezone.localdate()
    rows = Session.objects.filter(collaboration__in=collaborations, status=SessionStatus.HELD)
    return rows.filter(date__range=(today.replace(day=1), last_day(today))).count()


def last_day(day: datetime.date) -> datetime.date:
    """Return the last day of the month."""
    following = day.replace(day=28) + datetime.timedelta(days=4)
    return following.replace(day=1) - datetime.timedelta(days=1)
