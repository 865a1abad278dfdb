from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup.actions.calendar import create_calendar_feed, revoke_calendar_feed
from followup.filters import SPANS, read_span
from followup.forms.calendar import CalendarFeedForm
from followup.queries.breaks import holidays_near
from followup.queries.calendar import by_week, ids_of_mine
from samarbejde.choices import LinkPurpose
from samarbejde.lib.weeks import week_start
from samarbejde.models import Collaboration, Link
from samarbejde.queries.upcoming import upcoming_for


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Everything with a date, week by week."""
    today = timezone.localdate()
    span = read_span(request.GET, today)
    only = ids_of_mine(request.user) if span.whose == "mine" else None
    entries = upcoming_for(request.user, span.monday, span.end, only)
    return render(request, "followup/calendar.html", {
        "span": span,
        "weeks": by_week(entries, holidays_near(request.user, span.monday, span.end)),
        "count": len(entries),
        "this_week": week_start(today),
        "now_url": span.query(monday=today),
        "previous_url": span.moved(-1),
        "next_url": span.moved(1),
        "whose_urls": {"mine": span.query(whose="mine"), "alle": span.query(whose="alle")},
        "span_urls": [(weeks, span.query(weeks=weeks)) for weeks in SPANS],
    })  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_subscription(request: HttpRequest) -> HttpResponse:
    """Make a secret address, see it once, and see the ones in use."""
    form, address, collaboration = CalendarFeedForm(request.POST or None), "", _asked_for(request)
    if form.is_valid():
        _link, token = create_calendar_feed(**form.cleaned_data, collaboration=collaboration, by=request.user)
        # Shown on this answer and never again: only a hash is kept.
        address = settings.SITE_URL + reverse("followup:calendar_feed", args=[token])
        form = CalendarFeedForm()
    feeds = Link.objects.filter(purpose=LinkPurpose.CALENDAR, user=request.user.pk, revoked_at__isnull=True)
    return render(request, "followup/calendar_subscription.html", {
        "form": form,
        "address": address,
        "feeds": feeds.select_related("collaboration", "calendar_feed"),
        "collaboration": collaboration,
    })  # fmt: skip


def _asked_for(request: HttpRequest) -> Collaboration | None:
    """Return the one collaboration the address is to be about (``?samarbejde=``). Raises Http404."""
    key = request.GET.get("samarbejde", "")
    if not key:
        return None
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return get_object_or_404(Collaboration.objects.visible_to(request.user), pk=key)


@require_POST
def calendar_subscription_revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    link = get_object_or_404(Link, pk=link_id, purpose=LinkPurpose.CALENDAR, user=request.user.pk)
    revoke_calendar_feed(link=link, by=request.user)
    messages.success(request, _("The address is stopped. Nobody can use it any more."))
    return redirect("followup:calendar_subscription")
