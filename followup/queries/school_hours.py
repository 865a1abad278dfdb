"""The other side's own hours, and the minutes it may read."""

from decimal import Decimal

from django.db.models import QuerySet

from followup.choices import SessionStatus
from followup.models import Meeting, SchoolHours
from followup.queries.meetings import with_actions
from samarbejde.models import Collaboration, Link


def school_hours_of(collaboration: Collaboration) -> list[SchoolHours]:
    """Return what the other sides have written, newest first. One query."""
    rows = SchoolHours.objects.filter(party__collaboration=collaboration)
    return list(rows.select_related("link", "party__school", "party__municipality", "party__institution"))


def hours_behind(link: Link) -> list[SchoolHours]:
    """Return what was written behind this link, newest first. One query."""
    return list(SchoolHours.objects.filter(link=link))


def sum_hours(rows: list[SchoolHours]) -> Decimal:
    """Return the hours of the rows together."""
    return sum((row.hours for row in rows), Decimal(0))


def shared_minutes(collaboration_id: int) -> QuerySet:
    """Return the meetings whose minutes were made ready for the other side; nothing else of ours is with them."""
    held = Meeting.objects.filter(collaboration=collaboration_id, status=SessionStatus.HELD, shared_at__isnull=False)
    return with_actions(held).order_by("-date", "-pk")
