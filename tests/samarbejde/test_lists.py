"""The three lists: same machinery, same questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samarbejde.choices import SavedList
from tests.factories import CollaborationFactory, PersonFactory, SavedViewFactory, SchoolFactory

LISTS = ["collaboration_list", "school_list", "person_list"]


def make_rows(cast, name, count):
    for number in range(count):
        if name == "collaboration_list":
            CollaborationFactory(institution=cast.institution, title=f"Nr. {number}", lead=cast.editor)
        elif name == "school_list":
            SchoolFactory()
        else:
            PersonFactory(institution=cast.institution, name=f"Person {number}")


def count_queries(client, url):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_for_1_and_30_rows(login, cast, name, rows):
    make_rows(cast, name, rows)
    assert count_queries(login(cast.editor), reverse(f"samarbejde:{name}")) == 6


@pytest.mark.parametrize("rows", [1, 30])
def test_filtered_list_with_views_costs_one_query_more_for_the_words_of_its_chips(login, cast, rows):
    make_rows(cast, "collaboration_list", rows)
    SavedViewFactory(user=cast.editor, list_name=SavedList.COLLABORATIONS, name="Mit", query="fase=contact")
    url = reverse("samarbejde:collaboration_list") + "?kommune=0101&fag=biologi&trin=5&sorter=titel&status=alle&q=nr"
    assert count_queries(login(cast.editor), url) <= 8


@pytest.mark.parametrize("name", LISTS)
def test_list_region_is_all_htmx_gets(login, cast, name):
    make_rows(cast, name, 1)
    response = login(cast.editor).get(reverse(f"samarbejde:{name}"), headers={"HX-Request": "true"})
    assert (b"<html" in response.content, response["HX-Push-Url"]) == (False, reverse(f"samarbejde:{name}"))
