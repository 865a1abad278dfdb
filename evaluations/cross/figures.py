"""What a report across collaborations says: figures of a period, years beside each other, and oneself beside others."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from evaluations.choices import Audience, Theme
from evaluations.cross.reading import Asked, Material, Row, read_material
from evaluations.cross.scope import Period, Scope
from evaluations.queries.results import SMALLEST_GROUP
from evaluations.queries.sides import Share
from samarbejde.models import School
from samarbejde.phases import Phase, Status

OVER = (Phase.EVALUATION, Phase.CLOSED)


@dataclass(frozen=True)
class Part:
    """So many of so many; ``rows`` are those counted, with whether each is one of them."""

    count: int = 0
    of: int = 0


@dataclass
class Figures:
    """The figures of some collaborations in one period."""

    collaborations: int = 0
    declined: int = 0
    sessions: int = 0
    participations: int = 0
    hours: Decimal = Decimal(0)
    schools: int = 0
    municipalities: int = 0
    evaluated: Part = field(default_factory=Part)
    answered: Part = field(default_factory=Part)
    renewed: Part = field(default_factory=Part)
    shares: dict[tuple[str, str], Share] = field(default_factory=dict)


@dataclass(frozen=True)
class SideRow:
    """One theme for one group: what those chosen say, and what the places' other collaborations say."""

    audience: str
    theme: str
    own: Share | None
    others: Share | None


@dataclass(frozen=True)
class CrossReport:
    """Everything the page and the files say."""

    scope: Scope
    written_on: datetime.date
    rows: list[Row]
    figures: Figures
    years: list[tuple[Period, Figures]]
    others: Figures
    sides: list[SideRow]
    schools_there: int

    @property
    def institutions(self) -> set[int]:
        return {row.institution for row in self.rows}


def cross_report(scope: Scope, user) -> CrossReport:
    """Gather the report in a fixed number of queries."""
    material = read_material(scope, user)
    chosen = [row for row in material.rows if row.pk in material.chosen]
    mine = rows_in(chosen, scope.period)
    figures = figures_of(mine, scope.period)
    others = figures_of(_others(material, mine, scope.period), scope.period)
    return CrossReport(
        scope=scope,
        written_on=timezone.localdate(),
        rows=mine,
        figures=figures,
        years=_years(chosen, scope.period),
        others=others,
        sides=_sides(figures, others),
        schools_there=_schools_there(mine),
    )


def _years(rows: list[Row], period: Period) -> list[tuple[Period, Figures]]:
    """The years up to ``period``, from the first in which there was anything."""
    years = [(each, figures_of(rows_in(rows, each), each)) for each in period.earlier()]
    while len(years) > 1 and not years[0][1].collaborations:
        years.pop(0)
    return years


def rows_in(rows: list[Row], period: Period) -> list[Row]:
    """Return those that were there in the period."""
    return [row for row in rows if row.was_there(*period.days)]


def _others(material: Material, mine: list[Row], period: Period) -> list[Row]:
    """The other collaborations of the same places in the same period."""
    places, own = {row.institution for row in mine}, {row.pk for row in mine}
    return [row for row in rows_in(material.rows, period) if row.institution in places and row.pk not in own]


def _schools_there(rows: list[Row]) -> int:
    """How many open schools there are in the municipalities one works in."""
    places = set().union(*(row.municipalities for row in rows if row.status != Status.DECLINED))
    return School.objects.open().schools_only().filter(municipality__in=places).count()


def figures_of(rows: list[Row], period: Period) -> Figures:
    """Count what these collaborations did in the period."""
    first, last = period.days
    working = [row for row in rows if row.status != Status.DECLINED]
    held = [month for row in working for month in row.months if first <= month.month <= last]
    asked = [each for row in working for each in asked_in(row, period)]
    known = [each for each in asked if each.expected]
    over = [row for row in working if is_over(row, last)]
    ended = [row for row in working if has_ended(row)]
    return Figures(
        collaborations=len(rows),
        declined=len(rows) - len(working),
        sessions=sum(month.sessions for month in held),
        participations=sum(month.participations for month in held),
        hours=sum((month.hours for month in held), Decimal(0)),
        schools=len(set().union(*(row.schools for row in working))),
        municipalities=len(set().union(*(row.municipalities for row in working)) - {None}),
        evaluated=Part(sum(is_evaluated(row) for row in over), len(over)),
        answered=Part(sum(each.counted for each in known), sum(each.expected or 0 for each in known)),
        renewed=Part(sum(row.status == Status.RENEWED for row in ended), len(ended)),
        shares=add_shares(asked),
    )


def asked_in(row: Row, period: Period) -> list[Asked]:
    """Return the questionnaires that opened in the period."""
    first, last = period.days
    return [each for each in row.asked if first <= each.opens_on <= last]


def is_over(row: Row, last: datetime.date) -> bool:
    """It has come to its end, so that one would have asked how it went."""
    return row.phase in OVER or bool(row.ends_on and row.ends_on <= min(last, timezone.localdate()))


def is_evaluated(row: Row) -> bool:
    """Somebody has answered."""
    return any(each.answered for each in row.asked)


def has_ended(row: Row) -> bool:
    """It goes on in a new agreement, or is closed."""
    return row.status == Status.RENEWED or row.phase == Phase.CLOSED


def add_shares(asked: list[Asked]) -> dict[tuple[str, str], Share]:
    """Return {(audience, theme): share}, summed over questionnaires of what each shows by itself."""
    found: dict[tuple[str, str], Share] = {}
    for each in asked:
        for theme, share in each.shares.items():
            before = found.get((each.audience, theme), Share(0, 0))
            found[each.audience, theme] = Share(before.positive + share.positive, before.total + share.total)
    return found


def _sides(figures: Figures, others: Figures) -> list[SideRow]:
    keys = [(a, t) for a, _label in Audience.choices for t, _label in Theme.choices if (a, t) in figures.shares]
    rows = [SideRow(a, t, large(figures.shares[a, t]), large(others.shares.get((a, t)))) for a, t in keys]
    return [row for row in rows if row.own]


def large(share: Share | None) -> Share | None:
    """A share of fewer than five answers says nothing, whoever they are."""
    return share if share and share.total >= SMALLEST_GROUP else None
