"""The record says what the phases know, and nothing that is internal."""

import pytest
from django.urls import reverse

from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration


def page_of(client, collaboration, name="record_detail"):
    answer = client.get(reverse(f"knowledge:{name}", args=[collaboration.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def holds(page, *words):
    return {word: word in page for word in words if word not in page}


@pytest.mark.guide("4C1")
def test_record_tells_how_it_began(cast, login, full):
    page = page_of(login(cast.reader), full)
    assert holds(
        page, "Inger og to kolleger", "Et besøg i maj", "De vil ud af klassen", "20. august 2025",
        "De ringede efter besøget i maj", "Birkemoseskolen",
    ) == {}  # fmt: skip


@pytest.mark.guide("4C2")
def test_record_names_people_with_title_and_contact(cast, login, full):
    page = page_of(login(cast.reader), full)
    assert holds(page, "Inger Bech", "Tinghøjskolen", "inger@skolen.example", "12345678", "PLC-vejleder") == {}


@pytest.mark.guide("4C3")
def test_record_tells_who_did_what(cast, login, full):
    page = page_of(login(cast.reader), full)
    assert holds(
        page, "Undervise ved fjorden", "Sofie Nørgaard", "Forbereder klassen hjemme", "2,5 t",
        "Sofie Nørgaard (Studentermedhjælper): 2,5 t, Undervise ved fjorden",
    ) == {}  # fmt: skip


@pytest.mark.guide("4C4")
def test_record_tells_how_the_agreement_came_about_and_where_it_is(cast, login, full):
    page = page_of(login(cast.reader), full)
    agreement = reverse("agreements:agreement_detail", args=[full.pk])
    assert holds(page, "Lone Agerskov godkendt 9. oktober 2025", f'href="{agreement}"') == {}


@pytest.mark.guide("4C5")
def test_record_tells_how_it_ended(cast, login, closed):
    page = page_of(login(cast.reader), closed)
    assert holds(page, "søndag 1. marts 2026 (uge 9)", "Skolen stoppede før tid", "Ny skoleleder") == {}


@pytest.mark.guide("4C6")
def test_record_tells_what_the_evaluation_showed(cast, login, full):
    page = page_of(login(cast.reader), full)
    assert holds(page, "Vi gør det igen", "Var samarbejdet godt?", "100 %", "I var gode at ringe til") == {}


@pytest.mark.guide("4C7")
def test_record_never_holds_internal_notes(cast, login, closed):
    pages = [page_of(login(cast.admin), closed, name) for name in ("record_detail", "knowledge_detail")]
    assert ["KANARIE" in page for page in pages] == [False, False]
    link = reverse("samarbejde:collaboration_notes", args=[closed.pk])
    seen = {who: f'href="{link}"' in page_of(login(getattr(cast, who)), closed, "knowledge_detail")
            for who in ("reader", "editor", "network")}  # fmt: skip
    assert seen == {"reader": True, "editor": True, "network": False}


def test_record_names_nobody_to_a_network_coordinator(cast, login, closed):
    page = page_of(login(cast.network), closed)
    names = ("Inger", "Sofie", "Lone", "inger@skolen.example", "12345678", "De ringede")
    assert {name: name in page for name in names if name in page} == {}
    assert "2,5 t" in page


def test_record_of_an_empty_collaboration_says_what_is_missing(cast, login):
    page = page_of(login(cast.reader), cast.collaboration, "knowledge_detail")
    assert holds(page, "Der er ingen skriftlig aftale.", "Det er ikke evalueret.", "Det er ikke afsluttet.") == {}


def test_record_costs_a_fixed_number_of_queries(cast, full, django_assert_max_num_queries):
    from knowledge.queries.record import compile_record

    row = get_visible_collaboration(cast.reader, Collaboration.objects.get(pk=full.pk).pk)
    with django_assert_max_num_queries(26):
        compile_record(row, with_people=True)
