"""Search as Danes write: at least 95 of 100 find what they look for on the first page."""

import pytest

from knowledge.queries.search import find
from samarbejde.models import SearchDocument
from tests.factories import SearchDocumentFactory
from tests.knowledge.search_cases import CASES, CORPUS

FLOOR = 0.95


@pytest.fixture
def corpus(cast):
    for title, text in CORPUS.items():
        SearchDocumentFactory(title=title, body=text, institution=cast.institution)


def first_page(user, words: str) -> list[str]:
    return [
        hit.document.title
        for group in find(SearchDocument.objects.visible_to(user), words).shown()
        for hit in group.hits
    ]


@pytest.mark.guide("4C8")
def test_search_finds_what_danes_look_for(cast, corpus):
    missed = [(words, title) for words, title in CASES if title not in first_page(cast.reader, words)]
    assert len(CASES) >= 60
    assert len(missed) <= (1 - FLOOR) * len(CASES), missed


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        ("skib -kirkeskib", "Praktikplads hos konservatoren"),
        ('"havet som"', "Lyden af havet"),
        ("affald -genbrugspladsen", "Affald er ressourcer"),
    ],
)
def test_search_leaves_out_what_it_is_told_to(cast, corpus, words, left_out):
    assert left_out not in first_page(cast.reader, words)


def test_search_says_when_it_only_found_something_like_it(cast, corpus, login):
    client = login(cast.reader)
    slip, right = (client.get("/viden/", {"q": words}) for words in ("plankon", "plankton"))
    assert (slip.context["found"].is_likeness, right.context["found"].is_likeness) == (True, False)
    assert "ligner" in slip.content.decode()


def test_search_finds_nothing_like_it_at_another_place(cast, corpus):
    assert first_page(cast.other, "plankon") == []
