"""Everything a report across collaborations is counted from, in a fixed number of queries.

Pupils' answers are read only as they are shown in the evaluation's own report: closed, and five or more, for the
questionnaire and for each question. What is hidden there is never added in here, so nothing can be found by taking
one report from another.
"""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from evaluations.choices import PUPIL_AUDIENCES, EvaluationStatus, Scale
from evaluations.models import Answer, HandCount, Questionnaire
from evaluations.queries.evaluations import how_many
from evaluations.queries.results import POSITIVE, SMALLEST_GROUP
from evaluations.queries.sides import Share
from followup.choices import SessionStatus
from followup.queries.figures import sessions_in
from samarbejde.models import Collaboration, Party

FIELDS = (
    "pk", "title", "counterpart", "institution", "institution__name", "status", "phase", "starts_on", "ends_on",
    "created_on",
)  # fmt: skip


@dataclass(frozen=True)
class Month:
    """What was held in one month (its first day)."""

    month: datetime.date
    sessions: int
    participations: int
    hours: Decimal


@dataclass(frozen=True)
class Asked:
    """One questionnaire: who was asked when, how many answered, and what may be shown of it, theme by theme."""

    evaluation: int
    status: str
    audience: str
    opens_on: datetime.date
    closes_on: datetime.date
    expected: int | None
    answered: int
    shares: dict[str, Share] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        """Those who answered of those who could: never more than could, whatever was written down."""
        return min(self.answered, self.expected or 0)


@dataclass
class Row:
    """One collaboration with what was done in it."""

    pk: int
    title: str
    counterpart: str
    institution: int
    institution_name: str
    status: str
    phase: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    created_on: datetime.date
    months: list[Month] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    schools: set[int] = field(default_factory=set)
    municipalities: set[int] = field(default_factory=set)

    def was_there(self, first: datetime.date, last: datetime.date) -> bool:
        """As the list's filter says it (`samarbejde.filters.collaborations.within_days`)."""
        if self.starts_on:
            return self.starts_on <= last and (self.ends_on is None or self.ends_on >= first)
        if self.ends_on:
            return first <= self.ends_on <= last
        return first <= self.created_on <= last


@dataclass(frozen=True)
class Material:
    """All one may see, and the keys of those the filter chose."""

    rows: list[Row]
    chosen: set[int]


def read_material(scope, user) -> Material:
    """Read in five queries, whatever the number of collaborations."""
    first, last = scope.period.earlier()[0].days[0], scope.period.days[1]
    found = list(_collaborations(scope, user))
    chosen = {row.pk for row, is_chosen in found if is_chosen}
    rows = {row.pk: row for row, _is_chosen in found}
    for pk, month in _months(user, first, last):
        if pk in rows:
            rows[pk].months.append(month)
    for pk, school, municipality in Party.objects.filter(
        collaboration__in=Collaboration.objects.visible_to(user), school__isnull=False
    ).values_list("collaboration", "school", "school__municipality"):
        rows[pk].schools.add(school)
        rows[pk].municipalities.add(municipality)
    for pk, asked in _questionnaires(user, first, last):
        rows[pk].asked.append(asked)
    return Material(list(rows.values()), chosen)


def _collaborations(scope, user):
    """Yield each that ``user`` may see, and whether the filter chose it."""
    is_chosen = ExpressionWrapper(Q(pk__in=scope.rows(user).values("pk")), BooleanField())
    rows = Collaboration.objects.visible_to(user).annotate(is_chosen=is_chosen).order_by("title_key", "pk")
    for *plain, chosen in rows.annotate(created_on=TruncDate("created_at")).values_list(*FIELDS, "is_chosen"):
        yield Row(*plain), chosen


def _months(user, first, last):
    held = sessions_in(user, (first, last)).filter(status=SessionStatus.HELD).order_by()
    grouped = held.values("collaboration", month=TruncMonth("date")).annotate(
        n=Count("pk"), pupils_in_all=Coalesce(Sum("pupils"), 0), hours_in_all=Coalesce(Sum("hours"), Decimal(0))
    )
    for pk, month, n, pupils, hours in grouped.values_list(
        "collaboration", "month", "n", "pupils_in_all", "hours_in_all"
    ):
        yield pk, Month(month, n, pupils, hours)


def _questionnaires(user, first, last):
    visible = Questionnaire.objects.filter(
        evaluation__collaboration__in=Collaboration.objects.visible_to(user), evaluation__opens_on__range=(first, last)
    )
    found = visible.annotate(
        answered=how_many(), opens_on=F("evaluation__opens_on"), closes_on=F("evaluation__closes_on"),
        status=F("evaluation__status"), collaboration=F("evaluation__collaboration"),
    ).order_by("pk")  # fmt: skip
    sheets = list(found)
    open_ones = {sheet.pk for sheet in sheets if _may_be_shown(sheet)}
    shares = _shares(visible.order_by(), open_ones, {s.pk for s in sheets if s.is_for_pupils})
    for sheet in sheets:
        yield sheet.collaboration, Asked(
            sheet.evaluation_id, sheet.status, sheet.audience, sheet.opens_on, sheet.closes_on, sheet.expected,
            sheet.answered, shares.get(sheet.pk, {}),
        )  # fmt: skip


def _may_be_shown(sheet) -> bool:
    if sheet.audience in PUPIL_AUDIENCES:
        return sheet.status == EvaluationStatus.CLOSED and sheet.answered >= SMALLEST_GROUP
    return sheet.status != EvaluationStatus.DRAFT


def _shares(sheets, open_ones: set[int], pupils: set[int]) -> dict[int, dict[str, Share]]:
    """Return {questionnaire: {theme: share}} of what its own report shows."""
    found: dict[int, dict[str, Share]] = defaultdict(dict)
    for (sheet, theme, scale, _question), given in _counts(sheets).items():
        # "Don't know" is an answer when one counts whether the group is large enough, and in no share.
        if sheet not in open_ones or (sheet in pupils and sum(given.values()) < SMALLEST_GROUP):
            continue
        total = sum(n for value, n in given.items() if value)
        positive = sum(n for value, n in given.items() if value >= POSITIVE[Scale(scale)])
        before = found[sheet].get(theme, Share(0, 0))
        found[sheet][theme] = Share(before.positive + positive, before.total + total)
    return found


def _counts(sheets) -> dict[tuple[int, str, str, int], Counter]:
    """Return how many gave each value, by questionnaire, theme, scale and question; hands beside single answers."""
    of_sheets = {"question__questionnaire__in": sheets.values("pk")}
    by = ("question__questionnaire", "question__theme", "question__scale", "question", "value")
    answers = Answer.objects.filter(value__isnull=False, **of_sheets).order_by().values(*by).annotate(n=Count("pk"))
    hands = HandCount.objects.filter(**of_sheets).order_by().values(*by).annotate(n=Sum("count"))
    counts: dict[tuple[int, str, str, int], Counter] = defaultdict(Counter)
    for sheet, theme, scale, question, value, n in (
        answers.values_list(*by, "n").union(hands.values_list(*by, "n"), all=True)
    ):  # fmt: skip
        counts[sheet, theme, scale, question][value] += n
    return counts
