from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.filters.search import (
    KIND,
    SPEC,
    asked_narrowing,
    form_fields,
    narrow_documents,
    narrowed_collaborations,
    read_options,
)  # fmt: skip
from knowledge.queries.lessons import latest_lessons
from knowledge.queries.search import PAGE, Found, find, wider_searches
from samarbejde.choices import DocumentKind
from samarbejde.lists.state import ListState
from samarbejde.lists.tabs import asked_state, read_views, tab_links
from samarbejde.models import SearchDocument

LONGEST = 200
PAGE_NUMBER = "side"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything one may see, grouped by kind; without words the latest lessons."""
    saved = read_views(request.user, SPEC)
    state = asked_state(SPEC, request.GET, saved)
    state = replace(state, words=words_of(request) or state.words)
    words, kind = state.words, _kind(state)
    asked, page = asked_narrowing(state), _page_number(request)
    documents = narrow_documents(SearchDocument.objects.visible_to(request.user), request.user, asked)
    found = find(documents, words, kind, page) if words else None
    return render(request, "knowledge/search.html", {
        "words": words,
        "kind": kind,
        "found": found,
        "kinds": _chips(state, found) if found else [],
        "lessons": [] if words else _latest(request.user, asked),
        "wider": _wider(state, asked),
        "all_url": _url(state.without(KIND)),
        "previous_url": _url(state, page - 1) if page else "",
        "next_url": _url(state, page + 1) if found and kind and _has_more(found, page) else "",
        "fields": form_fields(read_options(request.user), asked),
        "is_narrowed": bool(asked),
        "tabs": tab_links(state, saved, reverse("knowledge:search"), request.user, {}),
        "query": state.query(),
    })  # fmt: skip


def words_of(request: HttpRequest) -> str:
    """Return what was asked for, tidied."""
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]


def _kind(state: ListState) -> str:
    kind = dict(state.filters).get(KIND, "")
    return kind if kind in DocumentKind.values else ""


def _latest(user, asked: dict[str, str]):
    return latest_lessons(user, within=narrowed_collaborations(user, asked) if asked else None)


def _wider(state: ListState, asked: dict[str, str]) -> list[tuple[str, str]]:
    """Return searches that find more: without the filters, with each word alone, with the beginning of the word."""
    bare = _("%(words)s without the filters") % {"words": state.words}
    same = [(bare, _url(replace(state, filters=())))] if asked else []
    return same + [(word, f"?{urlencode({'q': word})}") for word in wider_searches(state.words)]


def _chips(state: ListState, found: Found) -> list[dict]:
    """Return a filter for each kind that found something."""
    return [
        {
            "label": group.label,
            "count": group.count,
            "url": _url(state.having(KIND, group.kind)),
            "is_on": group.kind == found.kind,
        }
        for group in found.groups
        if group.ids
    ]


def _has_more(found: Found, page: int) -> bool:
    return any(len(group.ids) > (page + 1) * PAGE for group in found.groups if group.kind == found.kind)


def _url(state: ListState, page: int = 0) -> str:
    return state.query(*([(PAGE_NUMBER, str(page + 1))] if page else [])) or "?"


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get(PAGE_NUMBER, "")
    return min(50, max(0, int(text) - 1)) if text.isdecimal() and len(text) < 4 else 0
