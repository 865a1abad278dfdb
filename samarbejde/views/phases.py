"""Moving a collaboration between phases, pausing it, ending it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samarbejde import permissions
from samarbejde.actions.phases import change_phase, change_status, open_points
from samarbejde.forms.phases import PhaseForm, StatusForm
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_phase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is left open, and go on all the same: no two collaborations are alike."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_change_collaboration(request.user, collaboration):
        raise PermissionDenied
    initial = {"target": request.GET["til"]} if request.GET.get("til") else {}
    points = open_points(collaboration, request.user)
    form = PhaseForm(request.POST or None, phase=collaboration.phase, needs_reason=bool(points), initial=initial)
    if form.is_valid():
        saved = form.save_with(lambda: change_phase(collaboration=collaboration, **form.values(), by=request.user))
        if saved:
            messages.success(
                request, _("The collaboration is now in the phase %(phase)s.") % {"phase": saved.get_phase_display()}
            )
            return redirect(saved)
    context = collaboration_frame(request, collaboration, "fase") | {"form": form, "points": points}
    return render(request, "samarbejde/collaboration_phase.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_status(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_change_collaboration(request.user, collaboration):
        raise PermissionDenied
    form = StatusForm(request.POST or None, status=collaboration.status)
    if form.is_valid():
        saved = form.save_with(lambda: change_status(collaboration=collaboration, **form.values(), by=request.user))
        if saved:
            messages.success(request, _("Saved. The reason stands in the history."))
            return redirect(saved)
    context = collaboration_frame(request, collaboration, "status") | {"form": form}
    return render(request, "samarbejde/collaboration_status.html", context)
