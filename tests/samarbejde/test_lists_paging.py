"""Pages, order, search, filters, and addresses that make no sense."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samarbejde.actions.summary import refresh_summary
from samarbejde.lists import collaborations, people, schools
from samarbejde.models import Collaboration
from samarbejde.phases import Phase
from tests.factories import CollaborationFactory, MunicipalityFactory, PartyFactory, PersonFactory, SchoolFactory

URL = "/samarbejder/"
SPECS = [collaborations.SPEC, schools.SPEC, people.SPEC]


def titles(response):
    found = re.findall(r'<a class="title"[^>]*>([^<]*)</a>', response.content.decode())
    return [html.unescape(title) for title in found]


def link(response, name):
    found = re.search(rf'id="side-{name}" href="([^"]+)"', response.content.decode())
    return html.unescape(found[1]) if found else None


def walk(client, url, name):
    """Return the titles of every page on the way, page by page."""
    pages = []
    while url:
        response = client.get(url)
        pages.append(titles(response))
        last, url = url, link(response, name)
    return pages, last


@pytest.fixture
def sixty(cast):
    """Sixty rows in three pages; many share the same next step and so are told apart by their key only."""
    day = datetime.date(2026, 3, 3)
    for number in range(60):
        CollaborationFactory(
            institution=cast.institution,
            title=f"Nr. {number:02}",
            next_step="Ring",
            next_step_on=day if number % 3 else None,
        )
    Collaboration.objects.filter(pk=cast.collaboration.pk).delete()
    return cast


@pytest.mark.parametrize("sort", [f"{sign}{s.key}" for s in collaborations.SPEC.sorts for sign in ("", "-")])
def test_pages_forward_and_back_hold_every_row_once_even_at_ties(login, sixty, sort):
    client = login(sixty.editor)
    forward, last = walk(client, f"{URL}?sorter={sort}", "naeste")
    backward, _first = walk(client, last, "forrige")
    assert [len(page) for page in forward] == [25, 25, 10]
    assert sorted(title for page in forward for title in page) == [f"Nr. {n:02}" for n in range(60)]
    # Going back from the last page, full pages are shown: the first is the first page itself.
    assert (backward[1], backward[-1]) == (forward[1], forward[0])


def test_pages_say_which_rows_they_show(login, sixty):
    client = login(sixty.editor)
    second = client.get(link(client.get(URL), "naeste"))
    third = client.get(link(second, "naeste"))
    words = [" ".join(re.sub("<[^>]+>", "", r.content.decode()).split()) for r in (second, third)]
    assert ["Viser 26–50 af 60" in words[0], "Viser 51–60 af 60" in words[1]] == [True, True]


def test_titles_stand_in_danish_order(login, cast):
    names = ["Aabenraa", "Zebra", "Århus", "Ærø", "Østerbro", "Abe"]
    for name in names:
        SchoolFactory(name=name)
    shown = [t for t in titles(login(cast.editor).get("/skoler/?sorter=navn")) if t in names]
    assert shown == ["Abe", "Zebra", "Ærø", "Østerbro", "Aabenraa", "Århus"]


@pytest.mark.parametrize("words", ["Aarhus", "århus", "AARHUS skole", "hus"])
def test_search_finds_across_spellings_and_inside_words(login, cast, words):
    school = SchoolFactory(name="Århus Skole")
    row = CollaborationFactory(institution=cast.institution, title="Åens liv")
    PartyFactory(collaboration=row, school=school)
    refresh_summary(collaborations=[row.pk])
    assert titles(login(cast.editor).get(URL, {"q": words})) == ["Åens liv"]


@pytest.mark.parametrize(("words", "found"), [("ha", ["Havet som klasserum"]), ("av", []), ("%", []), ("_", [])])
def test_search_of_one_or_two_letters_looks_at_beginnings(login, cast, words, found):
    assert titles(login(cast.editor).get(URL, {"q": words})) == found


def test_list_shows_no_foreign_rows_and_counts_none(login, cast):
    response = login(cast.editor).get(URL)
    listing = response.context["listing"]
    assert (titles(response), listing.counts[""], listing.counts["alle"]) == (["Havet som klasserum"], 1, 1)


def test_finished_ones_are_left_out_until_asked_for(login, cast):
    CollaborationFactory(institution=cast.institution, title="Slut", phase=Phase.CLOSED)
    client = login(cast.editor)
    asked = [titles(client.get(URL, query)) for query in ({}, {"status": "slut"}, {"fase": "closed"})]
    assert asked == [["Havet som klasserum"], ["Slut"], ["Slut"]]
    assert len(titles(client.get(URL, {"status": "alle"}))) == 2


def test_chip_names_its_filter_and_takes_it_off(login, cast):
    MunicipalityFactory(code="0751", name="Aarhus")
    response = login(cast.editor).get(URL, {"kommune": "0751", "status": "alle"})
    chips = [(chip.label, chip.url) for chip in response.context["listing"].chips]
    assert chips == [("Kommune: Aarhus", f"{URL}?status=alle")]


def test_a_strangers_name_is_not_told_by_a_chip(login, cast):
    response = login(cast.editor).get(URL, {"ansvarlig": cast.other.pk})
    assert cast.other.name not in response.content.decode()


def test_an_empty_list_says_what_to_take_off(login, cast):
    response = login(cast.editor).get(URL, {"q": "findes ikke"})
    assert [chip.label for chip in response.context["listing"].widenings] == ["Søgning: findes ikke", "Ikke afsluttet"]


def test_a_place_without_collaborations_is_shown_how_to_begin(login, cast):
    Collaboration.objects.all().delete()
    response = login(cast.editor).get(URL)
    assert response.context["listing"].knows_nothing is True
    assert response.content.decode().count('class="first-steps"') == 1


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_every_order_and_column_can_be_shown(login, cast, spec):
    PersonFactory(institution=cast.institution)
    client, url = login(cast.coordinator), reverse(spec.route)
    columns = ",".join(spec.columns_by_key)
    answers = {
        (sort.key, sign): client.get(url, {"sorter": sign + sort.key, "kolonner": columns}).status_code
        for sort in spec.sorts
        for sign in ("", "-")
    }
    assert set(answers.values()) == {200}


VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["0", "-1", "99999999999999999999", "alle", "mig", "2025", "0101", "closed", "xx", "\x00", "W10", "%", "æøå"]
    ),
)
KEYS = sorted({*[name for spec in SPECS for name in spec.filter_names], "q", "sorter", "kolonner", "visning", "efter", "foer", "fra", "antal", "som", "filter"})  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_no_address_breaks_a_list(login, cast, spec):
    client, url = login(cast.coordinator), reverse(spec.route)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
    def ask(query):
        assert client.get(url, query).status_code == 200

    ask()


@pytest.mark.parametrize(
    "mark", ["W10", "WzFd", "WyIyMDI2LTAzLTAzIiwiYSJd", "WzEsMl0", "bnVsbA", "W3t9LHt9XQ", "x" * 9999]
)
def test_a_broken_mark_shows_the_first_page(login, cast, mark):
    assert titles(login(cast.editor).get(URL, {"efter": mark, "fra": "26"})) == ["Havet som klasserum"]
