"""From an empty program to the first useful result: schools near that have been here, and the first contact."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone

from contacts.models import ContactAttempt, ShortlistEntry
from samarbejde.actions.reference import load_reference
from samarbejde.choices import Role
from samarbejde.models import School
from tests.browser import steps
from tests.browser.visitor import Visitor
from tests.factories import InstitutionFactory, MembershipFactory, UserFactory, VisitFactory, VisitImportFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGISTER = "samarbejde/data/register/sample_masked_2024_layout_utf16le.csv"
PASSWORD = "fjord-krabbe-bus-12"
NEAR = "Nordstrandskolen"


@pytest.fixture
def educator(live_server, settings):
    settings.SITE_URL = live_server.url
    load_reference()
    user = UserFactory(name="Jonas Brandt", email="jonas@kystmuseet.example")
    user.set_password(PASSWORD)
    user.save()
    place = InstitutionFactory(name="Kystmuseet Isfjorden", slug="kystmuseet")
    MembershipFactory(user=user, institution=place, role=Role.COORDINATOR)
    return user


def stand_beside(institution, school: School) -> None:
    """The museum lies a kilometre from the school."""
    type(institution).objects.filter(pk=institution.pk).update(
        latitude=school.latitude + 0.009, longitude=school.longitude
    )


@pytest.mark.guide("1A1", "1A3")
@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_register_to_the_first_contact(width, arrive, educator):
    me = arrive(width)
    steps.log_in(me, educator.email, PASSWORD)
    steps.import_register(me, settings.BASE_DIR / REGISTER, day="2024-10-01")
    me.press("Gem 301 ændringer")
    near, far = came_before(educator)
    steps.find_nearest_visitors(me, 20)
    me.reads("1 skole passer")
    me.reads("1,0 km væk i lige linje.")
    me.reads("2 besøg, det seneste")
    assert far.name not in me.main.inner_text()
    me.press(f"Sæt på listen: {near.name}")
    me.reads("På jeres liste")
    assert ShortlistEntry.objects.get().school == near
    note_first_contact(me, near)
    me.go("/skoler/liste/")
    me.reads("De er interesserede")
    me.go("/skoler/daekning/")
    attempt = ContactAttempt.objects.get()
    assert (attempt.school, attempt.outcome, attempt.next_step) == (near, "interested", "Ring og aftal et møde")


def came_before(educator) -> tuple[School, School]:
    """Two schools have been here; one lies near, the other far away."""
    place = educator.memberships.get().institution
    near = School.objects.filter(name=NEAR).first() or School.objects.open().exclude(latitude=None).first()
    stand_beside(place, near)
    others = School.objects.open().schools_only().filter(latitude__gt=near.latitude + 1)
    far = others.first() or School.objects.open().schools_only().filter(latitude__lt=near.latitude - 1).first()
    ours = VisitImportFactory(institution=place, created_by=educator)
    for school, days in ((near, 40), (near, 400), (far, 90)):
        VisitFactory(visit_import=ours, school=school, visited_on=timezone.localdate() - datetime.timedelta(days=days))
    return near, far


def note_first_contact(me: Visitor, school: School) -> None:
    me.go("/skoler/liste/")
    me.main.get_by_label(f"Vælg {school.name}").check()
    me.press("Notér en kontakt med dem")
    me.choose("Hvordan?", "Telefon")
    me.choose("Hvad kom der ud af det?", "De er interesserede")
    me.write("Næste skridt", "Ring og aftal et møde")
    me.choose("Hvornår?", "om en uge")
    me.press("Notér kontakten")
