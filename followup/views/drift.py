from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.actions.drift import answer_drift
from followup.choices import DriftAnswerKind
from followup.forms.drift import DriftAnswerForm
from followup.queries.drift import Line, drift_of
from followup.views.gate import amendment_url, collaboration_to_register
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def drift_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Agreed against actual, with an answer to each difference."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_view_people(request.user, collaboration):
        raise PermissionDenied
    lines = drift_of(collaboration)
    return render(request, "followup/drift_detail.html", collaboration_frame(request, collaboration, "opfoelgning") | {
        "lines": lines,
        "off": [line for line in lines or () if line.is_off],
        "kept": [line for line in lines or () if not line.is_off],
        "can_register": permissions.can_register_session(request.user, collaboration),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def drift_answer(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Steer back, change the agreement, or say why it is all right."""
    collaboration = collaboration_to_register(request, pk)
    line = next((line for line in drift_of(collaboration) or () if line.key == key and line.is_off), None)
    if line is None:
        raise Http404
    form = DriftAnswerForm(request.POST or None, collaboration=collaboration)
    if form.is_valid():
        answer_drift(collaboration=collaboration, line=line, **form.values(), by=request.user)
        if form.cleaned_data["answer"] == DriftAnswerKind.CHANGE:
            messages.success(request, _("Now correct the agreement, and send it for approval."))
            return redirect(amendment_url(collaboration, _reason(line)))
        messages.success(request, _("It is noted what you do."))
        return redirect("followup:drift_detail", collaboration.pk)
    context = collaboration_frame(request, collaboration, "opfoelgning") | {"form": form, "line": line}
    return render(request, "followup/drift_answer.html", context)


def _reason(line: Line) -> str:
    words = {"what": line.label, "agreed": line.agreed, "actual": line.actual}
    return _("%(what)s: agreed is “%(agreed)s”, and now it is “%(actual)s”.") % words
