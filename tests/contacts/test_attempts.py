import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.choices import Direction, Outcome
from contacts.models import ContactAttempt
from samarbejde.choices import Channel, Function
from samarbejde.models import Event
from tests.factories import ContactAttemptFactory, ParticipantFactory, PersonFactory, PostFactory, SchoolFactory

TAPS = {"direction": "out", "channel": "phone", "outcome": "no_answer"}


def taps(**more):
    return TAPS | {"happened_on": timezone.localdate().isoformat()} | more


@pytest.fixture
def url(cast):
    return reverse("contacts:attempt_create", args=[cast.collaboration.pk])


@pytest.mark.guide("1A3")
def test_two_taps_log_a_contact(cast, login, url):
    response = login(cast.editor).post(url, taps())
    attempt = ContactAttempt.objects.get()
    assert response.status_code == 302
    assert (attempt.channel, attempt.outcome, attempt.direction) == (Channel.PHONE, Outcome.NO_ANSWER, Direction.OUT)
    assert (attempt.collaboration, attempt.school, attempt.created_by) == (cast.collaboration, cast.school, cast.editor)


def test_the_event_names_school_and_outcome_but_no_person(cast, login, url):
    person = PersonFactory(institution=cast.institution)
    ParticipantFactory(party=cast.party, person=person)
    login(cast.editor).post(url, taps(person=person.pk, note="Hun ringer tilbage"))
    event = Event.objects.get(verb="contact_attempted")
    assert (event.collaboration, event.school, event.person) == (cast.collaboration, cast.school, person)
    assert (event.data["channel"], event.data["outcome"], event.data["how"]) == ("phone", "no_answer", "telefon")
    assert person.name not in str(event.data)


@pytest.mark.guide("1A3")
@pytest.mark.parametrize(("when", "days"), [("tomorrow", 1), ("week", 7), ("two_weeks", 14)])
def test_a_quick_choice_plans_the_next_step(cast, login, url, when, days):
    login(cast.editor).post(url, taps(next_step="Ring til Inger om bussen", when=when))
    cast.collaboration.refresh_from_db()
    day = timezone.localdate() + datetime.timedelta(days=days)
    assert (cast.collaboration.next_step, cast.collaboration.next_step_on) == ("Ring til Inger om bussen", day)


def test_a_day_alone_means_contact_them_again(cast, login, url):
    login(cast.editor).post(url, taps(when="tomorrow"))
    cast.collaboration.refresh_from_db()
    assert cast.collaboration.next_step == "Kontakt dem igen"


def test_without_a_next_step_the_planned_one_stays(cast, login, url):
    day = timezone.localdate() + datetime.timedelta(days=3)
    type(cast.collaboration).objects.filter(pk=cast.collaboration.pk).update(next_step="Mød dem", next_step_on=day)
    login(cast.editor).post(url, taps())
    cast.collaboration.refresh_from_db()
    assert (cast.collaboration.next_step, cast.collaboration.next_step_on) == ("Mød dem", day)
    login(cast.editor).post(url, taps(completes_step="on"))
    cast.collaboration.refresh_from_db()
    assert (cast.collaboration.next_step, cast.collaboration.next_step_on) == ("", None)


def test_an_invalid_form_shows_what_was_typed(cast, login, url):
    response = login(cast.editor).post(url, taps(channel="", note="De var glade", next_step="Ring"))
    html = response.content.decode()
    assert response.status_code == 200
    assert "De var glade" in html
    assert set(response.context["form"].errors) == {"channel", "when"}
    assert ContactAttempt.objects.count() == 0


def test_the_day_cannot_be_in_the_future_nor_the_next_step_in_the_past(cast, login, url):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    response = login(cast.editor).post(
        url, taps(happened_on=tomorrow.isoformat(), next_step="Ring", when="date", next_step_on="2020-01-01")
    )
    assert set(response.context["form"].errors) == {"happened_on", "next_step_on"}


