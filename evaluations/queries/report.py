"""The evaluation report: everything it says, gathered once and written as page, PDF, XLSX and CSV.

It is made to be handed on: internal notes and internal experiences are never read here, nor who was at the talk.
"""

import datetime
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import OuterRef
from django.utils import timezone

from agreements.models import Goal
from evaluations.models import Evaluation, EvaluationTalk
from evaluations.queries.definitions import definitions
from evaluations.queries.parts import Part, parts_of
from evaluations.queries.results import AudienceResult, QuestionResult, evaluation_results
from evaluations.queries.sides import ThemeRow, promises, themes_side_by_side
from followup.choices import GoalStatus, SessionStatus
from followup.models import GoalReview, Session
from samarbejde.lib.embedded import embedded, restored

# What the answers say, in the order in which it is read; the page of the results shows just that.
RESULTS = (
    "conclusion", "figures", "goals", "talk", "promises", "sides", "answers", "words", "sessions", "definitions",
)  # fmt: skip
# All that a reader can be given, in the order in which it is read unless somebody chooses another.
SECTIONS = (
    "facts", "conclusion", "figures", "money", "goals", "talk", "next", "risk", "promises", "sides", "answers", "words",
    "classes", "sessions", "definitions",
)  # fmt: skip
NAMING = {"risk", "next"}  # parts with people's names
LEVELS = {
    GoalStatus.REACHED: "good",
    GoalStatus.ON_WAY: "good",
    GoalStatus.SLOW: "care",
    GoalStatus.OFF: "stop",
    GoalStatus.NOT_LOOKED: "care",
}


@dataclass(frozen=True)
class GoalReport:
    """One goal: the latest review of the follow-up, and what each audience said about it."""

    goal: Goal
    review: GoalReview | None
    ratings: list[tuple[AudienceResult, QuestionResult]]
    signs: list[tuple[AudienceResult, QuestionResult]]

    @property
    def level(self) -> str:
        """The badge's level: good, care or stop."""
        return LEVELS[self.review.status] if self.review else "care"


@dataclass(frozen=True)
class Report:
    """Hours in hours, everything else counts. ``participations`` is one pupil, one session.

    ``hours_taught`` are those of the sessions; ``hours_used`` also what was logged beside them. Without ``named``, for
    whoever sees figures and not people, the parts that name people stay away.
    """

    evaluation: Evaluation
    written_on: datetime.date
    sessions: list[Session]
    participations: int
    adults: int
    hours_taught: Decimal
    hours_used: Decimal
    hours_agreed: Decimal | None
    audiences: list[AudienceResult]
    goals: list[GoalReport]
    talk: EvaluationTalk | None = None
    sections: tuple[str, ...] = RESULTS
    parts: dict[str, Part] = field(default_factory=dict)
    named: bool = False
    intro: str = ""
    conclusion: str = ""
    closing: str = ""

    def with_parts(self, sections: tuple[str, ...], **words) -> "Report":
        """Return the same with other parts and words; what the parts tell of is fetched now."""
        sections = tuple(key for key in sections if self.named or key not in NAMING)
        return replace(self, sections=sections, parts=parts_of(self, sections), **words)

    @property
    def templates(self) -> list[tuple[str, Part | None]]:
        """The page's template of each chosen part, in order, with the part where one template draws several."""
        return [
            (f"evaluations/report/_{'part' if key in self.parts else key}.html", self.parts.get(key))
            for key in self.sections
        ]

    @property
    def definitions(self) -> list[tuple[str, str]]:
        return definitions()

    @property
    def has_words(self) -> bool:
        return any(words.texts for audience in self.audiences for words in audience.words)

    @property
    def collaboration(self):
        return self.evaluation.collaboration

    @property
    def themes(self) -> list[ThemeRow]:
        return themes_side_by_side(self.audiences)

    @property
    def promises(self) -> list[tuple[AudienceResult, QuestionResult]]:
        return promises(self.audiences)

    @property
    def responses(self) -> int:
        return sum(audience.responses for audience in self.audiences)


def evaluation_report(evaluation: Evaluation, *, named: bool = False) -> Report:
    """Gather the report in five queries, and one more when ``evaluation`` came without its talk."""
    collaboration = evaluation.collaboration
    held = list(
        Session.objects.filter(collaboration=collaboration, status=SessionStatus.HELD)
        .select_related("taught_by")
        .order_by("date", "pk")
    )
    audiences = evaluation_results(evaluation)
    return Report(
        evaluation=evaluation,
        written_on=timezone.localdate(),
        sessions=held,
        participations=sum(session.pupils or 0 for session in held),
        adults=sum(session.adults or 0 for session in held),
        hours_taught=sum((session.hours or Decimal(0) for session in held), Decimal(0)),
        hours_used=collaboration.hours_used,
        hours_agreed=collaboration.hours_agreed,
        audiences=audiences,
        goals=_goals(collaboration, audiences),
        conclusion=evaluation.conclusion,
        named=named,
        talk=getattr(evaluation, "talk", None),
    )


def _goals(collaboration, audiences: list[AudienceResult]) -> list[GoalReport]:
    reviews = GoalReview.objects.filter(goal=OuterRef("pk")).order_by("-reviewed_at", "-pk")[:1]
    latest = embedded(reviews, "id", "goal_id", "status", "evidence", "next_step", "reviewed_at")
    goals = Goal.objects.filter(agreement__collaboration=collaboration).annotate(latest_review=latest)
    return [
        GoalReport(
            goal=goal,
            review=next(iter(restored(GoalReview, goal.latest_review)), None),
            ratings=[(a, q) for a in audiences for q in a.goals if q.question.goal_id == goal.pk and q.total],
            signs=[(a, q) for a in audiences for q in a.signs if q.question.sign.goal_id == goal.pk and q.total],
        )
        for goal in goals
    ]
