import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.choices import Decision, Driver
from contacts.models import Assessment
from samarbejde.choices import Function, MessageStatus, ParticipantRole
from samarbejde.models import Collaboration, Event, OutboxMessage
from samarbejde.phases import Phase, Status
from tests.factories import (
    AssessmentFactory,
    CollaborationFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
)  # fmt: skip

ANSWERS = {
    "driver": "team", "people_behind": "Teamet på 5. årgang", "motivation": "Vi vil prøve laboratoriet af",
    "expected_gain": "En undervisning, vi kan bruge igen", "school_reason": "De så os på en temadag",
    "expected_outcome": "Elever, der stiller spørgsmål", "expected_hours": "42,5", "expected_money": "3000",
    "from_daily_work": "Ja, tirsdagsholdene",
}  # fmt: skip


@pytest.fixture
def urls(cast):
    return {
        name: reverse(f"contacts:assessment_{name}", args=[cast.collaboration.pk])
        for name in ("edit", "decide", "reply")
    }


@pytest.fixture
def teacher(cast):
    person = PersonFactory(institution=cast.institution, name="Inger Bech", email="inger@tinghoej.example")
    ParticipantFactory(party=cast.party, person=person)
    return person


def current(cast):
    return Collaboration.objects.get(pk=cast.collaboration.pk)


@pytest.mark.guide("1B1", "1B2", "1B3", "1B4", "1B6")
def test_the_answers_are_kept_and_shown_again(cast, login, urls):
    response = login(cast.editor).post(urls["edit"], ANSWERS | {"version": 0})
    assert response.status_code == 302
    saved = Assessment.objects.get(collaboration=cast.collaboration)
    assert (saved.driver, saved.expected_money, float(saved.expected_hours)) == (Driver.TEAM, 3000, 42.5)
    assert (saved.motivation, saved.school_reason, saved.version) == (
        ANSWERS["motivation"],
        ANSWERS["school_reason"],
        1,
    )
    tab = login(cast.reader).get(reverse("contacts:contact_detail", args=[cast.collaboration.pk])).content.decode()
    shown = [text for name, text in ANSWERS.items() if name not in {"driver", "expected_hours", "expected_money"}]
    assert [text for text in shown if text not in tab] == []
    assert "42,5 t · 3.000 kr." in tab


@pytest.mark.guide("1B5")
def test_colleagues_are_shown_with_the_hours_they_already_have(cast, login, urls):
    colleague = PersonFactory(institution=cast.institution, name="Jonas Brandt")
    PostFactory(person=colleague, school=None, institution=cast.institution, function=Function.EDUCATOR)
    elsewhere = CollaborationFactory(institution=cast.institution, hours_agreed=84, phase=Phase.ACTIVE)
    ParticipantFactory(party=OwnPartyFactory(collaboration=elsewhere), person=colleague, role=ParticipantRole.TEACHING)
    closed = CollaborationFactory(institution=cast.institution, hours_agreed=900, phase=Phase.CLOSED)
    ParticipantFactory(party=OwnPartyFactory(collaboration=closed), person=colleague, role=ParticipantRole.TEACHING)
    page = login(cast.editor).get(urls["edit"])
    labels = [str(label) for _value, label in page.context["form"].fields["staff"].choices]
    assert labels == ["Jonas Brandt · 1 samarbejde, 84 t aftalt"]
    login(cast.editor).post(urls["edit"], ANSWERS | {"version": 0, "staff": [colleague.pk]})
    assert list(Assessment.objects.get().staff.all()) == [colleague]


def test_other_places_people_cannot_be_chosen_as_staff(cast, login, urls):
    stranger = PersonFactory(institution=cast.elsewhere)
    response = login(cast.editor).post(urls["edit"], ANSWERS | {"version": 0, "staff": [stranger.pk]})
    assert set(response.context["form"].errors) == {"staff"}


def test_a_lost_update_shows_both_texts(cast, login, urls):
    AssessmentFactory(collaboration=cast.collaboration, motivation="Karens tekst", version=3)
    response = login(cast.editor).post(urls["edit"], {"motivation": "Majas tekst", "version": 2})
    html = response.content.decode()
    assert response.status_code == 409
    assert ("Karens tekst" in html, "Majas tekst" in html) == (True, True)
    assert Assessment.objects.get().motivation == "Karens tekst"


def test_the_timeline_holds_none_of_the_answers(cast, login, urls):
    login(cast.editor).post(urls["edit"], ANSWERS | {"version": 0, "motivation": "kanarie"})
    assert [event for event in Event.objects.all() if "kanarie" in str(event.data)] == []


def decide(client, urls, **values):
    return client.post(urls["decide"], {"version": 0, "reason": "Vi har tiden"} | values)


