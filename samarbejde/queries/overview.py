"""What the front page shows, in a fixed number of queries."""

import datetime
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Func, IntegerField
from django.urls import reverse
from django.utils.translation import get_language

from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.danish import format_period, format_relative, format_weekday
from samarbejde.lib.embedded import embedded, restored
from samarbejde.lib.kept import kept
from samarbejde.lib.weeks import iso_week, school_year, week_start
from samarbejde.models import AttentionSignal, Collaboration, User
from samarbejde.panels import Figure, Upcoming, get_panels
from samarbejde.phases import Phase
from samarbejde.queries.signals import ShownSignal, open_signals, shown
from samarbejde.queries.upcoming import upcoming_for

MOST_SIGNALS = 6
READ_SIGNALS = 40  # enough to find six collaborations among them
MOST_MINE = 8
MOST_UPCOMING = 12
DAYS_AHEAD = 28
COUNT_LIMIT = 1000
MOST_FIGURES = 6
KEPT_FROM = 5000
MINE = ("id", "title", "counterpart", "grades_label", "phase", "status", "next_step", "next_step_on")
SIGNAL = ("id", "code", "severity", "data", "since", "collaboration_id", *(
    f"collaboration__{name}" for name in ("id", "title", "attention_count")
))  # fmt: skip


@dataclass(frozen=True)
class Signals:
    """``mine`` counts those of collaborations I lead, ``all`` those of the house; both stop at `COUNT_LIMIT`.

    ``rows`` are the worst of each collaboration: one that lacks five things is still one line.
    """

    rows: list[ShownSignal]
    mine: int
    all: int


@dataclass(frozen=True)
class PhaseCount:
    phase: Phase
    number: int
    url: str


@dataclass(frozen=True)
class Ground:
    """What the ground floor itself knows; ``mine`` holds one row more than is shown when there are more."""

    signals: Signals
    mine: list[Collaboration]
    counts: list[PhaseCount]


def read_ground(user, *, with_names: bool, may_act: bool = True) -> Ground:
    """Return signals, my collaborations and the numbers per phase. One query: they ride along with the user's row."""
    visible = Collaboration.objects.visible_to(user)
    mine = visible.open().filter(lead=user).order_by("next_step_key", "pk")[: MOST_MINE + 1]
    phases = visible.running().order_by().values("phase").annotate(number=Count("*"))
    signals = open_signals(user)
    own = signals.filter(collaboration__lead=user)
    row = (
        User.objects.filter(pk=user.pk)
        .annotate(
            mine_rows=embedded(mine, *MINE),
            phase_rows=embedded(phases, "phase", "number"),
            own_signals=embedded(own[:READ_SIGNALS], *SIGNAL),
            all_signals=embedded(signals[:READ_SIGNALS], *SIGNAL),
            number_of_mine=_capped(own),
            number_of_all=_capped(signals),
        )
        .values("mine_rows", "phase_rows", "own_signals", "all_signals", "number_of_mine", "number_of_all")
        .get()
    )
    chosen = _worst_of_each(restored(AttentionSignal, row["own_signals"] or row["all_signals"]))
    shown_signals = shown(chosen[:MOST_SIGNALS], with_names=with_names, may_act=may_act and with_names)
    return Ground(
        signals=Signals(shown_signals, row["number_of_mine"], row["number_of_all"]),
        mine=restored(Collaboration, row["mine_rows"]),
        counts=_phase_counts({each["phase"]: each["number"] for each in row["phase_rows"]}),
    )


def _worst_of_each(signals: list[AttentionSignal]) -> list[AttentionSignal]:
    """Return the first signal of each collaboration; they come the worst first."""
    first: dict[int, AttentionSignal] = {}
    for signal in signals:
        first.setdefault(signal.collaboration_id, signal)
    return list(first.values())


def _phase_counts(numbers: dict[str, int]) -> list[PhaseCount]:
    base = reverse("samarbejde:collaboration_list")
    return [PhaseCount(each, numbers.get(each.value, 0), f"{base}?fase={each.value}&status=running") for each in Phase]


def _capped(rows) -> Func:
    """Return how many ``rows`` there are, counted no further than `COUNT_LIMIT`."""
    some = rows.order_by().values("pk")[:COUNT_LIMIT]
    return Func(ArraySubquery(some), function="cardinality", output_field=IntegerField())


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
    # Twice what is shown: some are told twice and left out again.
    items = upcoming_for(user, today, end, most=2 * MOST_UPCOMING)
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


def year_figures(user, today: datetime.date, *, running: int = 0) -> list[Figure]:
    """Return the panels' figures of this school year, at most `MOST_FIGURES`.

    With many ``running`` collaborations they are up to five minutes old: summing all their sessions takes long.
    """
    if running < KEPT_FROM:
        return _figures(user, today)
    whose = "all" if sees_everything(user) else institution_ids(user)
    return kept("figures", (whose, school_year(today), get_language()), lambda: _figures(user, today))


def _figures(user, today: datetime.date) -> list[Figure]:
    figures = [figure for panel in get_panels() for figure in panel.figures(user, school_year(today))]
    return figures[:MOST_FIGURES]


def overview_cards(user) -> list[dict]:
    """Return the panels' cards, each with its own ``template_name``."""
    cards = [panel.overview_card(user) for panel in get_panels()]
    return [card for card in cards if card]


def has_any_collaboration(user) -> bool:
    """Return whether the user may see any collaboration at all."""
    return Collaboration.objects.visible_to(user).exists()
