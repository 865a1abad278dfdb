"""Which collaborations and which days a report is about: the list's own filter, read from the address."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbejde.filters.collaborations import CollaborationFilter
from samarbejde.lib.weeks import school_year, school_year_days, school_year_label
from samarbejde.models import Collaboration

# The list's filters by their names in the address; the year is the report's own.
NAMES = ("sted", "kommune", "region", "fag", "form", "trin", "slags", "maerke", "ansvarlig")
YEARS_SHOWN = 5


@dataclass(frozen=True)
class Period:
    """A school year or a calendar year."""

    year: int
    is_calendar: bool = False

    @cached_property
    def days(self) -> tuple[datetime.date, datetime.date]:
        if self.is_calendar:
            return datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
        return school_year_days(self.year)

    @property
    def label(self) -> str:
        return str(self.year) if self.is_calendar else school_year_label(self.year)

    @property
    def title(self) -> str:
        if self.is_calendar:
            return _("The year %(year)s") % {"year": self.year}
        return _("The school year %(year)s") % {"year": self.label}

    @property
    def pair(self) -> tuple[str, str]:
        """The list's filter of the same days."""
        return ("aar" if self.is_calendar else "skoleaar", str(self.year))

    def earlier(self) -> list["Period"]:
        """Return this period and those before it, the oldest first."""
        return [Period(self.year - back, self.is_calendar) for back in range(YEARS_SHOWN - 1, -1, -1)]


@dataclass(frozen=True)
class Scope:
    """``pairs`` are the list's filters without the year."""

    period: Period
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """The report's own address, after the question mark."""
        return urlencode([self.period.pair, *self.pairs])

    @property
    def list_url(self) -> str:
        """The list of exactly the collaborations the report is about."""
        return self.list_with()

    def list_with(self, **more) -> str:
        pairs = dict([("status", "alle"), self.period.pair, *self.pairs]) | more
        return f"{reverse('samarbejde:collaboration_list')}?{urlencode(pairs)}"

    def rows(self, user):
        """Return what the list shows for the filters without the year, in no order."""
        data = QueryDict(urlencode([("status", "alle"), *self.pairs]))
        return CollaborationFilter(data, Collaboration.objects.visible_to(user), user=user).qs.order_by()


def read_scope(params) -> Scope:
    """Read the address forgivingly: a year nobody can mean is this school year."""
    pairs = tuple((name, params[name].strip()[:60]) for name in NAMES if params.get(name, "").strip())
    kind, _dash, year = params.get("periode", "").partition("-")
    if kind in {"skoleaar", "aar"}:
        return Scope(_period(year, is_calendar=kind == "aar"), pairs)
    if params.get("aar"):
        return Scope(_period(params["aar"], is_calendar=True), pairs)
    return Scope(_period(params.get("skoleaar", ""), is_calendar=False), pairs)


def _period(given: str, *, is_calendar: bool) -> Period:
    today = timezone.localdate()
    this_year = today.year if is_calendar else school_year(today)
    if given.isascii() and given.isdecimal() and this_year - 20 <= int(given[:6]) <= this_year + 1:
        return Period(int(given), is_calendar)
    return Period(this_year, is_calendar)