@pytest.mark.guide("1B8")
def test_a_yes_moves_on_to_the_agreement_and_drafts_a_reply(cast, login, urls, teacher):
    response = decide(login(cast.coordinator), urls, decision="accept")
    assert response["Location"] == urls["reply"]
    saved = Assessment.objects.get()
    assert (saved.decision, saved.decided_by, saved.decided_at is not None) == (Decision.ACCEPT, cast.coordinator, True)
    assert (current(cast).phase, current(cast).status) == (Phase.AGREEMENT, Status.RUNNING)
    draft = OutboxMessage.objects.get()
    assert (draft.status, draft.to_email) == (MessageStatus.DRAFT, "inger@tinghoej.example")
    assert draft.body.startswith("Kære Inger Bech\n\nTak for jeres interesse for ”Havet som klasserum”.")


@pytest.mark.guide("1B8")
def test_a_no_is_counted_and_stays_in_the_list(cast, login, urls, teacher):
    decide(login(cast.coordinator), urls, decision="decline", decline_reason="time", reason="Vi har ikke timer nok")
    assert (current(cast).status, current(cast).decline_reason) == (Status.DECLINED, "time")
    assert login(cast.reader).get(reverse("contacts:contact_detail", args=[cast.collaboration.pk])).status_code == 200
    assert "Vi har ikke timer nok" in OutboxMessage.objects.get().body


@pytest.mark.guide("1B8")
def test_a_wait_comes_back_on_its_day(cast, login, urls):
    day = timezone.localdate() + datetime.timedelta(days=90)
    decide(login(cast.coordinator), urls, decision="wait", ask_again_on=day.isoformat())
    assert (current(cast).phase, current(cast).next_step_on) == (Phase.CONTACT, day)
    assert current(cast).next_step == "Se på henvendelsen igen"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decision": "decline"}, "decline_reason"),
        ({"decision": "wait"}, "ask_again_on"),
        ({"decision": "wait", "ask_again_on": "2020-01-01"}, "ask_again_on"),
        ({"decision": ""}, "decision"),
        ({"decision": "decline", "decline_reason": "time", "reason": ""}, "reason"),
    ],
)
def test_a_decision_needs_what_belongs_to_it(cast, login, urls, values, field):
    response = decide(login(cast.coordinator), urls, **values)
    assert (response.status_code, set(response.context["decision_form"].errors)) == (200, {field})
    assert (current(cast).status, current(cast).phase) == (Status.RUNNING, Phase.CONTACT)


def test_a_new_decision_withdraws_the_old_reply(cast, login, urls, teacher):
    client = login(cast.coordinator)
    decide(client, urls, decision="decline", decline_reason="time")
    client.post(urls["decide"], {"version": 1, "decision": "accept", "reason": "Det gik alligevel"})
    assert [m.status for m in OutboxMessage.objects.order_by("pk")] == [MessageStatus.CANCELLED, MessageStatus.DRAFT]
    assert (current(cast).status, current(cast).phase) == (Status.RUNNING, Phase.AGREEMENT)


def test_a_decision_on_an_assessment_that_changed_is_refused(cast, login, urls):
    AssessmentFactory(collaboration=cast.collaboration, version=4)
    response = decide(login(cast.coordinator), urls, decision="accept")
    assert (response.status_code, current(cast).phase) == (409, Phase.CONTACT)


def test_an_editor_may_assess_but_not_decide(cast, login, urls):
    page = login(cast.editor).get(urls["edit"])
    assert (page.status_code, page.context["can_decide"]) == (200, False)
    assert decide(login(cast.editor), urls, decision="accept").status_code == 403


def test_the_reply_is_read_and_corrected_before_it_goes(cast, login, urls, teacher):
    client = login(cast.coordinator)
    decide(client, urls, decision="accept")
    typed = {"to_email": "leder@tinghoej.example", "subject": "Ja tak", "body": "Kære Inger\n\nVi glæder os."}
    client.post(urls["reply"], typed | {"save": "1"})
    assert OutboxMessage.objects.get().status == MessageStatus.DRAFT
    client.post(urls["reply"], typed | {"send": "1"})
    sent = OutboxMessage.objects.get()
    assert (sent.status, sent.to_email, sent.subject) == (MessageStatus.QUEUED, "leder@tinghoej.example", "Ja tak")
    assert client.get(urls["reply"]).status_code == 404


def test_a_reply_without_an_address_is_not_sent(cast, login, urls):
    client = login(cast.coordinator)
    decide(client, urls, decision="accept")
    response = client.post(urls["reply"], {"to_email": "", "subject": "Ja", "body": "Kære alle", "send": "1"})
    assert (response.status_code, set(response.context["form"].errors)) == (200, {"to_email"})
    assert OutboxMessage.objects.get().status == MessageStatus.DRAFT
