from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup.actions.sessions import change_session
from followup.forms.register import SessionMarkForm
from followup.models import Session
from followup.queries.register import held_this_month, planned_this_month
from samarbejde.access import institution_ids
from samarbejde.models import Collaboration

MOST_QUICK = 40


@require_http_methods(["GET", "HEAD", "POST"])
def session_quick(request: HttpRequest) -> HttpResponse:
    """The month's work on one page: what waits is marked as held in place; the rest is one tap away."""
    whose = "alle" if request.GET.get("vis") == "alle" else "mine"
    chosen = _collaborations(request, whose)
    if request.method == "POST":
        return _mark(request, whose)
    return _show(request, whose, chosen)


def _mark(request: HttpRequest, whose: str) -> HttpResponse:
    """Say that one session was held, with the numbers typed beside it."""
    key = request.POST.get("session", "")
    rows = Session.objects.filter(collaboration__in=_collaborations(request, "alle")).select_related("collaboration")
    session = get_object_or_404(rows, pk=key if key.isdecimal() and len(key) < 19 else 0)
    form = SessionMarkForm(request.POST, session=session)
    saved = form.is_valid() and form.save_with(
        lambda: change_session(session=session, values=form.values(), version=form.version, by=request.user)
    )
    if request.htmx:
        row = {"session": saved or session, "form": form, "is_new": True}
        return render(request, "followup/_register_row.html", row)
    if not saved:
        return _show(request, whose, _collaborations(request, whose), form)
    messages.success(request, _("The session is registered."))
    return redirect(f"{request.path}?vis={whose}#venter")


def _show(request: HttpRequest, whose: str, chosen: QuerySet, wrong: SessionMarkForm | None = None) -> HttpResponse:
    waiting, ahead = planned_this_month(chosen)
    rows = [(session, SessionMarkForm(session=session)) for session in waiting]
    if wrong:
        rows = [(session, wrong if session.pk == wrong.session.pk else form) for session, form in rows]
    return render(request, "followup/session_quick.html", {
        "rows": rows, "ahead": ahead, "held": held_this_month(chosen),
        "collaborations": chosen.order_by("title_key", "pk")[: MOST_QUICK + 1], "most": MOST_QUICK, "whose": whose,
    }, status=wrong.http_status if wrong else 200)  # fmt: skip


def _collaborations(request: HttpRequest, whose: str) -> QuerySet:
    """Return the running ones the user may write about: hers, or everybody's."""
    visible = Collaboration.objects.visible_to(request.user).open().running()
    if not request.user.is_superuser:
        visible = visible.filter(institution__in=institution_ids(request.user, "register_session"))
    return visible if whose == "alle" else visible.of_user(request.user)
