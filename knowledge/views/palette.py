from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from knowledge.queries.search import find
from knowledge.views.search import words_of
from samarbejde.context_processors import navigation
from samarbejde.lib.folding import fold
from samarbejde.models import SearchDocument

PER_KIND, MENUS = 3, ("nav_create", "nav_main", "nav_more", "nav_own")


@require_safe
def palette(request: HttpRequest) -> HttpResponse:
    """What Ctrl+K offers: pages and actions by name, and the best hits of the search."""
    words = words_of(request)
    if not request.htmx:
        return redirect(f"{reverse('knowledge:search')}?{urlencode({'q': words})}")
    found = find(SearchDocument.objects.visible_to(request.user), words) if len(words) > 1 else None
    return render(request, "knowledge/_palette.html", {
        "words": words,
        "places": _places(navigation(request), fold(words)),
        "hits": [hit for group in found.shown() for hit in group.hits[:PER_KIND]] if found else [],
        "search_query": f"?{urlencode({'q': words})}" if words else "",
    })  # fmt: skip


def _places(menus: dict, folded: str) -> list[dict]:
    """Return the menu's entries whose name holds the words; what one can begin on comes first."""
    return [item for menu in MENUS for item in menus[menu] if folded in fold(str(item["label"]))]
