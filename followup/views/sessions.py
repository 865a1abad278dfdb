import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup.actions.sessions import cancel_session, change_session, plan_series, record_session
from followup.choices import SessionStatus
from followup.forms.sessions import SessionCancelForm, SessionCreateForm, SessionEditForm
from followup.models import Session
from followup.queries.series import Series, series_days
from followup.queries.sessions import session_defaults
from followup.views.gate import collaboration_to_register
from followup.views.holidays import ask_about_day, hint_at_day, tell_series
from samarbejde.models import Collaboration
from samarbejde.views.frame import collaboration_frame

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
def session_create(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    initial = session_defaults(collaboration, request.user) | {
        "status": SessionStatus.PLANNED if request.GET.get("planlagt") else SessionStatus.HELD,
        "date": None if request.GET.get("planlagt") else timezone.localdate(),
    }
    form = SessionCreateForm(
        request.POST or None, initial=initial, collaboration=collaboration, may_repeat="planlagt" in request.GET
    )
    if form.is_valid():
        series = _series(collaboration, form)
        saved = form.save_with(lambda: _record(collaboration, form, series, request.user))
        if saved:
            return _done(request, saved, series=series)
    return _show(request, collaboration, form, "followup/session_form.html")


def _series(collaboration: Collaboration, form: SessionCreateForm) -> Series | None:
    chosen = form.series
    if chosen is None:
        return None
    data = form.cleaned_data
    return series_days(collaboration, data["date"], **chosen, week_only=bool(data.get("week_only")))


def _record(collaboration: Collaboration, form: SessionCreateForm, series: Series | None, user) -> Session:
    """Record the session, or the whole series; return the first."""
    facts = {"collaboration": collaboration, "values": form.values(), "form_key": form.form_key_sent, "by": user}
    return plan_series(**facts, days=series.days)[0] if series else record_session(**facts)


@require_http_methods(FORM_METHODS)
def session_edit(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    return _edit(request, pk, session_id, initial={})


@require_http_methods(FORM_METHODS)
def session_hold(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """The same form, filled in and ready to say that the session was held."""
    return _edit(request, pk, session_id, initial={"status": SessionStatus.HELD})


def _edit(request: HttpRequest, pk: int, session_id: int, *, initial: dict) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    session = get_object_or_404(Session, pk=session_id, collaboration=collaboration)
    if session.week_only and initial:
        initial |= {"date": min(session.date, timezone.localdate()), "week_only": False}
    form = SessionEditForm(request.POST or None, session=session, initial=initial, collaboration=collaboration)
    if form.is_valid():
        saved = form.save_with(
            lambda: change_session(session=session, values=form.values(), version=form.version, by=request.user)
        )
        if saved:
            return _done(request, saved, before=session.date)
    hint_at_day(form, session)
    return _show(request, collaboration, form, "followup/session_form.html", session=session)


@require_http_methods(FORM_METHODS)
def session_cancel(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    collaboration = collaboration_to_register(request, pk)
    session = get_object_or_404(Session, pk=session_id, collaboration=collaboration)
    form = SessionCancelForm(request.POST or None, session=session)
    if form.is_valid():
        saved = form.save_with(
            lambda: cancel_session(session=session, **form.values(), version=form.version, by=request.user)
        )
        if saved:
            return _done(request, saved)
    return _show(request, collaboration, form, "followup/session_cancel.html", session=session)


def _show(request: HttpRequest, collaboration: Collaboration, form, template: str, **more) -> HttpResponse:
    context = collaboration_frame(request, collaboration, "opfoelgning") | {"form": form} | more
    return render(request, template, context, status=form.http_status)


def _done(
    request: HttpRequest, session: Session, *, series: Series | None = None, before: datetime.date | None = None
) -> HttpResponse:
    """Say what was saved, and go to where one sees what follows from it. ``before``: the day it was on."""
    said = {
        SessionStatus.HELD: _("The session is registered."),
        SessionStatus.PLANNED: _("The session is planned."),
        SessionStatus.CANCELLED: _("The session is cancelled."),
    }
    if series:
        tell_series(request, series)
    else:
        messages.success(request, said[SessionStatus(session.status)])
    if session.date != before:
        ask_about_day(request, session, session.get_absolute_url())
    return redirect("followup:followup_detail", session.collaboration_id)
