"""Journey 7: a contact leaves; what they knew is handed over, the empty place is seen, and nothing is lost."""

import datetime

import pytest
from django.utils import timezone

from samarbejde.models import Participant
from tests.browser import steps
from tests.factories import (
    ActionPointFactory,
    BriefingFactory,
    FollowedMilestoneFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
    SessionFactory,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"


@pytest.fixture
def anders(cast):
    """A teacher on whom much rests; the cast's editor can log in."""
    cast.collaboration.phase = "active"
    cast.collaboration.save(update_fields=["phase"])
    today = timezone.localdate()
    anders = PersonFactory(institution=cast.institution, name="Anders Lund")
    PostFactory(person=anders, school=cast.school, function="teacher")
    ParticipantFactory(party=cast.party, person=anders, role="teaching")
    by = cast.editor
    ActionPointFactory(
        collaboration=cast.collaboration, owner=anders, due_on=today + datetime.timedelta(days=9), created_by=by
    )
    SessionFactory(collaboration=cast.collaboration, date=today + datetime.timedelta(days=14), recorded_by=by)
    FollowedMilestoneFactory(
        collaboration=cast.collaboration, planned_on=today + datetime.timedelta(days=30), created_by=by
    )
    BriefingFactory(collaboration=cast.collaboration, updated_by=by)
    by.set_password(PASSWORD)
    by.save()
    return anders


@pytest.mark.guide("1B1", "3B1")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_contact_leaves_and_another_takes_over(cast, arrive, anders, width):
    me = arrive(width)
    steps.log_in(me, cast.editor.email, PASSWORD)
    me.go(f"/personer/{anders.pk}/overdragelse/")
    for words in ("Har lovet: Bestil bussen", "Gang: ", "Milepæl: Klassen har valgt sin genstand", "Nøglen til skuret"):
        me.reads(words)
    me.follow("Notér, at personen er stoppet")
    me.press("Notér, at personen er stoppet")
    me.reads("Hvem tager over?")
    me.reads("Bestil bussen")
    me.write("Navn", "Hanne Friis")
    me.press("Giv videre")
    me.go(f"/samarbejder/{cast.collaboration.pk}/personer/")
    me.reads("Hanne Friis")
    now = Participant.objects.filter(collaboration=cast.collaboration, ended_on__isnull=True, party=cast.party)
    assert [row.person.name for row in now] == ["Hanne Friis"]
