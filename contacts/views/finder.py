"""The school finder: say what matters, see whom to talk to first, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts import permissions
from contacts.filters.finder import PLACE, SPEC, distances, form_rows, read_options, wish_of
from contacts.models import Criterion
from contacts.queries.finder_page import find_schools
from contacts.queries.places import asked_place, own_places
from samarbejde.choices import Situation
from samarbejde.lists.state import ListState
from samarbejde.lists.tabs import asked_state, read_views, tab_links
from samarbejde.models import Institution
from samarbejde.phases import Phase
from samarbejde.queries.advice import advice_for

SENT = "vis"


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    saved = read_views(request.user, SPEC)
    state = asked_state(SPEC, request.GET, saved)
    if SENT in request.GET:  # the form sends every field; the address says what matters
        return redirect(reverse("contacts:finder") + state.query())
    place = asked_place(request.user, dict(state.filters).get(PLACE, ""))
    if place is None:
        return render(request, "contacts/finder.html", {"place": None})
    options = read_options(Criterion.objects.visible_to(request.user).filter(institution=place))
    wish = wish_of(state, options.own_names)
    found = find_schools(place, wish, options.own_names, today=timezone.localdate(), page=_page(request))
    context = {
        "place": place, "places": own_places(request.user), "found": found, "wish": wish,
        "rows": form_rows(state, wish, options), "distances": distances(wish), "criteria": options.own,
        "tabs": tab_links(state, saved, reverse("contacts:finder"), request.user, {}),
        "advice": advice_for(Phase.CONTACT, Situation.REACH_OUT),
        "may_choose": permissions.can_shortlist(request.user, place),
        "may_see_list": permissions.can_view_shortlist(request.user, place),
    }  # fmt: skip
    return render(request, "contacts/finder.html", context | _addresses(request, state) | _ground(place))


def _page(request: HttpRequest) -> int:
    text = request.GET.get("side", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _addresses(request: HttpRequest, state: ListState) -> dict:
    """Where the page's links lead: itself, its other pages, saving the search."""
    base = reverse("contacts:finder") + state.query()
    return {
        "here": request.get_full_path(),
        "query": state.query(),
        "page_url": f"{base}{'&' if '?' in base else '?'}side=",
        "state": state,
    }


def _ground(place: Institution) -> dict:
    """What the distance is measured from: the place itself, its municipality's middle, or nothing."""
    known = place.latitude is not None and place.longitude is not None
    return {"from_place": known, "from_municipality": not known and place.municipality_id is not None}
