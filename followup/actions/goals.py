"""Looking at a goal. Reviews are never changed: the next one says how it went on."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from followup.models import GoalReview, SignObservation
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def review_goal(
    *, collaboration, goal, status: str, evidence: str = "", next_step: str = "",
    signs: Sequence[tuple[str, str]] = (), by,
) -> GoalReview:  # fmt: skip
    """Note how a goal stands today, and which of its ``signs`` (words, seen) were seen.

    The same words by the same person on the same day are one review.
    """
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    latest = GoalReview.objects.filter(goal=goal).first()
    if latest and _said(latest) == (timezone.localdate(), status, evidence, next_step, by.pk, list(signs)):
        return latest
    review = GoalReview.objects.create(
        collaboration=collaboration, goal=goal, status=status, evidence=evidence, next_step=next_step, reviewed_by=by
    )
    SignObservation.objects.bulk_create([SignObservation(review=review, text=text, seen=seen) for text, seen in signs])
    data = {"goal": goal.text[:160], "status": review.get_status_display(), "next_step": next_step, "review": review.pk}
    record_event(verb="goal_reviewed", collaboration=collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return review


def _said(review: GoalReview) -> tuple:
    signs = [(sign.text, sign.seen) for sign in review.signs.all()]
    day = timezone.localdate(review.reviewed_at)
    return (day, review.status, review.evidence, review.next_step, review.reviewed_by_id, signs)
