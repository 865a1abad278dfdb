"""A school year over all collaborations, week by week and kind by kind."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from followup.queries.breaks import holidays_near, week_numbers, weeks_of
from followup.queries.year_entries import MOST, Choice, Entry, Kind, count_words, entries_of
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.weeks import iso_week, week_start
from samarbejde.lib.wheel import week_mark
from samarbejde.models import Institution, Participant, Person
from samarbejde.queries.holidays import DayOff

MOST_IN_A_WEEK = 12  # lines; the rest are counted and stand in the calendar
MOST_CHOICES = 300


@dataclass
class YearWeek:
    """One ISO week with something in it."""

    monday: datetime.date
    counts: Counter = field(default_factory=Counter)
    entries: list[Entry] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # the names of what closes the schools

    @property
    def number(self) -> int:
        return iso_week(self.monday)

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)

    @property
    def mark(self) -> str:
        return week_mark(self.monday)

    @property
    def shown(self) -> list[Entry]:
        return self.entries[:MOST_IN_A_WEEK]

    @property
    def more(self) -> int:
        return len(self.entries) - len(self.shown)

    @property
    def summary(self) -> str:
        """Return "4 gange · 1 møde"."""
        return " · ".join(count_words(kind, self.counts[kind]) for kind in Kind if self.counts[kind])


@dataclass(frozen=True)
class Break:
    """A school holiday in which nothing of ours stands, among the weeks."""

    monday: datetime.date
    name: str
    numbers: str
    first: datetime.date
    last: datetime.date
    is_break: bool = True


@dataclass(frozen=True)
class Year:
    weeks: list[YearWeek]
    counts: dict[Kind, dict[datetime.date, int]]
    is_cut: bool
    breaks: list[DayOff]

    @property
    def rows(self) -> list:
        """Return the weeks, and the holidays in which nothing stands, in order; an empty year has neither."""
        filled = {week.monday for week in self.weeks}
        empty = [(off, mondays) for off in self.breaks if (mondays := weeks_of(off)) and not filled & set(mondays)]
        between = [Break(mondays[0], off.name, week_numbers(mondays), off.first, off.last) for off, mondays in empty]
        return sorted([*self.weeks, *between], key=lambda row: row.monday) if self.weeks else []

    @property
    def total(self) -> int:
        return sum(sum(found.values()) for found in self.counts.values())


def read_year(user, choice: Choice) -> Year:
    """Return the weeks of a school year. Four queries, one more when evaluations must be narrowed."""
    entries = sorted(entries_of(user, choice), key=lambda each: (each.day, each.time or datetime.time.max, each.text))
    kept = entries[:MOST]
    weeks: dict[datetime.date, YearWeek] = {}
    counts: dict[Kind, dict[datetime.date, int]] = {kind: defaultdict(int) for kind in Kind}
    for entry in kept:
        monday = week_start(entry.day)
        week = weeks.setdefault(monday, YearWeek(monday))
        week.entries.append(entry)
        week.counts[entry.kind] += 1
        counts[entry.kind][monday] += 1
    first, last = choice.days
    holidays = holidays_near(user, first, last, choice.institution)
    for week in weeks.values():
        week.closed = holidays.in_week(week.monday)
    breaks = [row for row in holidays.rows if row.last >= first and row.first <= last]
    return Year(list(weeks.values()), counts, len(entries) > MOST, breaks)


def institution_choices(user) -> Iterable[tuple[int, str]]:
    """Return the places one may choose between; nothing when there is only one."""
    ids = None if sees_everything(user) else institution_ids(user)
    if ids is not None and len(ids) < 2:
        return []
    rows = Institution.objects.all() if ids is None else Institution.objects.filter(pk__in=ids)
    return list(rows.order_by("name", "pk").values_list("pk", "name")[:MOST_CHOICES])


def person_choices(user) -> Iterable[tuple[int, str]]:
    """Return our own people who take part in something, where the user may see who. One query."""
    joined = Participant.objects.filter(
        person__isnull=False, ended_on__isnull=True, party__institution=F("collaboration__institution")
    )
    if not sees_everything(user):
        joined = joined.filter(collaboration__institution__in=institution_ids(user, "view_people"))
    rows = Person.objects.filter(pk__in=joined.values("person")).order_by("name_key", "pk")
    return list(rows.values_list("pk", "name")[:MOST_CHOICES])
