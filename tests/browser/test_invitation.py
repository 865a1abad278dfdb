"""Inviting to a meeting, moving it, and calling it off; on a phone, as one does between two classes."""

import datetime

import pytest
from django.utils import timezone

from samarbejde.models import OutboxMessage
from tests.browser import steps
from tests.factories import MeetingFactory, ParticipantFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
PHONE = 390


@pytest.fixture
def meeting(cast):
    """One in three weeks, with somebody from the school; the coordinator can log in."""
    cast.coordinator.set_password(PASSWORD)
    cast.coordinator.save()
    inger = PersonFactory(institution=cast.institution, name="Inger Holm", email="inger@skole.example")
    ParticipantFactory(party=cast.party, person=inger)
    soon = timezone.localdate() + datetime.timedelta(days=20)
    return MeetingFactory(collaboration=cast.collaboration, date=soon, created_by=cast.coordinator)


def invite(me) -> None:
    """First with nobody ticked, then with her; and look at the mail that waits."""
    me.follow("Send indbydelse")
    box = me.main.get_by_label("Inger Holm, Tinghøjskolen · inger@skole.example")
    box.uncheck()
    me.press("Gør mailene klar")
    me.reads("Vælg mindst én at skrive til.")
    box.check()
    me.press("Gør mailene klar")
    me.reads("1 mail ligger klar i udbakken.")
    me.follow("Se mails i udbakken")
    me.follow("Indbydelse til møde: Havet som klasserum")
    me.reads("indbydelse.ics")


def tell(me, what: str) -> None:
    me.follow(what)
    me.press("Gør mailene klar")
    me.press("Send kladden")


@pytest.mark.guide("3E2")
def test_a_meeting_is_invited_to_moved_and_called_off(cast, arrive, meeting):
    me = arrive(PHONE)
    steps.log_in(me, cast.coordinator.email, PASSWORD)
    me.go(meeting.get_absolute_url())
    invite(me)
    me.go(meeting.get_absolute_url())
    me.press("Send kladden")
    me.follow("Flyt eller ret det")
    me.write("Dato", (meeting.date + datetime.timedelta(days=1)).isoformat())
    me.press("Gem mødet")
    me.reads("De indbudte har stadig den gamle tid.")
    tell(me, "Fortæl den nye tid")
    me.follow("Flyt eller ret det")
    me.choose("Blev det holdt?", "Det blev aflyst")
    me.press("Gem mødet")
    tell(me, "Fortæl, at mødet er aflyst")
    methods = [mail.attachments.get().content_type.split(";")[1] for mail in OutboxMessage.objects.order_by("pk")]
    assert methods == [" method=REQUEST", " method=REQUEST", " method=CANCEL"]
