"""What one of us has, week by week, over all collaborations: the rows behind each number of the staffing."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from followup.models import HoursEntry, Session
from followup.queries.staffing import Week, counted, length_of, profile_of
from samarbejde.lib.weeks import week_start
from samarbejde.models import Person
from samarbejde.queries.holidays import Holidays


@dataclass(frozen=True)
class LoadRow:
    """A session, or hours logged beside the sessions."""

    day: datetime.date
    hours: Decimal
    text: str
    detail: str
    url: str
    time: datetime.time | None = None
    is_planned: bool = False


@dataclass
class LoadWeek(Week):
    """A week with its rows, in order."""

    rows: list[LoadRow] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # the names of what closes the schools

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)


def weeks_of_person(user, person: Person, monday: datetime.date, weeks: int, holidays: Holidays) -> list[LoadWeek]:
    """Return so many weeks from a Monday on. Two queries."""
    found = [LoadWeek(monday + datetime.timedelta(weeks=number)) for number in range(weeks)]
    by_monday = {week.monday: week for week in found}
    end = found[-1].sunday
    rows = [*_sessions(user, person, monday, end), *_entries(user, person, monday, end)]
    for row in sorted(rows, key=lambda each: (each.day, each.time or datetime.time.max, each.text)):
        week = by_monday[week_start(row.day)]
        week.rows.append(row)
        week.hours += row.hours
    profile = profile_of(person)
    limit = profile.weekly_hours if profile else None
    for week in found:
        week.over = limit is not None and week.hours > limit
        week.closed = holidays.in_week(week.monday)
    return found


def _sessions(user, person: Person, first: datetime.date, last: datetime.date) -> Iterator[LoadRow]:
    rows = counted(Session.objects.visible_to(user).filter(taught_by=person, date__range=(first, last)))
    for row in rows.select_related("collaboration"):
        detail = " · ".join(filter(None, [row.name, row.collaboration.counterpart]))
        url = reverse("followup:followup_detail", args=[row.collaboration_id])
        yield LoadRow(
            row.date, length_of(row), row.collaboration.title, detail, url, row.starts_time, is_planned=row.is_planned
        )


def _entries(user, person: Person, first: datetime.date, last: datetime.date) -> Iterator[LoadRow]:
    rows = HoursEntry.objects.visible_to(user).filter(person=person, date__range=(first, last))
    for row in rows.select_related("collaboration"):
        detail = " · ".join(filter(None, [row.what, row.collaboration.counterpart]))
        url = reverse("followup:hours_list", args=[row.collaboration_id])
        yield LoadRow(row.date, row.hours, row.collaboration.title, detail, url)
