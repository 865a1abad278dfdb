import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from samarbejde.actions.people import create_person, mark_person_left
from samarbejde.choices import Channel, Function, ParticipantRole
from samarbejde.models import Participant, Person, Post, SearchDocument
from samarbejde.phases import Phase
from tests.factories import (
    CollaborationFactory,
    MunicipalityFactory,
    ParticipantFactory,
    PartyFactory,
    PersonFactory,
    PostFactory,
    SchoolFactory,
)  # fmt: skip

PERSON_PAGE_QUERIES = 6
SOMEBODY = {
    "name": "Inger Bech", "function": "teacher", "where": "school", "school": "101023",
    "email": "inger@tinghoej.example", "phone": "+45 12 34 56 78", "preferred_channel": "phone",
    "preferred_times": "Tirsdage efter 14",
    "source": "Hun sagde det",
}  # fmt: skip
CREATE = "/personer/ny/"


def url(name, person, *more):
    return reverse(f"samarbejde:{name}", args=[person.pk, *more])


@pytest.fixture
def inger(cast):
    return create_person(
        institution=cast.institution, name="Inger Bech", email="inger@tinghoej.example",
        posts=[{"function": Function.TEACHER, "school": cast.school}], by=cast.editor,
    )  # fmt: skip


@pytest.mark.guide("1A3")
def test_a_person_is_written_down_with_a_post_found_by_number(cast, login):
    response = login(cast.editor).post(CREATE, SOMEBODY)
    person = Person.objects.get()
    assert response["Location"] == f"/personer/{person.pk}/"
    assert (person.institution, person.workplace, person.confirmed_on) == (
        cast.institution, "Tinghøjskolen", timezone.localdate(),
    )  # fmt: skip
    assert person.preferred_channel == Channel.PHONE
    assert (person.posts.get().function, person.posts.get().school) == (Function.TEACHER, cast.school)


def test_the_search_finds_a_person_only_at_the_own_institution(cast, inger):
    document = SearchDocument.objects.get(kind="person")
    assert (document.object_id, document.institution, document.title) == (inger.pk, cast.institution, "Inger Bech")
    assert inger.email not in document.body
    assert "tinghoejskolen" in inger.search_text


def test_a_network_coordinator_finds_nobody(cast, inger):
    found = SearchDocument.objects.filter(kind="person")
    assert [found.visible_to(cast.user(actor)).count() for actor in ("reader", "network", "other")] == [1, 0, 0]


def test_several_schools_of_a_name_come_back_as_choices(cast, login):
    for number, town in (("101501", "Ringsted"), ("101502", "Vejle")):
        SchoolFactory(name="Byskolen", number=number, city=town, search_text=f"byskolen {town.lower()} {number}")
    client = login(cast.editor)
    asked = client.post(CREATE, SOMEBODY | {"school": "byskolen"})
    choices = asked.context["form"].fields["chosen_school"].choices
    assert (asked.status_code, [value for value, _label in choices]) == (200, ["101501", "101502"])
    client.post(CREATE, SOMEBODY | {"school": "byskolen", "chosen_school": "101502"})
    assert Post.objects.get().school.number == "101502"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"school": "findes ikke"}, "school"),
        ({"school": ""}, "school"),
        ({"where": "municipality"}, "municipality"),
        ({"name": ""}, "name"),
        ({"email": "ikke en adresse"}, "email"),
    ],
)
def test_an_invalid_person_shows_what_was_typed(cast, login, changes, field):
    response = login(cast.editor).post(CREATE, SOMEBODY | changes)
    assert (response.status_code, set(response.context["form"].errors)) == (200, {field})
    assert "Tirsdage efter 14" in response.content.decode()
    assert Person.objects.count() == 0


@pytest.mark.guide("1A3")
def test_the_municipalitys_administration_is_a_way_in_too(cast, login):
    municipality = MunicipalityFactory(name="Ådal Kommune")
    login(cast.editor).post(
        CREATE,
        SOMEBODY | {"where": "municipality", "municipality": municipality.pk, "function": "municipal_administration"},
    )
    assert (Post.objects.get().municipality, Person.objects.get().workplace) == (municipality, "Ådal Kommune")


def test_a_post_with_us_is_at_our_own_place(cast, login, inger):
    login(cast.editor).post(url("post_create", inger), {"function": "educator", "where": "us"})
    assert inger.posts.order_by("pk").last().institution == cast.institution


