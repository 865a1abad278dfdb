"""The schools an institution means to talk to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts import permissions
from contacts.actions.shortlist import update_shortlist_note
from contacts.forms.finder import ShortlistNoteForm
from contacts.models import Criterion, ShortlistEntry
from contacts.queries.places import asked_place, own_places
from contacts.queries.shortlist import read_shortlist
from samarbejde.models import Institution


def staff_place(request: HttpRequest) -> Institution:
    """Return the place in ``?sted=``, or the user's first; refuse those who may not see its people's words."""
    place = asked_place(request.user, request.GET.get("sted", ""))
    if place is None or not permissions.can_view_shortlist(request.user, place):
        raise PermissionDenied
    return place


@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    place = staff_place(request)
    entries = ShortlistEntry.objects.visible_to(request.user).filter(institution=place)
    context = {
        "place": place, "places": own_places(request.user), "entries": read_shortlist(entries),
        "criteria": list(Criterion.objects.visible_to(request.user).filter(institution=place).values_list("pk", "name")[:50]),  # noqa: E501
        "may_choose": permissions.can_shortlist(request.user, place), "here": request.get_full_path(),
    }  # fmt: skip
    return render(request, "contacts/shortlist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = ShortlistEntry.objects.visible_to(request.user).select_related("institution", "school")
    entry = get_object_or_404(rows, pk=pk)
    if not permissions.can_shortlist(request.user, entry.institution):
        raise PermissionDenied
    form = ShortlistNoteForm(request.POST or None, instance=entry, version=entry.version)
    back = f"{reverse('contacts:shortlist')}?sted={entry.institution.slug}"
    if form.is_valid():
        saved = form.save_with(
            lambda: update_shortlist_note(entry=entry, version=form.version, **form.values(), by=request.user)
        )
        if saved:
            messages.success(request, _("Saved."))
            return redirect(back)
    context = {"form": form, "entry": entry, "back": back}
    return render(request, "contacts/shortlist_edit.html", context, status=form.http_status)
