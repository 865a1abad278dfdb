from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knowledge import permissions
from knowledge.actions.closure import close_collaboration
from knowledge.forms.closure import ClosureForm
from knowledge.models import Closure
from samarbejde.actions.phases import open_points
from samarbejde.phases import Phase
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def closure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_close_collaboration(request.user, collaboration):
        raise PermissionDenied
    closure = Closure.objects.filter(collaboration=collaboration).first()
    initial = {} if closure else {"ended_on": min(collaboration.ends_on or timezone.localdate(), timezone.localdate())}
    form = ClosureForm(request.POST or None, closure=closure, initial=initial)
    if form.is_valid():
        saved = form.save_with(
            lambda: close_collaboration(
                collaboration=collaboration, **form.values(), version=form.version, by=request.user
            )
        )
        if saved:
            messages.success(request, _("The ending is written. The record is kept."))
            return redirect("knowledge:knowledge_detail", collaboration.pk)
    left = open_points(collaboration, request.user) if collaboration.phase != Phase.CLOSED else []
    context = {"form": form, "closure": closure, "open_points": left}
    context |= collaboration_frame(request, collaboration, "viden")
    return render(request, "knowledge/closure_edit.html", context, status=form.http_status)
