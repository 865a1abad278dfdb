"""Journey 10: a collaboration is ended, tidied up, thanked for, told in own words and shared, in a real browser."""

import datetime

import pytest

from samarbejde.choices import Role
from tests.browser import steps
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    LessonFactory,
    MembershipFactory,
    NetworkFactory,
    ParticipantFactory,
    PartyFactory,
    PersonFactory,
    UserFactory,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "karen@kystmuseet.example", "fjord-krabbe-bus-12"


@pytest.fixture
def running():
    """Return the address of a collaboration with a teacher one can write to, and of a lesson that can be shared."""
    user, place = UserFactory(email=EMAIL), InstitutionFactory(network=NetworkFactory())
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user, institution=place, role=Role.COORDINATOR)
    row = CollaborationFactory(institution=place, title="Fjorden i fjor", phase="evaluation")
    inger = PersonFactory(institution=place, name="Inger Bech", email="inger@skolen.example")
    ParticipantFactory(party=PartyFactory(collaboration=row), person=inger)
    lesson = LessonFactory(collaboration=row, headline="Inger Bech bestiller bussen", written_by=user)
    return row.get_absolute_url(), f"/viden/del/erfaring/{lesson.pk}/"


@pytest.mark.guide("4C5", "4C8")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_collaboration_is_ended_well(arrive, running, width):
    about, share = running
    who = arrive(width)
    steps.log_in(who, EMAIL, PASSWORD)
    who.go(f"{about}viden/afslutning/")
    who.choose("Hvordan sluttede det?", "Det ebbede ud")
    who.pick("Fortsætter I?", "Måske senere")
    who.pick("Billeder, film og det, eleverne har lavet", "Vi sletter dem")
    day = datetime.date(2099, 8, 1).isoformat()
    who.write("Hvornår er det senest gjort?", day)
    who.press("Afslut samarbejdet")
    who.reads("Vi sletter dem")
    who.press("Sig tak til skolen")
    who.press("Gem som kladde")
    who.press("Det er gjort")
    who.reads("Ryddet op")
    who.go(f"{about}viden/historien/ord/ending/")
    who.write("Med jeres egne ord", "Det sluttede stille og godt.")
    who.press("Gem jeres ord")
    who.reads("Det sluttede stille og godt.")
    who.go(share)
    who.press("Se, hvad de andre ser")
    who.reads("(navn) bestiller bussen")
    who.press("Del den")
    who.go("/viden/delt/")
    who.reads("(navn) bestiller bussen")
