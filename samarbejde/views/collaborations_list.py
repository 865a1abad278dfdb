from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from samarbejde import permissions
from samarbejde.access import institution_ids, sees_everything
from samarbejde.actions import bulk
from samarbejde.context_processors import path_of
from samarbejde.forms.bulk import BULK_FORMS
from samarbejde.lists import board
from samarbejde.lists.collaborations import SPEC
from samarbejde.lists.export import file_response
from samarbejde.lists.listing import read_listing
from samarbejde.lists.responses import export_response, list_response, wants_part
from samarbejde.lists.state import BOARD
from samarbejde.models import Collaboration

MOST_CHOSEN = 500
WORDS = {
    "search_label": gettext_lazy("School, person or title"),
    "table_label": gettext_lazy("List of collaborations"),
    "none_title": gettext_lazy("No collaborations yet"),
    "none_text": gettext_lazy(
        "A collaboration is everything from the first call to what you learned. Begin like this:"
    ),
}
BULK_ACTIONS = {
    "ansvarlig": (bulk.change_leads, permissions.can_change_lead),
    "maerke": (bulk.add_tag, permissions.can_change_collaboration),
    "fase": (bulk.change_phases, permissions.can_change_collaboration),
}


def _first_steps(*, may_change: bool) -> list[dict]:
    """Return the three first steps; those who only read can take the first."""
    steps = (
        ("samarbejde:school_list", _("Find a school you would like to work with")),
        ("contacts:attempt_quick", _("Write down the first contact")),
        ("samarbejde:collaboration_create", _("Start the collaboration")),
    )
    return [{"url": path_of(route), "text": text} for route, text in steps[: 3 if may_change else 1]]


def _where(user) -> str:
    """Return the line under the title: whose collaborations these are."""
    if sees_everything(user):
        return _("From all places.")
    count = len(institution_ids(user))
    if count == 1 and len(user.memberships_now) == 1 and user.memberships_now[0].institution:
        return str(user.memberships_now[0].institution)
    return ngettext("From the %(n)s place you can see.", "From the %(n)s places you can see.", count) % {"n": count}


@require_GET
def collaboration_list(request: HttpRequest) -> HttpResponse:
    may_change = permissions.can_change_some_collaborations(request.user)
    listing = read_listing(request, SPEC, selectable=may_change)
    context = WORDS | {
        "where": _where(request.user),
        "may_create": may_change,
        "create_url": path_of("samarbejde:collaboration_create"),
        "bulk_url": reverse("samarbejde:collaboration_bulk"),
        "first_steps": _first_steps(may_change=may_change),
        "may_export": permissions.can_export_collaborations(request.user, listing.state.data().get("sted")),
        "board_url": listing.base + listing.query((BOARD, "tavle")),
    }
    if request.GET.get(BOARD) == "tavle" and not wants_part(request):
        context |= {"listing": listing, "columns": board.read_board(listing), "list_url": listing.here}
        return render(request, "samarbejde/collaboration_board.html", context)
    return list_response(request, listing, "samarbejde/collaboration_list.html", context)


@require_GET
def collaboration_export(request: HttpRequest) -> HttpResponse:
    listing = read_listing(request, SPEC)
    allowed = permissions.can_export_collaborations(request.user, listing.state.data().get("sted"))
    response = export_response(request, listing, allowed=allowed)
    if response is None:
        messages.warning(request, _("That is too much for one Excel file. Narrow it down, or choose CSV."))
        return redirect(listing.here)
    return response


def _chosen(request: HttpRequest) -> list[Collaboration]:
    """Return the chosen rows. One that is not there, or not the user's to see, makes the whole choice missing."""
    texts = set(request.POST.getlist("id"))
    if len(texts) > MOST_CHOSEN or not all(t.isascii() and t.isdecimal() and len(t) < 19 for t in texts):
        raise Http404
    ids = {int(text) for text in texts}
    found = Collaboration.objects.visible_to(request.user).filter(pk__in=ids).select_related("institution")
    rows = list(found.order_by("title_key", "pk"))
    if len(rows) != len(ids):
        raise Http404
    return rows


def _back(request: HttpRequest) -> str:
    target = request.POST.get("tilbage", "")
    base = reverse(SPEC.route)
    return target if target.startswith(f"{base}?") and "\n" not in target else base


@require_http_methods(["POST"])
def collaboration_bulk(request: HttpRequest) -> HttpResponse:
    """Change several at once: first what is asked, then, with ``udfoer``, the change itself."""
    rows, what = _chosen(request), request.POST.get("handling", "")
    if not rows:
        messages.info(request, _("Choose some rows first."))
        return redirect(_back(request))
    if what == "hent":
        return _export_chosen(request, rows)
    if what not in BULK_ACTIONS:
        raise Http404
    action, allowed = BULK_ACTIONS[what]
    if not all(allowed(request.user, row) for row in rows):
        raise PermissionDenied
    form = BULK_FORMS[what](request.POST if "udfoer" in request.POST else None, collaborations=rows)
    if form.is_bound and form.is_valid():
        try:
            changed = action(collaborations=rows, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = ngettext("%(n)s collaboration changed.", "%(n)s collaborations changed.", changed)
            messages.success(request, words % {"n": changed})
            return redirect(_back(request))
    context = {"form": form, "rows": rows, "what": what, "back": _back(request)}
    return render(request, "samarbejde/collaboration_bulk.html", context)


def _export_chosen(request: HttpRequest, rows: list[Collaboration]) -> HttpResponse:
    allowed = None if request.user.is_superuser else set(institution_ids(request.user, "export_lists"))
    if allowed is not None and not {row.institution_id for row in rows} <= allowed:
        raise PermissionDenied
    listing = read_listing(request, SPEC)
    chosen = Collaboration.objects.visible_to(request.user).filter(pk__in=[row.pk for row in rows])
    return file_response(listing, "xlsx", chosen)
