"""Days without school: the country's, a municipality's own, and the public holidays, which are computed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samarbejde.choices import HolidayKind
from samarbejde.lib.danish import format_short, format_weekday
from samarbejde.lib.weeks import iso_week, school_year, school_year_end, school_year_start, week_start
from samarbejde.models import Municipality, SchoolHoliday

PUBLIC = "public"
WEEKEND = 5


@dataclass(frozen=True)
class DayOff:
    """Days without school. ``is_usual``: as it usually is, since nobody has written the municipality's own."""

    kind: str
    name: str
    first: datetime.date
    last: datetime.date
    is_usual: bool = False

    def covers(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last

    @property
    def within(self) -> str:
        """Return the name as it stands within a sentence: "efterårsferie", but "Kristi himmelfartsdag"."""
        return self.name if self.kind == PUBLIC else self.name[:1].lower() + self.name[1:]

    def question(self, day: datetime.date, *, week_only: bool = False) -> str:
        """Return "Tirsdag 13. oktober er i efterårsferien. Er det med vilje?", or the same of the day's week."""
        said_day = _("Week %(number)s") % {"number": iso_week(day)} if week_only else _day_words(day)
        words = {"day": said_day, "name": self.name}
        said = {
            HolidayKind.AUTUMN: _("%(day)s is in the autumn holiday."),
            HolidayKind.CHRISTMAS: _("%(day)s is in the Christmas holiday."),
            HolidayKind.WINTER: _("%(day)s is in the winter holiday."),
            HolidayKind.EASTER: _("%(day)s is in the Easter holiday."),
            HolidayKind.SUMMER: _("%(day)s is in the summer holiday."),
        }.get(self.kind, _("%(day)s is a day off: %(name)s."))
        if self.is_usual and self.kind == HolidayKind.WINTER:
            said = _("%(day)s is in the winter holiday, as most municipalities have it.")
        return " ".join([said % words, _("Is it on purpose?")])


def _day_words(day: datetime.date) -> str:
    return f"{format_weekday(day)} {format_short(day)}".capitalize()


class Holidays:
    """What was found for a span of days."""

    def __init__(self, rows: Iterable[DayOff]):
        self.rows = list(rows)

    def on(self, day: datetime.date) -> DayOff | None:
        """Return why there is no school that day; a school holiday before a public one."""
        return next((row for row in self.rows if row.covers(day)), None) or _public_on(day)

    def closing(self, day: datetime.date, *, week_only: bool = False) -> DayOff | None:
        """Return what closes the day; where only the week is agreed, what closes all of its weekdays."""
        if not week_only:
            return self.on(day)
        found = [self.on(week_start(day) + datetime.timedelta(days=number)) for number in range(WEEKEND)]
        return found[0] if all(found) else None

    def in_week(self, monday: datetime.date) -> list[str]:
        """Return the names of what closes the schools on a weekday of that week, as one writes them in a sentence."""
        names: dict[str, None] = {}
        for number in range(WEEKEND):
            if found := self.on(monday + datetime.timedelta(days=number)):
                names[found.within] = None
        return list(names)


def holidays_between(municipalities: QuerySet, first: datetime.date, last: datetime.date) -> Holidays:
    """Return the holidays of the schools of ``municipalities`` (none: as they usually are). One query.

    Where all of them have written their own, the country's of that kind and school year does not count.
    """
    span = Q(last_day__gte=school_year_start(school_year(first)), first_day__lte=school_year_end(school_year(last)))
    ours = Municipality.objects.filter(pk__in=municipalities).order_by().values("pk")
    rows = SchoolHoliday.objects.filter(span, Q(municipality=None) | Q(municipality__in=municipalities))
    found = list(rows.annotate(asked=ArraySubquery(ours)).order_by("first_day", "pk"))
    own: dict[tuple[str, int], set[int]] = defaultdict(set)
    for row in found:
        if row.municipality_id:
            own[row.kind, school_year(row.first_day)].add(row.municipality_id)
    return Holidays(
        DayOff(row.kind, row.name, row.first_day, row.last_day, is_usual=row.municipality_id is None)
        for row in sorted(found, key=lambda row: row.municipality_id is None)
        if row.municipality_id or not _all_have_own(own[row.kind, school_year(row.first_day)], row.asked)
    )


def holidays_of(collaboration, first: datetime.date, last: datetime.date) -> Holidays:
    """Return the holidays of the collaboration's schools and municipalities. One query."""
    here = Q(schools__parties__collaboration=collaboration) | Q(parties__collaboration=collaboration)
    return holidays_between(Municipality.objects.filter(here).values("pk"), first, last)


def _all_have_own(own: set[int], asked: list[int]) -> bool:
    return bool(asked) and own.issuperset(asked)


def _public_on(day: datetime.date) -> DayOff | None:
    name = _public(day.year, (get_language() or "da")[:2]).get(day)
    return DayOff(PUBLIC, name, day, day) if name else None


@lru_cache(maxsize=200)
def _public(year: int, language: str) -> dict[datetime.date, str]:
    found = holidays.country_holidays("DK", years=year, language="da" if language == "da" else "en_US")
    return {day: str(name) for day, name in found.items()}
