"""The rows behind each figure: exactly those that were counted."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.choices import EvaluationStatus
from evaluations.cross.figures import CrossReport, asked_in, has_ended, is_evaluated, is_over
from evaluations.cross.reading import Row
from evaluations.cross.scope import Period
from samarbejde.lib.danish import format_number
from samarbejde.phases import Phase, Status

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Behind:
    """A figure's rows: which collaborations count, and what stands in their columns."""

    title: object
    headings: tuple
    counts: Callable[[Row, Period], bool]
    cells: Callable[[Row, Period], tuple]


def rows_behind(report: CrossReport, key: str) -> list[tuple[Row, tuple]]:
    """Return the collaborations behind the figure ``key``, each with its cells."""
    behind, period = BEHIND[key], report.scope.period
    return [(row, behind.cells(row, period)) for row in report.rows if _works(row) and behind.counts(row, period)]


def _works(row: Row) -> bool:
    return row.status != Status.DECLINED


@dataclass(frozen=True)
class EvaluationLine:
    """One evaluation of the period, and how many have answered it."""

    pk: int
    row: Row
    status: str
    opens_on: datetime.date
    closes_on: datetime.date
    answered: int


def evaluations_asked(report: CrossReport) -> list[EvaluationLine]:
    """Return the evaluations that opened in the period, the newest first."""
    lines = []
    for row in report.rows:
        sheets: dict[int, list] = defaultdict(list)
        for each in asked_in(row, report.scope.period):
            sheets[each.evaluation].append(each)
        for pk, of_one in sheets.items():
            one, label = of_one[0], EvaluationStatus(of_one[0].status).label
            answered = sum(each.answered for each in of_one)
            lines.append(EvaluationLine(pk, row, str(label), one.opens_on, one.closes_on, answered))
    return sorted(lines, key=lambda line: (line.opens_on, line.pk), reverse=True)


def held(row: Row, period: Period) -> tuple[int, int, Decimal]:
    """Return sessions, participations and hours of one collaboration in the period."""
    first, last = period.days
    months = [month for month in row.months if first <= month.month <= last]
    return (
        sum(month.sessions for month in months),
        sum(month.participations for month in months),
        sum((month.hours for month in months), Decimal(0)),
    )


def answered(row: Row, period: Period) -> tuple[int, int]:
    """Return who answered and who could, where it is known how many could."""
    known = [each for each in asked_in(row, period) if each.expected]
    return sum(each.counted for each in known), sum(each.expected or 0 for each in known)


def yes_no(*, value: bool) -> str:
    """Return the word for it."""
    return _("yes") if value else _("no")


_SESSIONS = Behind(
    gettext_lazy("Sessions held"), (gettext_lazy("Sessions"), gettext_lazy("Participations"), gettext_lazy("Hours")),
    lambda row, period: held(row, period)[0] > 0, held,
)  # fmt: skip

BEHIND = {
    "gange": _SESSIONS,
    "skoler": Behind(
        gettext_lazy("Schools"), (gettext_lazy("Schools"),),
        lambda row, period: bool(row.schools), lambda row, period: (len(row.schools),),
    ),
    "evalueret": Behind(
        gettext_lazy("Evaluated"), (gettext_lazy("Evaluated"),),
        lambda row, period: is_over(row, period.days[1]), lambda row, period: (yes_no(value=is_evaluated(row)),),
    ),
    "svar": Behind(
        gettext_lazy("Response rate"), (gettext_lazy("Answered"), gettext_lazy("Could answer")),
        lambda row, period: answered(row, period)[1] > 0, answered,
    ),
    "fornyet": Behind(
        gettext_lazy("Renewed"), (gettext_lazy("Renewed"),),
        lambda row, period: has_ended(row), lambda row, period: (yes_no(value=row.status == Status.RENEWED),),
    ),
}  # fmt: skip


def cells_as_text(cells: tuple) -> list[str]:
    """Return numbers as a Dane reads them; hours with one decimal."""
    return [
        cell if isinstance(cell, str) else format_number(cell, 1 if isinstance(cell, Decimal) else 0) for cell in cells
    ]


def overview_headings() -> list[str]:
    """Return the headings of `overview_rows`."""
    return [
        _("Collaboration"), _("With"), _("Our place"), _("Phase"), _("Status"), _("From"), _("To"), _("Sessions"),
        _("Participations"), _("Hours"), _("Evaluated"), _("Answered"), _("Could answer"),
    ]  # fmt: skip


def overview_rows(report: CrossReport) -> list[tuple]:
    """Return one row per collaboration, with real numbers and days."""
    period = report.scope.period
    return [
        (
            row.title, row.counterpart, row.institution_name, str(Phase(row.phase).label),
            str(Status(row.status).label), row.starts_on, row.ends_on, *_numbers(row, period),
        )
        for row in report.rows
    ]  # fmt: skip


def _numbers(row: Row, period: Period) -> tuple:
    if not _works(row):
        return (0, 0, Decimal(0), "", 0, 0)
    return (*held(row, period), yes_no(value=is_evaluated(row)), *answered(row, period))
