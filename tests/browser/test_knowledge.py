"""What was learnt in one collaboration comes back in the next: ended, told, offered and used, in a real browser."""

import pytest
from playwright.sync_api import expect

from samarbejde.choices import Role
from tests.browser import steps
from tests.factories import (
    CollaborationFactory,
    InstitutionFactory,
    MembershipFactory,
    PartyFactory,
    SchoolFactory,
    SubjectFactory,
    UserFactory,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "maja@kystmuseet.example", "fjord-krabbe-bus-12"
LESSON, TO_DO = "Bestil bussen, før I aftaler datoen", "Ring til kommunen i maj"


@pytest.fixture
def pair():
    """Return the addresses of a collaboration that has run and of a new one with the same school and subject."""
    user, place, school, subject = UserFactory(email=EMAIL), InstitutionFactory(), SchoolFactory(), SubjectFactory()
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user, institution=place, role=Role.EDITOR)
    found = []
    for title, phase in (("Fjorden i fjor", "evaluation"), ("Fjorden igen", "contact")):
        row = CollaborationFactory(institution=place, title=title, phase=phase)
        PartyFactory(collaboration=row, school=school)
        row.subjects.add(subject)
        found.append(row.get_absolute_url())
    return found


@pytest.mark.guide("4C5", "4C8")
@pytest.mark.parametrize("width", [1280, 390])
def test_lesson_of_an_ended_collaboration_is_offered_in_the_next(arrive, pair, width):
    old, new = pair
    who = arrive(width)
    steps.log_in(who, EMAIL, PASSWORD)
    who.go(f"{old}viden/afslutning/")
    who.choose("Hvordan sluttede det?", "Det sluttede som aftalt")
    who.press("Afslut samarbejdet")
    who.go(f"{old}viden/erfaringer/ny/")
    who.write("Hvad har I lært, i én sætning?", LESSON)
    who.write("Hvad skal man gøre?", TO_DO)
    who.press("Gem erfaringen")
    who.go(f"{old}viden/historien/")
    who.reads("Det sluttede som aftalt")
    who.go(f"{new}kontakt/")
    card = who.page.locator("#passer")
    expect(card.get_by_text(TO_DO)).to_be_visible()
    who.look()
    card.get_by_role("button", name="Vi bruger den").click()
    expect(card.get_by_text("Brugt her")).to_be_visible()
    who.look()
    who.go(f"{new}viden/passer/")
    who.reads("brugt af 1")
