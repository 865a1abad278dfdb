from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts.forms.assessment import ReplyForm
from knowledge import permissions
from knowledge.actions.closure import close_collaboration, tidy_up
from knowledge.actions.thanks import OPEN, draft_thanks, edit_thanks, open_thanks
from knowledge.forms.closure import ClosureForm
from knowledge.models import Closure
from samarbejde.actions.phases import open_points
from samarbejde.models import Collaboration
from samarbejde.phases import Phase
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def closure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = _collaboration_to_close(request, pk)
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


@require_POST
def closure_tidied(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = _collaboration_to_close(request, pk)
    tidy_up(closure=get_object_or_404(Closure, collaboration=collaboration), by=request.user)
    messages.success(request, _("Good. It is noted in the record that it is done."))
    return redirect("knowledge:knowledge_detail", collaboration.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def closure_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST without a draft makes one; the draft is read and corrected here before it leaves."""
    collaboration = _collaboration_to_close(request, pk)
    closure = get_object_or_404(Closure, collaboration=collaboration)
    message = open_thanks(collaboration).first()
    if message is None:
        return _begin_thanks(request, closure)
    form = ReplyForm(request.POST if "body" in request.POST else None, instance=copy(message))
    if form.is_valid():
        send = "send" in request.POST
        edit_thanks(message=message, **form.values(), send=send, by=request.user)
        messages.success(request, _("The mail is on its way.") if send else _("The draft is saved in the outbox."))
        return redirect("knowledge:knowledge_detail", pk)
    context = collaboration_frame(request, collaboration, "viden") | {"form": form}
    return render(request, "knowledge/closure_thanks.html", context)


def _begin_thanks(request: HttpRequest, closure: Closure) -> HttpResponse:
    back = redirect("knowledge:knowledge_detail", closure.collaboration_id)
    if request.method != "POST":
        return back
    try:
        message = draft_thanks(closure=closure, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back
    if message.status not in OPEN:
        messages.info(request, _("The school has been thanked already."))
        return back
    return redirect("knowledge:closure_thanks", closure.collaboration_id)


def _collaboration_to_close(request: HttpRequest, pk: int) -> Collaboration:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_close_collaboration(request.user, collaboration):
        raise PermissionDenied
    return collaboration
