"""Which way in works, over everything one's own places have tried."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contacts.queries.attempts import best_way, ways_at
from contacts.queries.ways import ways_per_school
from samarbejde.models import Institution


@require_safe
def ways_overall(request: HttpRequest) -> HttpResponse:
    mine = Institution.objects.where_may(request.user, "view_people").order_by("name_key", "pk")
    slug = request.GET.get("sted", "")
    place = get_object_or_404(mine, slug=slug) if slug else mine.first()
    if place is None:
        raise PermissionDenied
    ways = ways_at(place.pk)
    context = {
        "place": place, "places": list(mine[:50]), "ways": ways, "best_way": best_way(ways),
        "schools": ways_per_school(place.pk),
    }  # fmt: skip
    return render(request, "contacts/ways_overall.html", context)
