"""Looking at a goal. Reviews are never changed: the next one says how it went on."""

from django.db import transaction
from django.utils import timezone

from followup.models import GoalReview
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def review_goal(*, collaboration, goal, status: str, evidence: str = "", next_step: str = "", by) -> GoalReview:
    """Note how a goal stands today. The same words by the same person on the same day are one review."""
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    latest = GoalReview.objects.filter(goal=goal).first()
    if latest and _is_same(latest, status, evidence, next_step, by):
        return latest
    review = GoalReview.objects.create(
        collaboration=collaboration, goal=goal, status=status, evidence=evidence, next_step=next_step, reviewed_by=by
    )
    data = {"goal": goal.text[:160], "status": review.get_status_display(), "next_step": next_step, "review": review.pk}
    record_event(verb="goal_reviewed", collaboration=collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return review


def _is_same(latest: GoalReview, status: str, evidence: str, next_step: str, by) -> bool:
    before = (latest.status, latest.evidence, latest.next_step, latest.reviewed_by_id)
    is_today = timezone.localdate(latest.reviewed_at) == timezone.localdate()
    return is_today and before == (status, evidence, next_step, by.pk)
