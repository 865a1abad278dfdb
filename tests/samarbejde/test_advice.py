"""The guide's advice: in a table, beside the work, on one page, in the search; an admin's words stand."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from samarbejde.actions.reference import load_reference
from samarbejde.choices import DocumentKind, Situation
from samarbejde.models import Advice, SearchDocument
from samarbejde.phases import Phase
from samarbejde.queries.advice import advice_for, forget_advice
from tests.factories import AdviceFactory, ContactAttemptFactory, SuperuserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("samarbejde:advice_list")
GUIDE = [f"1A{n}" for n in range(1, 7)] + [f"1B{n}" for n in range(1, 8)] + ["2A", "2B", "2C", "2D", "2E", "2F1", "2F2"]
GUIDE += [
    "3A1",
    "3A2",
    "3B1",
    "3B2",
    "3C1",
    "3D1",
    "3E1",
    "3E2",
    "3E3",
    "4A1",
    "4A2",
    "4A3",
    "4A4",
    "4B1",
    "4B2",
    "4B3",
]
GUIDE += [f"4C{n}" for n in range(1, 9)]


def sent(row, **changed):
    """What the form in the administration sends."""
    names = ("code", "phase", "situation", "text", "guide", "order")
    return {name: getattr(row, name) for name in names} | changed


def test_every_item_of_the_guide_has_advice():
    load_reference()

    assert set(GUIDE) - set(Advice.objects.values_list("guide", flat=True)) == set()


def test_the_advice_of_a_phase_takes_each_situation_in_turn():
    for code, situation in (("a", "teaching"), ("b", "teaching"), ("c", "staffing"), ("d", "time")):
        AdviceFactory(code=code, phase=Phase.ACTIVE, situation=situation, order=ord(code))
    AdviceFactory(code="e", phase=Phase.CONTACT, situation=Situation.ASKED)
    AdviceFactory(code="f", phase=Phase.ACTIVE, situation=Situation.TIME, is_active=False)
    forget_advice()

    assert [row.code for row in advice_for(Phase.ACTIVE)] == ["a", "c", "d", "b"]
    assert [row.code for row in advice_for(Phase.ACTIVE, Situation.TEACHING)] == ["a", "b"]


def test_the_advice_is_kept_between_pages(django_assert_num_queries):
    AdviceFactory(phase=Phase.ACTIVE)
    forget_advice()
    with django_assert_num_queries(1):
        advice_for(Phase.ACTIVE)
        advice_for(Phase.CONTACT)


@pytest.mark.guide("1B1")
def test_advice_beside_the_contact_depends_on_who_began(login, cast):
    AdviceFactory(phase=Phase.CONTACT, situation=Situation.REACH_OUT, text="Brug jeres netværk")
    AdviceFactory(phase=Phase.CONTACT, situation=Situation.ASKED, text="Hvem vil det?")
    forget_advice()
    client, url = login(cast.editor), reverse("contacts:contact_detail", args=[cast.collaboration.pk])

    assert "Brug jeres netværk" in client.get(url).content.decode()
    ContactAttemptFactory(collaboration=cast.collaboration, school=cast.school, direction="in", created_by=cast.editor)
    page = client.get(url).content.decode()
    assert ("Hvem vil det?" in page, "Brug jeres netværk" in page) == (True, False)


def test_first_page_shows_advice_of_the_phase_it_is_in(login, cast):
    AdviceFactory(phase=cast.collaboration.phase, text="Sig det kort")
    forget_advice()

    assert "Sig det kort" in login(cast.reader).get(cast.collaboration.get_absolute_url()).content.decode()


def test_all_advice_is_on_one_page_and_found_by_a_form_of_the_word(login, cast):
    load_reference()
    client = login(cast.reader)

    page = client.get(LIST).content.decode()
    assert page.count('id="raad-') == Advice.objects.count()
    found = client.get(LIST, {"q": "studentermedhjælpere"})
    assert [row.guide for _p, groups in found.context["told"] for _s, rows in groups for row in rows] == ["3B2"]
    assert "Ingen råd indeholder" in client.get(LIST, {"q": "xyzzy"}).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_the_same_for_1_and_30(login, cast, django_assert_num_queries, rows):
    AdviceFactory.create_batch(rows)
    client = login(cast.reader)
    with django_assert_num_queries(4):
        client.get(LIST)


def test_advice_is_in_the_search_of_everybody(login, cast):
    load_reference()

    page = login(cast.other).get(reverse("knowledge:search"), {"q": "studentermedhjælper"}).content.decode()
    assert f"/raad/#raad-{Advice.objects.get(guide='3B2').pk}" in page


def test_an_admins_words_stand_when_the_file_is_read_again(client):
    load_reference()
    row = Advice.objects.get(code="always-two")
    Advice.objects.filter(code="leader-approves").update(text="Gammel tekst")
    client.force_login(SuperuserFactory())

    client.post(reverse("admin:samarbejde_advice_change", args=[row.pk]), sent(row, text="Vær tre", is_active="on"))
    call_command("load_reference", verbosity=0)

    row.refresh_from_db()
    assert (row.text, row.is_edited) == ("Vær tre", True)
    assert Advice.objects.get(code="leader-approves").text != "Gammel tekst"
    assert SearchDocument.objects.get(kind=DocumentKind.ADVICE, object_id=row.pk).title == "Vær tre"


def test_advice_put_away_is_neither_shown_nor_found(client):
    load_reference()
    row = Advice.objects.get(code="always-two")
    client.force_login(SuperuserFactory())

    client.post(reverse("admin:samarbejde_advice_change", args=[row.pk]), sent(row))

    assert f'id="raad-{row.pk}"' not in client.get(LIST).content.decode()
    assert not SearchDocument.objects.filter(kind=DocumentKind.ADVICE, object_id=row.pk).exists()


def test_the_guide_is_credited_and_linked(client):
    page = client.get(reverse("samarbejde:about")).content.decode()
    assert 'href="https://www.skoletjenesten.dk/' in page
