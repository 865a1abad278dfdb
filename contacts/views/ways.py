"""Which way in works, over everything one's own places have tried."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contacts.queries.attempts import best_way, ways_at
from contacts.queries.ways import ways_per_school
from samarbejde.models import Institution


@require_safe
def ways_overall(request: HttpRequest) -> HttpResponse:
    places = list(Institution.objects.where_may(request.user, "view_people").order_by("name_key", "pk")[:50])
    if not places:
        raise PermissionDenied
    slug = request.GET.get("sted") or places[0].slug
    place = next((each for each in places if each.slug == slug), None)
    if place is None:
        raise Http404
    ways = ways_at(place.pk)
    context = {
        "place": place, "places": places, "ways": ways, "best_way": best_way(ways),
        "schools": ways_per_school(place.pk),
    }  # fmt: skip
    return render(request, "contacts/ways_overall.html", context)
