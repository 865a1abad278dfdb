from datetime import date
from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from knowledge.actions.closure import close_collaboration
from knowledge.actions.lessons import write_lesson
from samarbejde.actions.summary import refresh_summary
from samarbejde.models import Collaboration, School, SearchDocument
from tests.factories import (
    CollaborationFactory,
    InternalNoteFactory,
    LessonFactory,
    MunicipalityFactory,
    PartyFactory,
    SchoolFactory,
    SearchDocumentFactory,
    SubjectFactory,
)  # fmt: skip

URL = "/viden/"


@pytest.fixture
def lessons(cast):
    texts = {
        "Eleverne stillede selv spørgsmål": "Planktonlaboratoriet tog tid. Aarhus Å blev målt.",
        "Bestil bussen først": "Skoleklasserne kom for sent.",
    }
    return [
        write_lesson(collaboration=cast.collaboration, headline=headline, text=text, by=cast.editor)
        for headline, text in texts.items()
    ]


def titles(client, words, **more):
    found = client.get(URL, {"q": words} | more).context["found"]
    return [hit.document.title for group in found.shown() for hit in group.hits]


@pytest.mark.guide("4C8")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("elev", ["Eleverne stillede selv spørgsmål"]),
        ("eleven", ["Eleverne stillede selv spørgsmål"]),
        ("Århus", ["Eleverne stillede selv spørgsmål"]),
        ("aarhus å", ["Eleverne stillede selv spørgsmål"]),
        ("laboratorie", ["Eleverne stillede selv spørgsmål"]),
        ("klasserne", ["Bestil bussen først"]),
        ("BUS", ["Bestil bussen først"]),
        ("spoergsmaal", ["Eleverne stillede selv spørgsmål"]),
        ("elefant", []),
    ],
)
def test_search_finds_danish(cast, login, lessons, words, expected):
    assert titles(login(cast.editor), words, type="lesson") == expected


def test_search_groups_by_kind_with_the_hit_marked(cast, login, lessons):
    page = login(cast.reader).get(URL, {"q": "plankton"})
    assert [(group.label, group.count) for group in page.context["found"].shown()] == [("Erfaringer", "1")]
    assert "<mark>Plankton</mark>laboratoriet" in page.content.decode()


def test_search_shows_text_as_text(cast, login):
    write_lesson(collaboration=cast.collaboration, headline="<script>alert(1)</script> bus", by=cast.editor)
    page = login(cast.editor).get(URL, {"q": "bus <b>"}).content.decode()
    assert ("<script>alert" in page, "&lt;b&gt;" in page) == (False, True)


@pytest.mark.guide("4C7")
def test_search_finds_no_internal_note_and_nothing_of_others(cast, login, full):
    InternalNoteFactory(collaboration=full, text="KANARIEINTERN", created_by=cast.editor)
    write_lesson(collaboration=cast.foreign, headline="KANARIEFREMMED", by=cast.other)
    import datetime

    close_collaboration(collaboration=full, ended_on=datetime.date(2026, 3, 1), reason="ebbed", by=cast.editor)
    client = login(cast.admin)
    assert [titles(client, words) for words in ("KANARIE", "KANARIEINTERN", "KANARIEFREMMED", "bemandingen")] == [
        []
    ] * 4
    assert SearchDocument.objects.filter(body__contains="KANARIE").exclude(collaboration=cast.foreign).count() == 0


def test_search_finds_the_record_after_the_ending_without_its_people(cast, login, full):
    import datetime

    close_collaboration(
        collaboration=full,
        ended_on=datetime.date(2026, 3, 1),
        reason="ebbed",
        explanation="Ny skoleleder",
        by=cast.editor,
    )
    client = login(cast.network)
    assert (titles(client, "skoleleder"), titles(client, "Sofie Nørgaard")) == ([full.title], [])


def test_search_keeps_people_from_a_network_coordinator(cast, login):
    SearchDocumentFactory(kind="person", institution=cast.institution, title="Inger Bech")
    seen = {who: titles(login(getattr(cast, who)), "Inger") for who in ("reader", "network", "other")}
    assert seen == {"reader": ["Inger Bech"], "network": [], "other": []}


def test_search_without_words_shows_the_latest_lessons(cast, login, lessons):
    LessonFactory(collaboration=cast.foreign, headline="Fremmed", written_by=cast.other)
    page = login(cast.reader).get(URL)
    assert [lesson.headline for lesson in page.context["lessons"]] == [
        "Bestil bussen først",
        "Eleverne stillede selv spørgsmål",
    ]


def test_search_that_finds_nothing_offers_the_widening(cast, login, lessons):
    page = login(cast.reader).get(URL, {"q": "elefanter bus"})
    assert (page.context["found"].is_empty, page.context["wider"]) == (
        True, [("elefanter", "?q=elefanter"), ("bus", "?q=bus")],
    )  # fmt: skip
    assert "Vi fandt ikke noget om" in page.content.decode()


@pytest.mark.parametrize("words", ["\0", "'", '"', "%", "_", "& | !", "-", "a" * 500, "((", "æ", ":*", "\\"])
def test_search_takes_any_words(cast, login, words):
    assert login(cast.editor).get(URL, {"q": words}).status_code == 200


def test_search_pages_through_one_kind(cast, login):
    for number in range(35):
        SearchDocumentFactory(institution=cast.institution, title=f"Bus {number:02d}")
    client = login(cast.editor)
    everything = client.get(URL, {"q": "bus"})
    first = client.get(URL, {"q": "bus", "type": "lesson"})
    second = client.get(URL + first.context["next_url"])
    sizes = [sum(len(group.hits) for group in page.context["found"].shown()) for page in (everything, first, second)]
    assert (sizes, second.context["next_url"]) == ([5, 30, 5], "")


