from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from knowledge.queries.lessons import latest_lessons
from knowledge.queries.search import PAGE, Found, find, wider_searches
from samarbejde.choices import DocumentKind

LONGEST = 200


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything one may see, grouped by kind; without words the latest lessons."""
    words = words_of(request)
    kind = request.GET.get("type", "")
    kind = kind if kind in DocumentKind.values else ""
    page = _page_number(request)
    found = find(request.user, words, kind, page) if words else None
    return render(request, "knowledge/search.html", {
        "words": words,
        "kind": kind,
        "found": found,
        "kinds": _chips(found) if found else [],
        "lessons": [] if words else latest_lessons(request.user),
        "wider": [(word, f"?{urlencode({'q': word})}") for word in wider_searches(words)],
        "all_url": _url(words),
        "previous_url": _url(words, kind, page - 1) if page else "",
        "next_url": _url(words, kind, page + 1) if found and kind and _has_more(found, page) else "",
    })  # fmt: skip


def words_of(request: HttpRequest) -> str:
    """Return what was asked for, tidied."""
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]


def _chips(found: Found) -> list[dict]:
    """Return a filter for each kind that found something."""
    return [
        {
            "label": group.label,
            "count": group.count,
            "url": _url(found.words, group.kind),
            "is_on": group.kind == found.kind,
        }
        for group in found.groups
        if group.ids
    ]


def _has_more(found: Found, page: int) -> bool:
    return any(len(group.ids) > (page + 1) * PAGE for group in found.groups if group.kind == found.kind)


def _url(words: str, kind: str = "", page: int = 0) -> str:
    params = {"q": words} | ({"type": kind} if kind else {}) | ({"side": str(page + 1)} if page else {})
    return f"?{urlencode(params)}"


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("side", "")
    return min(50, max(0, int(text) - 1)) if text.isdecimal() and len(text) < 4 else 0
