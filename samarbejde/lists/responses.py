"""How the three list views answer: the whole page, or the part htmx asks for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samarbejde.lists.export import file_response, too_many_for_xlsx
from samarbejde.lists.listing import Listing
from samarbejde.lists.spec import ListSpec

REGION, PANEL = "samarbejde/_list.html", "samarbejde/_list_filter.html"
SENT, FILTER = "vis", "filter"


def wants_part(request: HttpRequest) -> bool:
    """Return whether htmx asks for a part; after the back button it asks for the page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def list_response(request: HttpRequest, listing: Listing, template: str, context: dict) -> HttpResponse:
    """Return the page, its list region, or its filter panel. A filter form that was sent gets a short address."""
    context = context | {"listing": listing, "panel": None}
    if request.GET.get(FILTER) == "1":
        context["panel"] = panel_form(listing)
        if wants_part(request) and request.htmx.target == "filterpanel":
            return render(request, PANEL, context)
    if wants_part(request):
        response = render(request, REGION, context)
        response["HX-Push-Url"] = listing.here
        return response
    if SENT in request.GET:
        return redirect(listing.here)
    return render(request, template, context)


def panel_form(listing: Listing):
    """Return the form with every filter, filled with what is on."""
    spec: ListSpec = listing.spec
    rows = spec.rows(listing.user)
    return spec.filterset(listing.state.data(), rows, user=listing.user, complete=True).form


def export_response(request: HttpRequest, listing: Listing, *, allowed: bool) -> HttpResponse | None:
    """Return the list as a file, or None when it is too long for Excel's format."""
    if not allowed:
        raise PermissionDenied
    kind = "csv" if request.GET.get("format") == "csv" else "xlsx"
    if kind == "xlsx" and too_many_for_xlsx(listing.rows):
        return None
    return file_response(listing, kind)
