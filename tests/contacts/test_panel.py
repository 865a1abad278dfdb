import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.choices import Decision, Outcome
from contacts.panel import ContactPanel
from contacts.queries.attempts import with_contacts
from samarbejde.choices import Channel
from samarbejde.models import Collaboration
from samarbejde.phases import Phase, Status
from tests.factories import AssessmentFactory, CollaborationFactory, ContactAttemptFactory, ParticipantFactory

PANEL = ContactPanel()


def logged(cast, **values):
    return ContactAttemptFactory(collaboration=cast.collaboration, school=cast.school, created_by=cast.editor, **values)


def test_the_summary_tells_of_the_last_contact(cast):
    logged(cast, channel=Channel.MAIL, outcome=Outcome.NO_ANSWER, happened_on=datetime.date(2026, 3, 2))
    logged(cast, channel=Channel.PHONE, outcome=Outcome.TALKED, happened_on=datetime.date(2026, 3, 3))
    row = with_contacts(Collaboration.objects.all()).get(pk=cast.collaboration.pk)
    summary = PANEL.summary(row)
    assert (summary["count"], summary["last_on"]) == (2, datetime.date(2026, 3, 3))
    assert (str(summary["last_how"]), str(summary["started"])) == ("Telefon", "Vi kontaktede dem")


def test_the_summary_needs_no_more_queries_on_a_list(cast, django_assert_num_queries):
    for _number in range(30):
        ContactAttemptFactory(collaboration=CollaborationFactory(institution=cast.institution))
    with django_assert_num_queries(1):
        for row in PANEL.prefetch(Collaboration.objects.select_related("institution")):
            PANEL.summary(row)
            PANEL.step_text(row)
            PANEL.next_steps(row)


@pytest.mark.parametrize(
    ("contacts", "decision", "text"),
    [(0, "", "ikke begyndt"), (1, "", "1 kontakt"), (2, "", "2 kontakter"), (2, Decision.ACCEPT, "vi siger ja")],
)
def test_the_step_says_how_far_it_is(cast, contacts, decision, text):
    for _number in range(contacts):
        logged(cast)
    if decision:
        AssessmentFactory(
            collaboration=cast.collaboration, decision=decision, decided_at=timezone.now(), decided_by=cast.coordinator
        )
    assert str(PANEL.step_text(Collaboration.objects.get(pk=cast.collaboration.pk))) == text


def test_the_next_step_is_to_call_then_to_assess(cast):
    def steps():
        row = Collaboration.objects.get(pk=cast.collaboration.pk)
        return [(str(step.text), step.is_main) for step in PANEL.next_steps(row)]

    assert steps() == [("Kontakt skolen", True)]
    logged(cast)
    assert steps() == [("Er det værd for jer begge?", True)]
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(next_step="Ring", next_step_on=timezone.localdate())
    assert steps() == [("Ring", True), ("Er det værd for jer begge?", False)]
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(status=Status.PAUSED)
    assert steps() == []


@pytest.mark.guide("1A6")
def test_what_is_open_before_the_phase_is_left(cast):
    def points():
        return [
            point.guide
            for point in PANEL.open_points(Collaboration.objects.get(pk=cast.collaboration.pk), Phase.CONTACT)
        ]

    assert points() == ["1B8", "1A4", "1A5", "1A6"]
    ParticipantFactory(party=cast.party, role="leader")
    Collaboration.objects.filter(pk=cast.collaboration.pk).update(understanding="Tre gange", value_for_school="Forsøg")
    AssessmentFactory(
        collaboration=cast.collaboration,
        decision=Decision.ACCEPT,
        decided_at=timezone.now(),
        decided_by=cast.coordinator,
    )
    assert points() == []
    assert PANEL.open_points(cast.collaboration, Phase.ACTIVE) == []


def test_upcoming_holds_the_next_steps_one_may_see(cast):
    today = timezone.localdate()
    Collaboration.objects.update(next_step="Ring", next_step_on=today)
    found = [(line.text, line.url) for line in PANEL.upcoming(cast.reader, today, today)]
    assert found == [("Ring", cast.collaboration.get_absolute_url())]
    assert (
        list(PANEL.upcoming(cast.reader, today + datetime.timedelta(days=1), today + datetime.timedelta(days=9))) == []
    )


def test_the_school_card_is_for_those_who_may_see_people(cast):
    logged(cast)
    assert len(PANEL.school_card(cast.user("reader"), cast.school)["attempts"]) == 1
    assert PANEL.school_card(cast.user("other"), cast.school)["attempts"] == []
    assert PANEL.school_card(cast.user("network"), cast.school) is None


def test_the_card_stands_on_the_overview_of_the_collaboration(cast, login):
    logged(cast, channel=Channel.PHONE, outcome=Outcome.MEETING)
    html = login(cast.reader).get(cast.collaboration.get_absolute_url()).content.decode()
    assert reverse("contacts:contact_detail", args=[cast.collaboration.pk]) in html
    assert "1 kontakt · telefon" in html
