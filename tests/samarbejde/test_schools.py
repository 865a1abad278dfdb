import datetime

import pytest
from django.urls import reverse

from samarbejde.actions.school_corrections import correction_version
from samarbejde.choices import Function, UnitKind
from samarbejde.models import Event
from samarbejde.phases import DeclineReason, Status
from tests.factories import (
    CollaborationFactory,
    ContactAttemptFactory,
    PartyFactory,
    PersonFactory,
    PostFactory,
    SchoolFactory,
    SchoolFormerNameFactory,
)  # fmt: skip

SCHOOL_PAGE_QUERIES = 8


@pytest.fixture
def school_url(cast):
    return reverse("samarbejde:school_detail", args=[cast.school.number])


def fill(cast, rows):
    """Give the school ``rows`` of everything the school_url lists."""
    type(cast.school).objects.filter(pk=cast.school.pk).update(unit_kind=UnitKind.MAIN)
    for number in range(rows):
        person = PersonFactory(institution=cast.institution, name=f"Inger {number}")
        PostFactory(person=person, school=cast.school)
        SchoolFormerNameFactory(school=cast.school)
        SchoolFactory(parent=cast.school)
        collaboration = CollaborationFactory(institution=cast.institution, created_by=cast.editor)
        PartyFactory(collaboration=collaboration, school=cast.school)
        ContactAttemptFactory(collaboration=collaboration, school=cast.school, person=person, created_by=cast.editor)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_the_same_with_one_row_and_thirty(cast, login, django_assert_num_queries, school_url, rows):
    fill(cast, rows)
    client = login(cast.reader)
    with django_assert_num_queries(SCHOOL_PAGE_QUERIES):
        client.get(school_url)


def test_the_page_shows_facts_people_log_and_collaborations(cast, login, school_url):
    type(cast.school).objects.filter(pk=cast.school.pk).update(
        leader_name="Lone Agerskov",
        highest_grade=9,
        source="Institutionsregisteret",
        source_date=datetime.date(2026, 3, 1),
    )
    SchoolFormerNameFactory(school=cast.school, name="Gamle Tinghøj Skole")
    PostFactory(
        person=PersonFactory(institution=cast.institution, name="Inger Bech"),
        school=cast.school,
        function=Function.TEACHER,
    )
    ContactAttemptFactory(
        collaboration=cast.collaboration, school=cast.school, note="De vil gerne", created_by=cast.editor
    )
    html = login(cast.reader).get(school_url).content.decode()
    wanted = (
        "Lone Agerskov", "0.–9. klasse", "Gamle Tinghøj Skole", "Inger Bech", "De vil gerne", "Havet som klasserum",
        "Kilde: Institutionsregisteret, 1. marts.",
    )  # fmt: skip
    assert [text for text in wanted if text not in html] == []


def test_another_place_sees_none_of_our_people_contacts_and_collaborations(cast, login, school_url):
    PostFactory(person=PersonFactory(institution=cast.institution, name="Kanarie Bech"), school=cast.school)
    ContactAttemptFactory(
        collaboration=cast.collaboration, school=cast.school, note="kanarienote", created_by=cast.editor
    )
    html = login(cast.other).get(school_url).content.decode()
    assert [text for text in ("Kanarie", "kanarienote", cast.collaboration.title) if text in html] == []
    assert cast.foreign.title in html


def test_a_network_coordinator_sees_collaborations_but_no_people_and_no_log(cast, login, school_url):
    PostFactory(person=PersonFactory(institution=cast.institution, name="Kanarie Bech"), school=cast.school)
    ContactAttemptFactory(
        collaboration=cast.collaboration, school=cast.school, note="kanarienote", created_by=cast.editor
    )
    html = login(cast.network).get(school_url).content.decode()
    assert [text for text in ("Kanarie", "kanarienote") if text in html] == []
    assert cast.collaboration.title in html


@pytest.mark.guide("1B8")
def test_a_declined_collaboration_still_stands_with_its_reason(cast, login, school_url):
    type(cast.collaboration).objects.filter(pk=cast.collaboration.pk).update(
        status=Status.DECLINED, decline_reason=DeclineReason.TIME
    )
    html = login(cast.reader).get(school_url).content.decode()
    assert (cast.collaboration.title in html, str(DeclineReason.TIME.label) in html) == (True, True)


def test_a_closed_school_says_so_and_offers_nothing_new(cast, login, school_url):
    type(cast.school).objects.filter(pk=cast.school.pk).update(closed_on=datetime.date(2025, 7, 31))
    html = login(cast.editor).get(school_url).content.decode()
    assert "Skolen lukkede torsdag 31. juli 2025 (uge 31)" in html
    assert "/samarbejder/ny/?skole=" not in html


def test_an_unknown_number_is_missing(cast, login):
    assert login(cast.reader).get("/skoler/999999/").status_code == 404


def correction(cast, **values):
    return {"version": correction_version(cast.school), "phone": "33 44 55 66"} | values


def test_a_correction_is_kept_apart_from_the_register(cast, login):
    edit = reverse("samarbejde:school_edit", args=[cast.school.number])
    response = login(cast.coordinator).post(edit, correction(cast, web="tinghoejskolen.example"))
    cast.school.refresh_from_db()
    assert response.status_code == 302
    assert (cast.school.phone, cast.school.web) == ("33 44 55 66", "https://tinghoejskolen.example")
    assert cast.school.edited_fields == ["phone", "web"]
    event = Event.objects.get(verb="school_corrected")
    assert (event.school, event.institution, event.data["changes"]["phone"]) == (
        cast.school, cast.institution, ["", "33 44 55 66"],
    )  # fmt: skip


def test_a_lost_correction_shows_both(cast, login):
    edit = reverse("samarbejde:school_edit", args=[cast.school.number])
    values = correction(cast)
    type(cast.school).objects.filter(pk=cast.school.pk).update(phone="11 22 33 44")
    response = login(cast.coordinator).post(edit, values)
    html = response.content.decode()
    assert (response.status_code, "11 22 33 44" in html, "33 44 55 66" in html) == (409, True, True)


def test_an_invalid_correction_shows_what_was_typed(cast, login):
    edit = reverse("samarbejde:school_edit", args=[cast.school.number])
    response = login(cast.coordinator).post(edit, correction(cast, email="ikke en adresse"))
    assert (response.status_code, set(response.context["form"].errors)) == (200, {"email"})
    assert "ikke en adresse" in response.content.decode()


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.skole.example", "https://www.skole.example"),
        ("http://skole.example", "http://skole.example"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
        ("", ""),
    ],
)
def test_the_website_is_always_a_web_address(cast, login, school_url, written, address):
    type(cast.school).objects.filter(pk=cast.school.pk).update(web=written)
    assert login(cast.reader).get(school_url).context["web_url"] == address
