"""How each goal of the agreement stands, and when somebody should look at it again."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from agreements.models import Agreement, Goal
from followup.choices import GoalStatus
from followup.models import GoalReview
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

LEVELS = {
    GoalStatus.ON_WAY: "good",
    GoalStatus.REACHED: "good",
    GoalStatus.SLOW: "care",
    GoalStatus.OFF: "stop",
    GoalStatus.NOT_LOOKED: "care",
}


@dataclass(frozen=True)
class GoalState:
    """A goal with its latest review, the day it should be looked at, and whether that day has come."""

    goal: Goal
    latest: GoalReview | None
    due_on: datetime.date | None
    is_due: bool

    @property
    def level(self) -> str:
        """The colour of the badge: good, care or stop."""
        return LEVELS[GoalStatus(self.latest.status)] if self.latest else "care"


def with_reviews(goals: QuerySet) -> QuerySet:
    """Add each goal's reviews, newest first."""
    reviews = GoalReview.objects.select_related("reviewed_by").order_by("-reviewed_at", "-pk")
    return goals.prefetch_related(Prefetch("reviews", queryset=reviews, to_attr="reviews_newest_first"))


def goals_of(collaboration: Collaboration) -> list[Goal]:
    """Return the agreement's goals with their reviews: as the panel prefetched them, or read now."""
    agreement = agreement_of(collaboration)
    if agreement is None:
        return []
    if not hasattr(agreement, "followup_goals"):
        agreement.followup_goals = list(with_reviews(Goal.objects.filter(agreement=agreement)))
    return agreement.followup_goals


def agreement_of(collaboration: Collaboration) -> Agreement | None:
    """Return the working text, or None where nobody has begun one."""
    return getattr(collaboration, "agreement", None)


def goal_states(collaboration: Collaboration, today: datetime.date | None = None) -> list[GoalState]:
    """Return all goals in the agreement's order, each with how it stands."""
    today = today or timezone.localdate()
    agreement = agreement_of(collaboration)
    states = []
    for goal in goals_of(collaboration):
        latest = next(iter(goal.reviews_newest_first), None)
        due_on = due_day(collaboration, agreement, latest)
        is_due = due_on is not None and due_on <= today and is_followed(collaboration)
        states.append(GoalState(goal, latest, due_on, is_due))
    return states


def is_followed(collaboration: Collaboration) -> bool:
    """Return whether the goals are meant to be looked at now: it runs, and the evaluation has not begun."""
    return collaboration.is_running and collaboration.phase == Phase.ACTIVE


def due_day(collaboration: Collaboration, agreement: Agreement, latest: GoalReview | None) -> datetime.date | None:
    """Return when a goal is to be looked at by the agreed rhythm; None when it is reached or no rhythm is agreed."""
    if not agreement.review_weeks or (latest and latest.status == GoalStatus.REACHED):
        return None
    start = agreement.starts_on or collaboration.starts_on or timezone.localdate(collaboration.created_at)
    since = timezone.localdate(latest.reviewed_at) if latest else start
    return since + datetime.timedelta(weeks=agreement.review_weeks)


def next_due_goal(collaboration: Collaboration, after: Goal) -> Goal | None:
    """Return the goal to look at next in the walk-through: the first due one after ``after``, else the first due."""
    due = [state.goal for state in goal_states(collaboration) if state.is_due and state.goal.pk != after.pk]
    later = [goal for goal in due if (goal.order, goal.pk) > (after.order, after.pk)]
    return next(iter(later or due), None)


@dataclass(frozen=True)
class Walk:
    """Where one stands in the walk through the goals that are due: ``done`` today of ``total``."""

    done: int
    total: int

    @property
    def number(self) -> int:
        return min(self.done + 1, self.total)


def walk_of(collaboration: Collaboration, today: datetime.date | None = None) -> Walk | None:
    """Return how far the walk of today has come; None when nothing is due."""
    today = today or timezone.localdate()
    states = goal_states(collaboration, today)
    due = sum(state.is_due for state in states)
    done = sum(bool(state.latest and timezone.localdate(state.latest.reviewed_at) == today) for state in states)
    return Walk(done, done + due) if due else None


def reviews_of(goal: Goal) -> list[GoalReview]:
    """Return how a goal has stood, newest first, with what was seen of its signs. Two queries."""
    rows = GoalReview.objects.filter(goal=goal).select_related("reviewed_by").prefetch_related("signs")
    return list(rows.order_by("-reviewed_at", "-pk"))