def test_search_counts_no_further_than_the_cap(cast, login):
    SearchDocument.objects.bulk_create(
        SearchDocument(kind="lesson", object_id=n, institution=cast.institution, title=f"Bus {n}", url="/")
        for n in range(250)
    )
    group = login(cast.editor).get(URL, {"q": "bus"}).context["found"].shown()[0]
    assert group.count == "200+"


@pytest.mark.parametrize("number", [1, 30])
def test_search_costs_the_same(cast, login, number, django_assert_num_queries):
    for n in range(number):
        SearchDocumentFactory(institution=cast.institution, title=f"Bus {n}", kind="lesson" if n % 2 else "format")
    client = login(cast.editor)
    with django_assert_num_queries(7):
        client.get(URL, {"q": "bus"})


@pytest.mark.parametrize("number", [1, 30])
def test_latest_lessons_cost_the_same(cast, login, number, django_assert_num_queries):
    for _ in range(number):
        LessonFactory(collaboration=CollaborationFactory(institution=cast.institution), written_by=cast.editor)
    client = login(cast.editor)
    with django_assert_num_queries(6):
        client.get(reverse("knowledge:search"))


def test_a_lesson_and_a_record_are_found_under_the_new_title_and_school(cast, login, lessons):
    close_collaboration(
        collaboration=cast.collaboration, ended_on=date(2026, 6, 1), reason="as_agreed", explanation="", by=cast.editor
    )
    School.objects.filter(parties__collaboration=cast.collaboration).update(name="Tangskolen")
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(title="Ålegræs i tre akter")
    refresh_summary(collaborations=[cast.collaboration.pk])
    client = login(cast.editor)
    assert len(titles(client, "tangskolen", type="lesson")) == len(titles(client, "ålegræs", type="lesson")) == 2
    assert titles(client, "ålegræs", type="record") == ["Ålegræs i tre akter"]


@pytest.fixture
def narrowed(cast, lessons):
    """One lesson more, from a school in Skive in the school year 2019/20 about music; all are about the bus."""
    skive = MunicipalityFactory(name="Skive")
    school = SchoolFactory(name="Musikskolen", municipality=skive)
    theirs = CollaborationFactory(
        institution=cast.institution,
        title="Toner",
        starts_on=date(2019, 9, 1),
        ends_on=date(2020, 5, 1),
        phase="closed",
    )
    PartyFactory(collaboration=theirs, school=school)
    theirs.subjects.add(SubjectFactory(code="musik", name="Musik"))
    refresh_summary(collaborations=[theirs.pk])
    write_lesson(collaboration=theirs, headline="Bussen tager tubaen", by=cast.editor)
    SearchDocumentFactory(kind="school", object_id=school.pk, institution=None, title="Busskolen")
    return skive


@pytest.mark.guide("4C8")
@pytest.mark.parametrize("narrowing", [{"skoleaar": "2019"}, {"fag": "musik"}, {"skoleaar": "2019", "fag": "musik"}])
def test_search_is_narrowed(cast, login, narrowed, narrowing):
    assert titles(login(cast.reader), "bus", **narrowing) == ["Bussen tager tubaen"]


def test_a_municipality_keeps_its_schools(cast, login, narrowed):
    assert titles(login(cast.reader), "bus", kommune=narrowed.code) == ["Bussen tager tubaen", "Busskolen"]


def test_the_latest_lessons_are_narrowed_too(cast, login, narrowed):
    page = login(cast.reader).get(URL, {"fag": "musik"})
    assert [lesson.headline for lesson in page.context["lessons"]] == ["Bussen tager tubaen"]


def test_nothing_found_offers_the_search_without_the_filters(cast, login, narrowed):
    page = login(cast.reader).get(URL, {"q": "spørgsmål", "fag": "musik"})
    assert (page.context["found"].is_empty, page.context["wider"][0]) == (
        True, ("spørgsmål uden filtre", "?q=sp%C3%B8rgsm%C3%A5l"),
    )  # fmt: skip


@pytest.mark.guide("4C8")
def test_a_search_is_saved_and_opened_again(cast, login, narrowed):
    client = login(cast.editor)
    client.post("/visninger/ny/", {"liste": "search", "query": "q=bus&fag=musik", "name": "Bus og musik"})
    page = client.get(URL, {"visning": "bus-og-musik"})
    assert [hit.document.title for group in page.context["found"].shown() for hit in group.hits] == [
        "Bussen tager tubaen"
    ]
    assert [(tab.label, tab.current) for tab in page.context["tabs"]] == [("Bus og musik", True)]


def test_a_filter_that_is_no_longer_offered_is_shown_and_can_be_taken_off(cast, login, narrowed):
    page = login(cast.reader).get(URL, {"q": "bus", "skoleaar": "1999"})
    year = next(each for each in page.context["fields"] if each["name"] == "skoleaar")
    assert (year["chosen"], year["options"][-1], page.context["found"].is_empty) == ("1999", ("1999", "1999"), True)


def test_long_words_stay_whole_on_the_next_page(cast, login):
    words = " ".join(["busskemaet"] * 15)
    for number in range(35):
        SearchDocumentFactory(institution=cast.institution, title=f"{words} {number:02d}")
    page = login(cast.editor).get(URL, {"q": words, "type": "lesson"})
    assert parse_qs(page.context["next_url"].removeprefix("?"))["q"] == [words]
