"""The follow-up's journeys: a session on a phone, and a colleague who is ill."""

import datetime

import pytest
from django.utils import timezone

from followup.models import Session
from tests.browser import steps
from tests.factories import (
    AgreementFactory,
    AgreementVersionFactory,
    BriefingFactory,
    GoalFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
    SessionFactory,
    TaskFactory,
)  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
PHONE = 390


@pytest.fixture
def running(cast):
    """The cast's collaboration under way; its editor can log in."""
    cast.collaboration.phase = "active"
    cast.collaboration.save(update_fields=["phase"])
    agreement = AgreementFactory(
        collaboration=cast.collaboration, updated_by=cast.editor, target_group="5.a", pupil_count=22,
        starts_on=timezone.localdate() - datetime.timedelta(weeks=10),
    )  # fmt: skip
    GoalFactory(agreement=agreement)
    cast.editor.set_password(PASSWORD)
    cast.editor.save()
    return cast.collaboration


def colleague(cast, name, phone):
    person = PersonFactory(institution=cast.institution, name=name, phone=phone)
    PostFactory(person=person, school=None, institution=cast.institution, function="educator")
    return person


@pytest.mark.guide("3E3")
def test_a_session_on_a_phone(cast, arrive, running):
    """Journey 3: two numbers and two presses, and the goal is one press further."""
    me = arrive(PHONE)
    steps.log_in(me, cast.editor.email, PASSWORD)
    me.go("/gange/ny/")
    me.follow("Havet som klasserum Tinghøjskolen")
    me.write("Elever", "23")
    me.write("Timer", "1,5 t")
    me.press("Gem gangen")
    me.reads("Gangen er registreret.")
    session = Session.objects.get()
    assert (session.pupils, session.status, session.class_name) == (23, "held", "5.a")
    me.follow("Se på det ene, der skal ses efter")
    me.choose("Hvordan går det?", "På vej")
    me.press("Gem")


@pytest.mark.guide("3B1")
@pytest.mark.parametrize("width", [1280, PHONE])
def test_the_educator_is_ill(cast, arrive, running, width):
    """Journey 4: who stands in, what must they know, whom to call."""
    jonas, karen = colleague(cast, "Jonas Brandt", "20 30 40 50"), colleague(cast, "Karen Toft", "20 30 40 51")
    TaskFactory(agreement=running.agreement, responsible=jonas, backup=karen)
    BriefingFactory(collaboration=running, updated_by=cast.editor)
    ParticipantFactory(
        party=cast.party, person=PersonFactory(institution=cast.institution, name="Anders Lund", phone="11 22 33 44")
    )
    SessionFactory(
        collaboration=running, date=timezone.localdate() + datetime.timedelta(days=1), taught_by=jonas,
        recorded_by=cast.editor,
    )  # fmt: skip
    me = arrive(width)
    steps.log_in(me, cast.editor.email, PASSWORD)
    me.go("/bemanding/fravaer/?uger=4")
    me.reads("Ingen er væk")
    me.pick("Hvem er væk?", "Jonas Brandt")
    me.press("Notér fraværet")
    for words in ("Jonas Brandt er væk.", "Er aftalt som afløser", "Nøglen til skuret", "11 22 33 44"):
        me.reads(words)
    me.press("Tager den", exact=False)
    me.reads("Karen Toft tager gangen")
    me.reads("Alle gange har en underviser")
    assert Session.objects.get().taught_by == karen
    me.go("/bemanding/")


@pytest.mark.guide("3C1")
def test_the_work_has_drifted(cast, arrive, running):
    """Journey 5: agreed against actual, and a decision about each difference."""
    today = timezone.localdate()
    content = {"format": 1, "title": "Havet", "sections": [], "ends_on": str(today - datetime.timedelta(days=1)),
               "hours_institution": "2"}  # fmt: skip
    AgreementVersionFactory(agreement=running.agreement, status="approved", content=content, sent_by=cast.editor)
    me = arrive(1280)
    steps.log_in(me, cast.editor.email, PASSWORD)
    home = f"/samarbejder/{running.pk}/"
    me.go(f"{home}timer/")
    me.main.locator("#id_hours").fill("2,5 t")
    me.press("Skriv timerne på")
    me.go(f"{home}som-aftalt/")
    me.reads("2 forskelle")
    me.follow("Tag stilling", exact=False)
    me.choose("Hvad gør I?", "Vi styrer tilbage")
    me.write("Hvis I styrer tilbage: Hvad skal gøres?", "Kør sammen med skolen")
    me.write("Hvornår senest?", str(today + datetime.timedelta(days=9)))
    me.press("Gem svaret")
    me.reads("Kør sammen med skolen")
    me.follow("Tag stilling", exact=False)
    me.choose("Hvad gør I?", "Vi ændrer aftalen")
    me.press("Gem svaret")
    assert f"{home}aftale/ret/?begrundelse=" in me.page.url