def test_only_people_of_the_schools_side_can_be_chosen(cast, login, url):
    known = PersonFactory(institution=cast.institution)
    PostFactory(person=known, school=cast.school)
    elsewhere = PersonFactory(institution=cast.elsewhere)
    PostFactory(person=elsewhere, school=cast.school)
    own = PersonFactory(institution=cast.institution)
    ParticipantFactory(party=cast.own_party, person=own)
    form = login(cast.editor).get(url).context["form"]
    assert list(form.fields["person"].queryset) == [known]


@pytest.mark.guide("1A3")
def test_the_log_shows_which_way_in_led_on(cast, login):
    leader = PersonFactory(institution=cast.institution)
    PostFactory(person=leader, school=cast.school, function=Function.SCHOOL_LEADER)
    common = {"collaboration": cast.collaboration, "school": cast.school, "created_by": cast.editor}
    ContactAttemptFactory(channel=Channel.MAIL, outcome=Outcome.NO_ANSWER, **common)
    ContactAttemptFactory(channel=Channel.PHONE, outcome=Outcome.MEETING, person=leader, **common)
    response = login(cast.reader).get(reverse("contacts:contact_detail", args=[cast.collaboration.pk]))
    ways = response.context["ways_here"]["channels"]
    assert [(way.label, way.tries, way.reached, way.led_on) for way in ways] == [
        ("Telefon", 1, 1, 1), ("E-mail", 1, 0, 0),
    ]  # fmt: skip
    assert response.context["best_way"] == "skoleleder, telefon"


def test_a_network_coordinator_sees_neither_names_nor_notes(cast, login):
    person = PersonFactory(institution=cast.institution, name="Kanarie Fuglsang")
    ContactAttemptFactory(
        collaboration=cast.collaboration, school=cast.school, person=person, note="kanarienote",
        next_step="kanarieskridt",
        created_by=cast.editor,
    )  # fmt: skip
    html = login(cast.network).get(reverse("contacts:contact_detail", args=[cast.collaboration.pk])).content.decode()
    assert [word for word in ("Kanarie", "kanarienote", "kanarieskridt", cast.editor.name) if word in html] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_the_contact_tab_costs_the_same_with_one_row_and_thirty(cast, login, django_assert_num_queries, rows):
    for number in range(rows):
        person = PersonFactory(institution=cast.institution, name=f"Inger {number}")
        PostFactory(person=person, school=cast.school)
        ContactAttemptFactory(
            collaboration=cast.collaboration, school=cast.school, person=person, created_by=cast.editor
        )
    client = login(cast.reader)
    with django_assert_num_queries(CONTACT_TAB_QUERIES):
        client.get(reverse("contacts:contact_detail", args=[cast.collaboration.pk]))


CONTACT_TAB_QUERIES = 6


@pytest.mark.guide("1A3")
def test_a_contact_with_a_school_comes_before_the_collaboration(cast, login):
    school = SchoolFactory(name="Birkemoseskolen", number="101999")
    url = reverse("contacts:attempt_create_for_school", args=[school.number])
    response = login(cast.editor).post(url, taps(outcome="interested", next_step="Aftal et møde", when="week"))
    attempt = ContactAttempt.objects.get()
    assert (attempt.collaboration, attempt.school, attempt.institution) == (None, school, cast.institution)
    page = login(cast.editor).get(response["Location"])
    assert f"/samarbejder/ny/?skole={school.number}" in page.content.decode()


def test_one_does_not_log_for_somebody_elses_place(cast, login):
    url = reverse("contacts:attempt_create_for_school", args=[cast.school.number])
    assert login(cast.editor).post(url, taps(sted=cast.elsewhere.slug)).status_code == 404
    assert ContactAttempt.objects.count() == 0


def test_the_quick_page_finds_a_collaboration_by_its_school(cast, login):
    page = login(cast.editor).get(reverse("contacts:attempt_quick"), {"q": "tinghoej"})
    assert page.context["collaborations"] == [cast.collaboration]
    assert login(cast.editor).get(reverse("contacts:attempt_quick"), {"q": "xyz"}).context["collaborations"] == []
