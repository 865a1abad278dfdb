import pytest
from django.urls import reverse

from samarbejde.actions.summary import refresh_summary
from tests.factories import CollaborationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(cast):
    """Return our collaborations in the order of the list sorted by title."""
    rows = [CollaborationFactory(institution=cast.institution, title=title) for title in ("Ærter", "Østers")]
    refresh_summary(collaborations=[row.pk for row in rows])
    return [cast.collaboration, *rows]


def step(row, direction):
    url = reverse("samarbejde:collaboration_neighbour", args=[row.pk])
    return f"{url}?fra_liste=sorter%3Dtitel&nr=2&til={direction}"


def test_next_and_previous_stay_in_the_list(cast, login, three):
    client = login(cast.editor)
    assert client.get(step(three[1], "naeste"))["Location"].startswith(three[2].get_absolute_url())
    assert client.get(step(three[1], "forrige"))["Location"].startswith(three[0].get_absolute_url())


def test_past_the_end_one_is_back_in_the_list(cast, login, three):
    response = login(cast.editor).get(step(three[2], "naeste"))
    assert response["Location"].startswith(reverse("samarbejde:collaboration_list"))


def test_a_record_opened_otherwise_has_no_neighbours(cast, login, three):
    url = reverse("samarbejde:collaboration_neighbour", args=[three[0].pk])
    assert login(cast.editor).get(url)["Location"] == three[0].get_absolute_url()


def test_the_page_says_where_in_the_list_one_is(cast, login, three):
    where = {"fra_liste": "sorter=titel", "nr": "2"}
    html = login(cast.editor).get(three[1].get_absolute_url(), where).content.decode()
    assert "Nr. 2 i listen" in html
