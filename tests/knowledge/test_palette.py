import pytest

from tests.factories import SearchDocumentFactory

URL = "/viden/hop/"
HTMX = {"HX-Request": "true"}


def shown(client, words=""):
    context = client.get(URL, {"q": words}, headers=HTMX).context
    return [str(place["label"]) for place in context["places"]], [hit.document.title for hit in context["hits"]]


def test_palette_begins_with_what_one_can_do(cast, login):
    places, hits = shown(login(cast.editor))
    assert (places[0], "Skoler" in places, hits) == ("Registrér en gang", True, [])


def test_palette_finds_pages_and_things_by_a_part_of_their_name(cast, login):
    SearchDocumentFactory(title="Planktonbåden", institution=cast.institution)
    SearchDocumentFactory(title="Planktonhaven", institution=cast.foreign.institution)
    client = login(cast.editor)
    assert shown(client, "plankton") == ([], ["Planktonbåden"])
    assert shown(client, "KALEND") == (["Kalender"], [])


def test_palette_offers_a_reader_nothing_to_write(cast, login):
    assert "Nyt samarbejde" not in shown(login(cast.reader))[0]


def test_palette_without_script_is_the_search(cast, login):
    assert login(cast.reader).get(URL, {"q": "bus å"})["Location"] == "/viden/?q=bus+%C3%A5"


@pytest.mark.parametrize("number", [1, 30])
def test_palette_costs_the_same(cast, login, number, django_assert_max_num_queries):
    for n in range(number):
        SearchDocumentFactory(institution=cast.institution, title=f"Bus {n}", kind="lesson" if n % 2 else "format")
    client = login(cast.editor)
    with django_assert_max_num_queries(5):
        client.get(URL, {"q": "bus"}, headers=HTMX)
