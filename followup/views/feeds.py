"""Calendars for other programs. Free text and internal notes are never in them."""

import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from followup.choices import AlarmLead
from followup.models import CalendarFeed
from followup.queries.calendar import REMINDERS, ids_of_mine
from samarbejde.actions.links import find_link, note_opened
from samarbejde.choices import LinkPurpose
from samarbejde.lib.ical import calendar_bytes
from samarbejde.links import guard, link_over
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.queries.upcoming import upcoming_for

BACK = datetime.timedelta(days=60)
AHEAD = datetime.timedelta(days=730)


@require_safe
def collaboration_ical(request: HttpRequest, pk: int) -> HttpResponse:
    """One collaboration's dates as a file."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    today = timezone.localdate()
    entries = upcoming_for(request.user, today - BACK, today + AHEAD, {collaboration.pk})
    response = _ical(calendar_bytes(collaboration.title, entries))
    name = slugify(collaboration.title) or str(collaboration.pk)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The user's own dates, for a calendar program that comes back for more.

    The token stays in the address, the one place where it does: a calendar program keeps no cookies, so it cannot be
    exchanged for one. Therefore the address opens nothing but dates, is the user's own to stop, and is never cached.
    """
    link = find_link(purpose=LinkPurpose.CALENDAR, token=token)
    if link is None or link.user is None or not link.user.is_active:
        return link_over(request)
    one = Collaboration.objects.visible_to(link.user).filter(pk=link.collaboration_id or 0).first()
    if link.collaboration_id and one is None:
        return link_over(request)
    note_opened(link=link)
    today = timezone.localdate()
    feed = CalendarFeed.objects.filter(link=link).first()
    reminder = REMINDERS.get(AlarmLead(feed.alarm)) if feed else None
    with override(link.user.language):  # a calendar program speaks no language
        chosen = {one.pk} if one else ids_of_mine(link.user)
        entries = upcoming_for(link.user, today - BACK, today + AHEAD, chosen)
        name = one.title if one else _("My collaborations")
        return guard(_ical(calendar_bytes(name, entries, reminder)))


def _ical(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-store, private"
    return response