def test_ending_a_post_changes_the_workplace(cast, login, inger):
    post = inger.posts.get()
    login(cast.editor).post(url("post_end", inger, post.pk))
    inger.refresh_from_db()
    assert (inger.workplace, inger.posts.get().ended_on) == ("", timezone.localdate())


def test_an_edit_is_kept_and_a_lost_one_refused(cast, login, inger):
    client = login(cast.editor)
    values = {"name": "Inger Bech", "email": "ny@tinghoej.example", "version": inger.version}
    assert client.post(url("person_edit", inger), values).status_code == 302
    lost = client.post(url("person_edit", inger), values | {"email": "gammel@tinghoej.example"})
    html = lost.content.decode()
    assert (lost.status_code, "ny@tinghoej.example" in html, "gammel@tinghoej.example" in html) == (409, True, True)
    inger.refresh_from_db()
    assert inger.email == "ny@tinghoej.example"


def test_one_click_confirms(cast, login, inger):
    Person.objects.filter(pk=inger.pk).update(confirmed_on=datetime.date(2020, 1, 1))
    login(cast.editor).post(url("person_confirm", inger))
    inger.refresh_from_db()
    assert inger.confirmed_on == timezone.localdate()


def test_leaving_empties_running_places_and_keeps_the_name(cast, login, inger):
    running = ParticipantFactory(party=cast.party, person=inger, role=ParticipantRole.CONTACT, note="Bussen")
    closed = CollaborationFactory(institution=cast.institution, phase=Phase.CLOSED)
    kept = ParticipantFactory(party=PartyFactory(collaboration=closed, school=cast.school), person=inger)
    login(cast.editor).post(url("person_leave", inger), {"left_on": timezone.localdate().isoformat()})
    running.refresh_from_db()
    kept.refresh_from_db()
    vacant = Participant.objects.get(person__isnull=True)
    assert (running.person, running.ended_on, kept.ended_on) == (inger, timezone.localdate(), None)
    assert (vacant.party, vacant.role, vacant.note) == (cast.party, ParticipantRole.CONTACT, "Bussen")
    inger.refresh_from_db()
    assert (inger.left_on, inger.workplace, inger.posts.get().ended_on) == (
        timezone.localdate(),
        "",
        timezone.localdate(),
    )
    people = login(cast.editor).get(reverse("samarbejde:collaboration_people", args=[cast.collaboration.pk]))
    assert "(ikke besat)" in people.content.decode()


def test_leaving_twice_leaves_one_empty_place(cast, inger):
    ParticipantFactory(party=cast.party, person=inger)
    for _time in range(2):
        mark_person_left(person=inger, left_on=timezone.localdate(), by=cast.editor)
    assert Participant.objects.filter(person__isnull=True).count() == 1


def test_nobody_leaves_in_the_future(cast, login, inger):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = login(cast.editor).post(url("person_leave", inger), {"left_on": tomorrow.isoformat()})
    assert (response.status_code, set(response.context["form"].errors)) == (200, {"left_on"})


def test_a_mistaken_leaving_is_undone(cast, login, inger):
    mark_person_left(person=inger, left_on=timezone.localdate(), by=cast.editor)
    login(cast.editor).post(url("person_return", inger))
    inger.refresh_from_db()
    assert inger.left_on is None


@pytest.mark.parametrize("rows", [1, 30])
def test_a_persons_page_costs_the_same_with_one_row_and_thirty(cast, login, django_assert_num_queries, inger, rows):
    for _number in range(rows):
        PostFactory(person=inger)
        collaboration = CollaborationFactory(institution=cast.institution)
        ParticipantFactory(party=PartyFactory(collaboration=collaboration), person=inger)
    client = login(cast.reader)
    with django_assert_num_queries(PERSON_PAGE_QUERIES):
        client.get(url("person_detail", inger))


def test_the_page_shows_posts_roles_and_how_to_reach_the_person(cast, login, inger):
    ParticipantFactory(party=cast.party, person=inger, role=ParticipantRole.CONTACT)
    response = login(cast.reader).get(url("person_detail", inger))
    html = response.content.decode()
    assert [
        text for text in ("Tinghøjskolen", "Havet som klasserum", "inger@tinghoej.example") if text not in html
    ] == []
    assert response.context["can_change"] is False


def test_one_does_not_write_into_somebody_elses_address_book(cast, login):
    response = login(cast.editor).post(CREATE, SOMEBODY | {"institution": cast.elsewhere.pk})
    assert set(response.context["form"].errors) == {"institution"}
    assert PersonFactory._meta.model.objects.count() == 0
