from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from samarbejde import permissions
from samarbejde.context_processors import path_of
from samarbejde.lists.listing import read_listing
from samarbejde.lists.people import SPEC
from samarbejde.lists.responses import export_response, list_response

WORDS = {
    "search_label": gettext_lazy("Name, workplace or e-mail"),
    "table_label": gettext_lazy("List of people"),
    "none_title": gettext_lazy("No people yet"),
    "none_text": gettext_lazy("Here stand those you work with: teachers, leaders, your own colleagues."),
}


@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    if not permissions.can_list_people(request.user):
        raise PermissionDenied
    listing = read_listing(request, SPEC)
    create_url = path_of("samarbejde:person_create")
    context = WORDS | {
        "create_url": create_url,
        "first_steps": [{"url": create_url, "text": _("Write down the first person")}],
        "may_create": permissions.can_create_people(request.user),
        "may_export": permissions.can_export_people(request.user, listing.state.data().get("sted")),
    }
    return list_response(request, listing, "samarbejde/person_list.html", context)


@require_GET
def person_export(request: HttpRequest) -> HttpResponse:
    listing = read_listing(request, SPEC)
    allowed = permissions.can_export_people(request.user, listing.state.data().get("sted"))
    response = export_response(request, listing, allowed=allowed)
    if response is None:
        messages.warning(request, _("That is too much for one Excel file. Narrow it down, or choose CSV."))
        return redirect(listing.here)
    return response
