from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from samarbejde import permissions
from samarbejde.access import institution_ids, sees_everything
from samarbejde.context_processors import path_of
from samarbejde.lists.listing import read_listing
from samarbejde.lists.responses import export_response, list_response
from samarbejde.lists.schools import SPEC

WORDS = {
    "search_label": gettext_lazy("Name, number or town"),
    "table_label": gettext_lazy("List of schools"),
    "none_title": gettext_lazy("No schools yet"),
    "none_text": gettext_lazy("The schools come from the national register. Begin like this:"),
}


@require_GET
def school_list(request: HttpRequest) -> HttpResponse:
    steps = [{"url": path_of("contacts:register_import_create"), "text": _("Read in the national register")}]
    context = WORDS | {"may_export": permissions.can_export_schools(request.user), "first_steps": steps}
    context |= {"import_url": steps[0]["url"] if permissions.can_correct_school(request.user) else ""}
    context |= {"may_write": bool(institution_ids(request.user, "log_contact")) or sees_everything(request.user)}
    context |= {"finder_url": path_of("contacts:finder"), "coverage_url": path_of("contacts:coverage")}
    return list_response(request, read_listing(request, SPEC), "samarbejde/school_list.html", context)


@require_GET
def school_export(request: HttpRequest) -> HttpResponse:
    listing = read_listing(request, SPEC)
    response = export_response(request, listing, allowed=permissions.can_export_schools(request.user))
    if response is None:
        messages.warning(request, _("That is too much for one Excel file. Narrow it down, or choose CSV."))
        return redirect(listing.here)
    return response
