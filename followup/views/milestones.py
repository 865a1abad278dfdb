from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from followup.actions.milestones import add_milestone, change_milestone, reach_milestone
from followup.forms.milestones import MilestoneCreateForm, MilestoneForm
from followup.models import FollowedMilestone
from followup.queries.milestones import slip_words
from followup.views.gate import collaboration_to_register
from samarbejde.views.frame import collaboration_frame

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def milestone_create(request: HttpRequest, pk: int) -> HttpResponse:
    """One the agreement does not have."""
    collaboration = collaboration_to_register(request, pk)
    form = MilestoneCreateForm(request.POST or None)
    if form.is_valid():
        saved = form.save_with(lambda: add_milestone(
            collaboration=collaboration, **form.values(), form_key=form.form_key_sent, by=request.user
        ))  # fmt: skip
        if saved:
            messages.success(request, _("The milestone is written down."))
            return redirect(_home(pk))
    context = collaboration_frame(request, collaboration, "opfoelgning") | {"form": form, "home": _home(pk)}
    return render(request, "followup/milestone_form.html", context, status=form.http_status)


@require_http_methods(FORM_METHODS)
def milestone_edit(request: HttpRequest, pk: int, milestone_id: int) -> HttpResponse:
    """Reached, moved or dropped."""
    collaboration = collaboration_to_register(request, pk)
    milestone = get_object_or_404(FollowedMilestone, pk=milestone_id, collaboration=collaboration)
    form = MilestoneForm(request.POST or None, milestone=milestone)
    if form.is_valid():
        saved = form.save_with(lambda: change_milestone(
            milestone=milestone, **form.values(), version=form.version, by=request.user
        ))  # fmt: skip
        if saved:
            messages.success(request, _("The milestone is saved."))
            return redirect(_home(pk))
    context = collaboration_frame(request, collaboration, "opfoelgning") | {
        "form": form, "milestone": milestone, "slip": slip_words(milestone.slip), "home": _home(pk),
        "moves": milestone.moves.select_related("moved_by").order_by("-pk"),
    }  # fmt: skip
    return render(request, "followup/milestone_form.html", context, status=form.http_status)


@require_POST
def milestone_done(request: HttpRequest, pk: int, milestone_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    milestone = get_object_or_404(FollowedMilestone, pk=milestone_id, collaboration=collaboration)
    reach_milestone(milestone=milestone, by=request.user)
    messages.success(request, _("Reached: %(what)s") % {"what": milestone.text})
    return redirect(_home(pk))


def _home(pk: int) -> str:
    return f"{reverse('followup:followup_detail', args=[pk])}#milepaele"
