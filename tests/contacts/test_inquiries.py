"""What we do with a request: find the school, weigh it, answer."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.queries.prefill import first_staff, first_values
from contacts.actions.inquiries import index_inquiry
from contacts.choices import Decision, InquiryStatus
from contacts.models import Assessment, ContactAttempt, Inquiry
from contacts.panel import ContactPanel
from samarbejde.choices import Function, MessageStatus, ParticipantRole
from samarbejde.models import Collaboration, Event, OutboxMessage, Participant, Person, SearchDocument
from samarbejde.phases import Phase
from tests.factories import (
    CollaborationFactory,
    InquiryFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
)


@pytest.fixture
def inquiry(cast):
    return InquiryFactory(
        institution=cast.institution, school=cast.school, email="inger@tinghoej.example", function="teacher",
        extent="5.a, tre formiddage", school_reason="I kender fjorden", expected_outcome="Elever, der undrer sig",
        understanding="At vi planlægger det sammen", kind="partnership",
    )  # fmt: skip


@pytest.fixture
def colleague(cast):
    person = PersonFactory(institution=cast.institution, name="Jonas Brandt")
    PostFactory(person=person, school=None, institution=cast.institution, function=Function.EDUCATOR)
    return person


def urls(inquiry):
    names = ("detail", "match", "assess", "decide", "reply", "reopen")
    return {name: reverse(f"contacts:inquiry_{name}", args=[inquiry.pk]) for name in names}


def decide(client, inquiry, decision, **more):
    values = {"version": inquiry.version, "decision": decision, "reason": "Vi har tiden", "title": "Fjorden rundt"}
    return client.post(urls(inquiry)["decide"], values | more)


@pytest.mark.guide("1B1", "1B2", "1B3", "1B4", "1B5", "1B6", "1B7")
def test_the_assessment_begins_with_what_the_school_wrote(cast, login, inquiry, colleague):
    client, url = login(cast.editor), urls(inquiry)["assess"]
    first = client.get(url).context["form"]
    shown = {name: first[name].value() for name in ("driver", "people_behind", "school_reason", "school_understanding")}
    assert shown == {
        "driver": "team", "people_behind": "Teamet på 5. årgang", "school_reason": "I kender fjorden",
        "school_understanding": "At vi planlægger det sammen",
    }  # fmt: skip
    values = shown | {
        "version": 0, "motivation": "Vi vil kende skolen", "expected_gain": "Et forløb, vi kan bruge igen",
        "expected_outcome": "Elever, der undrer sig", "expected_hours": "32", "expected_money": "1500",
        "worth": "yes", f"hours_{colleague.pk}": "20,5", f"knows_{colleague.pk}": "kan vade ud med en klasse",
    }  # fmt: skip
    assert client.post(url, values).status_code == 302
    saved = Assessment.objects.get(inquiry=inquiry)
    assert (saved.expected_money, saved.worth, saved.collaboration) == (1500, "yes", None)
    named = saved.staffing.get()
    assert (named.person, float(named.hours), named.knows) == (colleague, 20.5, "kan vade ud med en klasse")
    page = client.get(urls(inquiry)["detail"]).content.decode()
    assert "Der mangler navn på 11,5 t" in page


@pytest.mark.guide("1B5")
def test_named_colleagues_are_checked_against_what_they_have(cast, login, inquiry, colleague):
    busy = CollaborationFactory(institution=cast.institution, hours_agreed=84, phase=Phase.ACTIVE)
    ParticipantFactory(party=OwnPartyFactory(collaboration=busy), person=colleague, role=ParticipantRole.TEACHING)
    other = PersonFactory(institution=cast.institution)
    calm = CollaborationFactory(institution=cast.institution, hours_agreed=10, phase=Phase.ACTIVE)
    ParticipantFactory(party=OwnPartyFactory(collaboration=calm), person=other, role=ParticipantRole.TEACHING)
    client = login(cast.editor)
    client.post(urls(inquiry)["assess"], {"version": 0, f"hours_{colleague.pk}": "16"})
    named = client.get(urls(inquiry)["detail"]).context["staffing"].named[0]
    assert (str(named.load), named.total, named.most_loaded) == ("1 samarbejde, 84 t aftalt", 100, True)


def test_hours_are_shown_as_one_writes_them(cast, login, inquiry):
    Assessment.objects.create(inquiry=inquiry, expected_hours="32.00", version=1)
    form = login(cast.editor).get(urls(inquiry)["assess"]).content.decode()
    assert 'value="32"' in form
    assert "32,00" not in form


@pytest.mark.guide("1B8", "1A6")
def test_a_yes_carries_everything_into_a_collaboration(cast, login, inquiry, colleague):
    login(cast.editor).post(
        urls(inquiry)["assess"],
        {"version": 0, "driver": "team", "expected_outcome": "Elever, der undrer sig", "expected_hours": "32",
         "expected_money": "1500", "expected_gain": "Et nyt forløb", "school_understanding": "Vi planlægger sammen",
         "staff": [colleague.pk]},
    )  # fmt: skip
    response = decide(login(cast.coordinator), inquiry, "accept")
    row = Collaboration.objects.get(title="Fjorden rundt")
    assert response["Location"] == reverse("contacts:assessment_reply", args=[row.pk])
    assert (row.kind, row.phase, row.lead, row.counterpart) == (
        "partnership", Phase.AGREEMENT, cast.coordinator, "Tinghøjskolen",
    )  # fmt: skip
    assert (row.value_for_school, row.understanding) == ("Elever, der undrer sig", "Vi planlægger sammen")
    assert row.description == "Vi vil gerne ud til vandet med 5. årgang.\n5.a, tre formiddage"
    theirs = row.participants.get(party__school=cast.school)
    assert (theirs.person.name, theirs.person.email, theirs.role) == (
        "Inger Bech", "inger@tinghoej.example", ParticipantRole.CONTACT,
    )  # fmt: skip
    assert str(theirs.person.posts.get()) == "Lærer, Tinghøjskolen"
    assert Participant.objects.filter(collaboration=row, person=colleague, role="teaching").count() == 1
    assessment = Assessment.objects.get(collaboration=row)
    assert (assessment.inquiry, assessment.decision, assessment.expected_money) == (inquiry, Decision.ACCEPT, 1500)
    assert ContactAttempt.objects.get(collaboration=row).direction == "in"
    draft = OutboxMessage.objects.get(collaboration=row)
    assert (draft.to_email, draft.status) == ("inger@tinghoej.example", MessageStatus.DRAFT)
    saved = Inquiry.objects.get()
    assert (saved.status, saved.collaboration, saved.decided_by) == ("accepted", row, cast.coordinator)


@pytest.mark.guide("1A5", "1B7", "1B4")
def test_the_agreement_begins_with_what_the_school_wrote(cast, login, inquiry, colleague):
    login(cast.editor).post(
        urls(inquiry)["assess"],
        {"version": 0, "driver": "team", "expected_outcome": "Elever, der undrer sig", "expected_hours": "32",
         "expected_gain": "Et nyt forløb", "school_understanding": "Vi planlægger sammen", "staff": [colleague.pk]},
    )  # fmt: skip
    decide(login(cast.coordinator), inquiry, "accept")
    row = Collaboration.objects.get(title="Fjorden rundt")
    begun = first_values(row, "light")
    assert (begun["understanding"], begun["benefit_school"], begun["benefit_institution"]) == (
        "Vi planlægger sammen", "Elever, der undrer sig", "Et nyt forløb",
    )  # fmt: skip
    assert begun["hours_institution"] == 32
    assert colleague in first_staff(row)


def test_a_yes_without_an_assessment_takes_the_schools_own_words(cast, login, inquiry):
    decide(login(cast.coordinator), inquiry, "accept")
    row = Collaboration.objects.get(title="Fjorden rundt")
    assert (row.understanding, row.assessment.school_reason) == ("At vi planlægger det sammen", "I kender fjorden")


def test_a_person_we_know_is_not_written_down_twice(cast, login, inquiry):
    known = PersonFactory(institution=cast.institution, name="Inger B.", email="INGER@tinghoej.example")
    decide(login(cast.coordinator), inquiry, "accept")
    assert Person.objects.filter(email__iexact="inger@tinghoej.example").get() == known


@pytest.mark.guide("1B8")
def test_a_no_drafts_a_kind_reply_a_person_sends_and_nothing_is_lost(cast, login, inquiry):
    client = login(cast.coordinator)
    index_inquiry(inquiry)
    response = decide(client, inquiry, "decline", reason="I år er vi fuldt booket.", decline_reason="time")
    assert response["Location"] == urls(inquiry)["reply"]
    draft = OutboxMessage.objects.get()
    assert (draft.status, draft.to_email, draft.institution) == (
        MessageStatus.DRAFT, "inger@tinghoej.example", cast.institution,
    )  # fmt: skip
    assert "I år er vi fuldt booket." in draft.body
    sent = {"to_email": draft.to_email, "subject": draft.subject, "body": "Kære Inger. Desværre.", "send": "1"}
    client.post(urls(inquiry)["reply"], sent)
    draft.refresh_from_db()
    assert (draft.status, draft.body) == (MessageStatus.QUEUED, "Kære Inger. Desværre.")
    saved = Inquiry.objects.get()
    assert (saved.status, saved.decline_reason, Collaboration.objects.count()) == ("declined", "time", 2)
    assert "Tinghøjskolen" in client.get(reverse("contacts:inquiry_list") + "?q=vandet").content.decode()
    assert SearchDocument.objects.visible_to(cast.reader).matching("vandet").filter(kind="inquiry").count() == 1


@pytest.mark.guide("1B8")
def test_what_was_declined_can_be_taken_up_again(cast, login, inquiry):
    client = login(cast.coordinator)
    decide(client, inquiry, "decline", decline_reason="time")
    client.post(urls(inquiry)["reopen"])
    saved = Inquiry.objects.get()
    assert (saved.status, saved.decided_at, saved.decline_reason) == (InquiryStatus.NEW, None, "")
    assert OutboxMessage.objects.get().status == MessageStatus.CANCELLED
    assert decide(client, saved, "accept").status_code == 302
    assert Inquiry.objects.get().collaboration.title == "Fjorden rundt"


def test_to_wait_needs_a_day(cast, login, inquiry):
    client = login(cast.coordinator)
    refused = decide(client, inquiry, "wait")
    assert list(refused.context["decision_form"].errors) == ["ask_again_on"]
    day = timezone.localdate() + datetime.timedelta(days=30)
    assert decide(client, inquiry, "wait", ask_again_on=day.isoformat()).status_code == 302
    saved = Inquiry.objects.get()
    assert (saved.status, saved.ask_again_on) == (InquiryStatus.WAITING, day)


def test_a_yes_needs_the_school_in_the_register(cast, login):
    loose = InquiryFactory(institution=cast.institution, school=None, place_name="Tinghøj skole")
    client = login(cast.coordinator)
    refused = decide(client, loose, "accept")
    assert "Vælg først skolen i registeret" in refused.content.decode()
    assert Collaboration.objects.count() == 2
    client.post(urls(loose)["match"], {"version": 1, "places": f"school:{cast.school.pk}"})
    saved = Inquiry.objects.get()
    assert (saved.school, saved.place_name, saved.version) == (cast.school, "Tinghøj skole", 2)
    assert decide(client, saved, "accept").status_code == 302


def test_two_who_decide_at_once_make_one_collaboration(cast, login, inquiry):
    client = login(cast.coordinator)
    decide(client, inquiry, "accept")
    second = decide(client, inquiry, "accept", title="En til")
    assert (second.status_code, Collaboration.objects.filter(title="En til").count()) == (409, 0)


def test_a_lost_match_is_told(cast, login, inquiry):
    Inquiry.objects.update(version=5)
    refused = login(cast.editor).post(urls(inquiry)["match"], {"version": 1, "places": f"school:{cast.school.pk}"})
    assert refused.status_code == 409


@pytest.mark.guide("1B1")
def test_one_teachers_own_wish_is_pointed_at(cast, login):
    alone = InquiryFactory(institution=cast.institution, school=cast.school, driver="teacher", people_behind=" ")
    assert "Det hviler på én person" in login(cast.reader).get(urls(alone)["detail"]).content.decode()


def test_the_same_person_twice_is_pointed_at(cast, login, inquiry):
    twin = InquiryFactory(institution=cast.institution, school=cast.school, email="INGER@tinghoej.example")
    InquiryFactory(institution=cast.elsewhere, school=cast.school, email="inger@tinghoej.example")
    old = InquiryFactory(institution=cast.institution, school=cast.school, email="inger@tinghoej.example")
    Inquiry.objects.filter(pk=old.pk).update(received=timezone.now() - datetime.timedelta(days=100))
    page = login(cast.reader).get(urls(inquiry)["detail"])
    assert page.context["twins"] == [twin]
    assert page.context["known"] == [cast.collaboration]


def test_the_timeline_tells_of_no_answers(cast, login, inquiry):
    login(cast.editor).post(urls(inquiry)["assess"], {"version": 0, "motivation": "kanarie"})
    assert [event for event in Event.objects.all() if "kanarie" in str(event.data)] == []


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_1_and_30_rows(cast, login, rows):
    for number in range(rows):
        InquiryFactory(institution=cast.institution, school=cast.school, name=f"Lærer {number}")
    client = login(cast.reader)
    client.get(reverse("contacts:inquiry_list"))
    with CaptureQueriesContext(connection) as caught:
        response = client.get(reverse("contacts:inquiry_list"))
    assert (len(response.context["listing"].page.rows), len(caught)) == (min(rows, 25), 6)


@pytest.mark.parametrize("rows", [1, 30])
def test_one_request_costs_the_same_for_1_and_30_rows(cast, login, inquiry, rows):
    for _ in range(rows):
        InquiryFactory(institution=cast.institution, school=cast.school, email=inquiry.email)
    client = login(cast.coordinator)
    client.get(urls(inquiry)["detail"])
    with CaptureQueriesContext(connection) as caught:
        client.get(urls(inquiry)["detail"])
    assert len(caught) <= 10


def test_new_requests_wait_on_the_overview(cast, inquiry):
    card = ContactPanel().overview_card(cast.reader)
    assert (card["waiting"].number, card["waiting"].latest) == (1, [inquiry])
    assert ContactPanel().overview_card(cast.network) is None
    assert ContactPanel().overview_card(cast.other) is None
    assert "En skole venter på svar" in _overview(cast)


def _overview(cast) -> str:
    from django.test import Client

    client = Client()
    client.force_login(cast.reader)
    return client.get("/").content.decode()


def test_the_public_page_is_set_up_by_a_coordinator(cast, login):
    url = reverse("contacts:inquiry_page_edit")
    client = login(cast.coordinator)
    client.post(url, {"version": 0, "welcome": "Kom og vær med", "closed_text": "", "is_open": "on"})
    public = reverse("contacts:inquiry_create", args=[cast.institution.slug])
    assert "Kom og vær med" in client.get(public).content.decode()
    lost = client.post(url, {"version": 0, "welcome": "Noget andet", "closed_text": ""})
    assert lost.status_code == 409
    assert client.get(f"{url}?sted={cast.elsewhere.slug}").status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_can_be_taken_along(cast, login, inquiry, kind):
    answer = login(cast.coordinator).get(reverse("contacts:inquiry_export") + f"?format={kind}")
    assert answer.status_code == 200
