"""What somebody at the school can do behind the link to what is agreed: write their hours, read the minutes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.queries.shared_pages import find_shared_page
from followup.actions.school_hours import log_school_hours, remove_school_hours
from followup.forms.school_hours import SchoolHoursForm
from followup.models import SchoolHours
from followup.queries.school_hours import hours_behind, shared_minutes, sum_hours
from samarbejde.choices import LinkPurpose
from samarbejde.links import link_over, token_page
from samarbejde.models import Link


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.SHARED_PAGE)
def shared_hours(request: HttpRequest, link: Link) -> HttpResponse:
    """The school's own hours: written, seen, and taken out again by the one who wrote them."""
    page = find_shared_page(link)
    if page is None:
        return link_over(request)
    if request.method == "POST" and "tag_ud" in request.POST:
        return _take_out(request, link)
    form = SchoolHoursForm(request.POST or None)
    if form.is_valid():
        facts = form.values() | {"form_key": form.cleaned_data["form_key"]}
        if form.save_with(lambda: log_school_hours(link=link, party=page.party, **facts)):
            messages.success(request, _("The hours are logged."))
            return redirect(request.path)
    rows = hours_behind(link)
    context = {"link": link, "page": page, "form": form, "rows": rows, "sum": sum_hours(rows)}
    return render(request, "followup/shared_hours.html", context)


def _take_out(request: HttpRequest, link: Link) -> HttpResponse:
    key = request.POST.get("tag_ud", "")
    row = get_object_or_404(SchoolHours, pk=key if key.isdecimal() and len(key) < 19 else 0, link=link)
    remove_school_hours(row=row, link=link)
    messages.success(request, _("The hours are taken out."))
    return redirect(request.path)


@require_safe
@token_page(LinkPurpose.SHARED_PAGE)
def shared_minutes_page(request: HttpRequest, link: Link) -> HttpResponse:
    """The minutes that were made ready for the other side."""
    page = find_shared_page(link)
    if page is None:
        return link_over(request)
    context = {"link": link, "page": page, "meetings": shared_minutes(page.party.collaboration_id)}
    return render(request, "followup/shared_minutes.html", context)
