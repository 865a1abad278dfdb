from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Goal
from followup import permissions
from followup.actions.goals import review_goal
from followup.forms.goals import GoalReviewForm
from followup.queries.goals import goal_states, next_due_goal, reviews_of, walk_of
from followup.views.gate import amendment_url
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def goal_walk(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin with the first goal that is due; without one, show them all."""
    collaboration = _collaboration_to_review(request, pk)
    due = next((state.goal for state in goal_states(collaboration) if state.is_due), None)
    return _go_to(collaboration, due)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_review(request: HttpRequest, pk: int, goal_id: int) -> HttpResponse:
    collaboration = _collaboration_to_review(request, pk)
    goals = Goal.objects.filter(agreement__collaboration=collaboration).prefetch_related("signs")
    goal = get_object_or_404(goals, pk=goal_id)
    following = next_due_goal(collaboration, goal)
    form = GoalReviewForm(request.POST or None, signs=goal.signs.all())
    if form.is_valid():
        review_goal(collaboration=collaboration, goal=goal, **form.values(), by=request.user)
        messages.success(request, _("It is noted how the goal stands."))
        return _go_to(collaboration, None if "stop" in request.POST else following)
    return render(request, "followup/goal_review.html", collaboration_frame(request, collaboration, "opfoelgning") | {
        "goal": goal, "form": form, "following": following, "reviews": reviews_of(goal),
        "walk": walk_of(collaboration),
        "amend_url": amendment_url(collaboration, _("We adjust the goal “%(goal)s”.") % {"goal": goal.text}),
    })  # fmt: skip


def _collaboration_to_review(request: HttpRequest, pk: int) -> Collaboration:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_review_goal(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def _go_to(collaboration: Collaboration, goal: Goal | None) -> HttpResponse:
    if goal is None:
        return redirect("followup:followup_detail", collaboration.pk)
    return redirect("followup:goal_review", collaboration.pk, goal.pk)
