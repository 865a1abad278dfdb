"""Saying kindly that a day chosen has no school. It never keeps anybody from saving."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.models import Meeting, Session
from followup.queries.series import Series
from samarbejde.lib.danish import format_short, join_words
from samarbejde.models import Collaboration
from samarbejde.queries.holidays import holidays_of


def holiday_question(planned: Session | Meeting) -> str:
    """Return what to ask about a day that is still to come; nothing when the schools are open. One query."""
    day, week_only = planned.date, getattr(planned, "week_only", False)
    if not planned.is_planned or day < timezone.localdate():
        return ""
    off = holidays_of(planned.collaboration, day, day).closing(day, week_only=week_only)
    return off.question(day, week_only=week_only) if off else ""


def ask_about_day(request: HttpRequest, planned: Session | Meeting, edit_url: str) -> None:
    """Ask after saving, with the way to another day."""
    if question := holiday_question(planned):
        link = format_html('<a href="{}">{}</a>', edit_url, _("Choose another day"))
        messages.warning(request, format_html("{} {}", question, link))


def hint_at_day(form: forms.BaseForm, planned: Session | Meeting) -> None:
    """Say it beside the date of what is planned already."""
    if question := holiday_question(planned):
        form.fields["date"].help_text = question


def mark_days_off(collaboration: Collaboration, coming: list[Session]) -> list[Session]:
    """Let each planned session say what closes the school that day (``day_off``). One query, none without sessions."""
    if coming:
        days = [session.date for session in coming]
        holidays = holidays_of(collaboration, min(days), max(days))
        for session in coming:
            off = holidays.closing(session.date, week_only=session.week_only)
            session.day_off = off.within if off else ""
    return coming


def tell_series(request: HttpRequest, series: Series) -> None:
    """Say how many were planned, and which days were passed over."""
    number = len(series.days)
    said = ngettext("%(n)s session is planned.", "%(n)s sessions are planned.", number) % {"n": number}
    if series.skipped:
        days = [f"{format_short(day)} ({off.within})" for day, off in series.skipped]
        said = f"{said} {_('Passed over: %(days)s.') % {'days': join_words(days)}}"
    messages.success(request, said)
