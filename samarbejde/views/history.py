"""Everything that has happened in one collaboration."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samarbejde import permissions
from samarbejde.phases import Phase
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.queries.timeline import kinds, timeline
from samarbejde.views.frame import collaboration_frame


@require_safe
def collaboration_history(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_view_people(request.user, collaboration):
        raise PermissionDenied
    phase, kind = request.GET.get("fase", ""), request.GET.get("slags", "")
    after = request.GET.get("fra", "")
    page = timeline(collaboration.pk, phase=phase, kind=kind, after=after)
    context = collaboration_frame(request, collaboration, "historik") | {
        "page": page,
        "phases": Phase,
        "kinds": kinds(),
        "phase": phase,
        "kind": kind,
        "is_first": not after,
        "older_query": urlencode({"fase": phase, "slags": kind, "fra": page.older}) if page.older else "",
    }
    return render(request, "samarbejde/collaboration_history.html", context)
