"""What the front page shows, in a fixed number of queries."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from samarbejde.lib.danish import format_period, format_relative, format_weekday
from samarbejde.lib.weeks import iso_week, school_year, week_start
from samarbejde.models import Collaboration
from samarbejde.panels import Figure, Upcoming, get_panels
from samarbejde.phases import Phase
from samarbejde.queries.signals import ShownSignal, open_signals, shown

MOST_SIGNALS = 6
MOST_MINE = 8
MOST_UPCOMING = 12
DAYS_AHEAD = 28
COUNT_LIMIT = 1000
MOST_FIGURES = 6


@dataclass(frozen=True)
class Signals:
    """``mine`` counts those of collaborations I lead, ``all`` those of the house; both stop at `COUNT_LIMIT`."""

    rows: list[ShownSignal]
    mine: int
    all: int


def my_signals(user, *, with_names: bool) -> Signals:
    """Return the signals of what I lead; somebody who leads nothing sees the house's. Two queries."""
    rows = open_signals(user)
    leads = list(rows.values_list("collaboration__lead", flat=True).order_by()[:COUNT_LIMIT])
    mine = leads.count(user.pk)
    chosen = rows.filter(collaboration__lead=user) if mine else rows
    found = chosen.select_related("collaboration")[:MOST_SIGNALS]
    return Signals(shown(found, with_names=with_names, may_act=with_names), mine, len(leads))


def my_collaborations(user) -> list[Collaboration]:
    """Return what I lead and is open, the nearest next step first; one more than is shown tells that there are more."""
    rows = Collaboration.objects.visible_to(user).open().filter(lead=user)
    fields = ("title", "counterpart", "grades_label", "phase", "status", "next_step", "next_step_on", "institution")
    return list(rows.only(*fields).order_by("next_step_key", "pk")[: MOST_MINE + 1])


@dataclass(frozen=True)
class PhaseCount:
    phase: Phase
    number: int
    url: str


def phase_counts(user) -> list[PhaseCount]:
    """Return how many running collaborations stand in each phase; a link to each. One query."""
    rows = Collaboration.objects.visible_to(user).running().order_by().values("phase").annotate(number=Count("pk"))
    numbers = {row["phase"]: row["number"] for row in rows}
    base = reverse("samarbejde:collaboration_list")
    return [PhaseCount(phase, numbers.get(phase, 0), f"{base}?fase={phase.value}&status=running") for phase in Phase]


@dataclass(frozen=True)
class Coming:
    """One line of ”Kommende” with its day in short: ”i dag”, ”to. 5.”."""

    item: Upcoming
    day: str


@dataclass(frozen=True)
class Week:
    """One ISO week of ”Kommende”."""

    number: int
    label: str  # ”9.–13. marts”
    is_this: bool
    items: list[Coming]


def upcoming_weeks(user, today: datetime.date) -> list[Week]:
    """Return what the panels see coming in the next four weeks, by week."""
    end = today + datetime.timedelta(days=DAYS_AHEAD)
    items = [item for panel in get_panels() for item in panel.upcoming(user, today, end)]
    items.sort(key=lambda item: (item.date, item.time or datetime.time.max, str(item.text)))
    weeks: dict[datetime.date, list[Upcoming]] = {}
    for item in items[:MOST_UPCOMING]:
        weeks.setdefault(week_start(item.date), []).append(item)
    return [_week(monday, rows, today) for monday, rows in weeks.items()]


def _week(monday: datetime.date, rows: list[Upcoming], today: datetime.date) -> Week:
    friday = monday + datetime.timedelta(days=4)
    items = [Coming(row, _short_day(row.date, today)) for row in rows]
    return Week(iso_week(monday), format_period(monday, friday, today), monday == week_start(today), items)


def _short_day(day: datetime.date, today: datetime.date) -> str:
    near = (day - today).days
    return format_relative(day, today) if near in (0, 1) else f"{format_weekday(day)[:2]}. {day.day}."


def year_figures(user, today: datetime.date) -> list[Figure]:
    """Return the panels' figures of this school year, at most `MOST_FIGURES`."""
    figures = [figure for panel in get_panels() for figure in panel.figures(user, school_year(today))]
    return figures[:MOST_FIGURES]


def overview_cards(user) -> list[dict]:
    """Return the panels' cards, each with its own ``template_name``."""
    cards = [panel.overview_card(user) for panel in get_panels()]
    return [card for card in cards if card]


def has_any_collaboration(user) -> bool:
    return Collaboration.objects.visible_to(user).exists()
