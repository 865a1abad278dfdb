"""The school's contact person stops: what they promised is handed over, and nothing is lost."""

import pytest
from django.utils import timezone

from agreements.actions.agreements import GoalRow, TaskRow, start_agreement, update_agreement
from agreements.actions.approvals import approve_version
from agreements.actions.shared_pages import share_page
from agreements.choices import GoalFor, Template
from samarbejde.actions.attention import refresh_attention
from samarbejde.choices import Function, ParticipantRole
from samarbejde.models import Participant, Person
from tests.agreements.conftest import TEXTS, send, take_part
from tests.browser import steps
from tests.browser.visitor import Visitor
from tests.factories import ContactAttemptFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
OLD, NEW = "Anders Lund", "Bodil Krog"
PROMISE, SAID = "Bestille bussen", "Klassen glæder sig til krabberne"


@pytest.fixture
def contact(cast):
    """The contact person of a running collaboration: with a promise, a talk, and a page of their own."""
    cast.editor.set_password(PASSWORD)
    cast.editor.save()
    person = take_part(cast.party, OLD, ParticipantRole.CONTACT, Function.TEACHER)
    take_part(cast.party, "Peter Skovgaard", ParticipantRole.LEADER, Function.SCHOOL_LEADER)
    take_part(cast.own_party, "Birgit Madsen", ParticipantRole.LEADER, Function.INSTITUTION_LEADER)
    agreement = start_agreement(collaboration=cast.collaboration, template=Template.LIGHT, by=cast.editor)
    goal = GoalRow("Eleverne stiller egne spørgsmål", GoalFor.PUPILS, ["De skriver dem ned"])
    update_agreement(
        agreement=agreement, version=agreement.version, goals=[goal], tasks=[TaskRow(PROMISE, person, None)],
        by=cast.editor, **TEXTS,
    )  # fmt: skip
    version = send(agreement, cast.editor)
    for approval in version.approvals.all():
        approve_version(approval=approval, typed_name=approval.name, text_hash=version.content_hash)
    share_page(party=cast.party, name=OLD, email=person.email, person=person, by=cast.editor)
    ContactAttemptFactory(
        collaboration=cast.collaboration, school=cast.school, person=person, note=SAID, created_by=cast.editor
    )
    return person


def leave(me: Visitor, home: str) -> None:
    """From the collaboration to the person, and note that they have stopped."""
    me.go(home)
    me.follow(OLD)
    me.follow("Er stoppet")
    me.reads("Havet som klasserum · kontaktperson")
    me.press("Notér, at personen er stoppet")


@pytest.mark.guide("1A4", "1B1")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_contact_person_leaves_and_nothing_is_lost(width, arrive, cast, contact):
    me = arrive(width)
    steps.log_in(me, cast.editor.email, PASSWORD)
    home = cast.collaboration.get_absolute_url()
    leave(me, home)
    me.reads(f"Efter {OLD}")
    for words in (f"Har lovet: {PROMISE}", SAID, "Kan slå aftalen op med et link"):
        me.reads(words)
    handover = me.page.url
    refresh_attention(collaborations=[cast.collaboration.pk])
    me.go(home)
    me.reads("(ikke besat)")
    me.go(handover)
    me.write("Navn", NEW)
    me.pick("Stilling", "Lærer")
    me.write("E-mail", "bodil@skole.example")
    me.press("Giv videre")
    me.go(home)
    me.reads(NEW)
    assert "(ikke besat)" not in me.main.inner_text()
    look_back(me, home, contact)
    move_the_page(me, home)


def look_back(me: Visitor, home: str, contact: Person) -> None:
    """What was said, promised and approved stands where it stood, under the old name."""
    me.go(f"{home}historik/")
    me.reads(OLD)
    me.go(f"{home}aftale/version/1/")
    me.reads(PROMISE)
    me.reads(OLD)
    me.go(f"{home}kontakt/")
    me.reads(SAID)
    me.go(contact.get_absolute_url())
    me.reads("Stoppede")
    ended = Participant.objects.get(person=contact)
    assert (ended.ended_on, Person.objects.get(pk=contact.pk).left_on) == (timezone.localdate(), timezone.localdate())


def move_the_page(me: Visitor, home: str) -> None:
    """The old link stops, and the new contact person gets one."""
    me.go(f"{home}aftale/")
    me.press(f"Luk linket til {OLD}")
    me.follow("Del det aftalte")
    me.choose("Hvem?", f"{NEW}, Kontaktperson")
    me.press("Del siden")
    me.reads(f"Linket er på vej til {NEW}.")
    me.reads(f"{NEW}, Tinghøjskolen")
