"""Answering an attention signal, and seeing all of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samarbejde import permissions
from samarbejde.actions.attention import answer_signal
from samarbejde.forms.phases import SignalAnswerForm
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.queries.signals import get_open_signal, open_signals, shown
from samarbejde.views.frame import collaboration_frame
from samarbejde.views.overview import may_edit, may_read_names

MOST = 100


@require_safe
def signal_list(request: HttpRequest) -> HttpResponse:
    """All the house's signals; ``?mine=1`` only those of what I lead."""
    with_names = may_read_names(request.user)
    rows = open_signals(request.user).select_related("collaboration")
    is_mine = request.GET.get("mine") == "1"
    if is_mine:
        rows = rows.filter(collaboration__lead=request.user)
    found = list(rows[: MOST + 1])
    context = {
        "signals": shown(found[:MOST], with_names=with_names, may_act=may_edit(request.user)),
        "has_more": len(found) > MOST,
        "is_mine": is_mine,
    }
    return render(request, "samarbejde/signal_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def signal_answer(request: HttpRequest, pk: int) -> HttpResponse:
    signal = get_open_signal(request.user, pk)
    collaboration = signal.collaboration
    if not permissions.can_change_collaboration(request.user, collaboration):
        raise PermissionDenied
    form = SignalAnswerForm(request.POST or None)
    if form.is_valid():
        answer_signal(signal=signal, **form.values(), by=request.user)
        messages.success(request, _("Answered. It comes back when something changes."))
        return redirect(collaboration)
    framed = get_visible_collaboration(request.user, collaboration.pk)
    context = collaboration_frame(request, framed, "signaler") | {"form": form, "signal": shown([signal])[0]}
    return render(request, "samarbejde/signal_answer.html", context)
