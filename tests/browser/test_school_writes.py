"""A teacher writes to us on a phone; in the end both sides have approved, and the agreement is a PDF."""

import datetime
import io
import re

import pypdf
import pytest
from django.utils import timezone

from agreements.models import Agreement
from contacts.models import Inquiry
from samarbejde.choices import Function, Role
from samarbejde.lib.folding import fold
from samarbejde.models import Collaboration, OutboxMessage
from samarbejde.phases import Phase
from tests.browser import steps
from tests.browser.visitor import Visitor
from tests.factories import (
    InstitutionFactory,
    MembershipFactory,
    PersonFactory,
    PostFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
HOUSE = "Kystmuseet Isfjorden"
SCHOOL = "Tinghøjskolen"
PHONE = 390
TEACHER = "Lone Agerskov"
WISH = "Vi vil gerne undersøge livet i fjorden med 5. årgang."
HOPE = "Eleverne får noget at undre sig over, som ikke står i bogen."
MEANING = "At vi planlægger sammen, og at I kommer hos os én gang."
LINK = re.compile(r"https?://\S+/godkend/k/\S+")


@pytest.fixture
def coordinator(live_server, settings):
    """Somebody who may decide, two colleagues who teach, and a school in the register."""
    settings.SITE_URL = live_server.url
    SchoolFactory(name=SCHOOL, number="101023", search_text=fold(SCHOOL))
    user = UserFactory(name="Karen Toft", email="karen@kystmuseet.example")
    user.set_password(PASSWORD)
    user.save()
    place = InstitutionFactory(name=HOUSE, slug="kystmuseet")
    MembershipFactory(user=user, institution=place, role=Role.COORDINATOR)
    for name in ("Jonas Brandt", "Sofie Lund"):
        person = PersonFactory(institution=place, name=name, email=f"{name.split()[0].lower()}@kystmuseet.example")
        PostFactory(person=person, school=None, institution=place, function=Function.EDUCATOR)
    return user


def write_in(guest: Visitor) -> None:
    """Without an account: find the school, say what one would like, and send."""
    guest.go("/henvend/kystmuseet/")
    search = guest.main.get_by_role("searchbox", name="Søg: Jeres skole")
    search.press_sequentially("tinghøj", delay=20)
    guest.main.get_by_role("radio", name=re.compile(SCHOOL)).check()
    guest.write("Dit navn", TEACHER)
    guest.write("Din e-mail", "lone@skole.example")
    guest.pick("Hvad er du på skolen?", "Lærer")
    guest.write("Hvad vil I gerne sammen med os?", WISH)
    guest.write("Hvilke klasser, hvornår og hvor meget?", "5.a og 5.b, tre formiddage i maj")
    guest.choose("Hvis ønske er det?", "Vores teams")
    guest.main.get_by_text("Fortæl lidt mere").click()
    guest.look()
    guest.write("Hvad håber I at få ud af det?", HOPE)
    guest.write("Hvad mener I med samarbejde?", MEANING)
    guest.page.wait_for_timeout(2_000)  # nobody reads and writes faster
    guest.press("Send")
    guest.reads("Tak, fordi I skrev")


def take_up(me: Visitor) -> str:
    """Open what came in, look at it, say yes and send the reply; returns the collaboration's address."""
    me.go("/")
    me.reads("En skole venter på svar")
    me.follow(SCHOOL, exact=False)
    me.reads(WISH)
    me.follow("Begynd")
    me.reads(HOPE)
    me.write("Hvad kan I selv få ud af det?", "Et forløb, vi kan tilbyde andre.")
    me.write("Hvor mange af jeres timer tager det?", "32")
    me.main.get_by_label(re.compile("^Jonas Brandt")).first.check()
    me.press("Gem vurderingen")
    me.choose("Hvad beslutter I?", "Vi siger ja")
    me.write("Hvis I siger ja: hvad kalder I det?", steps.TITLE)
    me.press("Gem beslutningen")
    me.press("Send svaret")
    collaboration = Collaboration.objects.get()
    return collaboration.get_absolute_url()


def newest_link(name: str) -> str:
    mails = OutboxMessage.objects.filter(to_name=name, body__contains="/godkend/k/")
    return LINK.search(mails.latest("pk").body)[0]


@pytest.mark.guide("1B1", "1B8", "2F1", "2F2")
@pytest.mark.parametrize("width", [1280, PHONE])
def test_from_the_schools_own_words_to_an_agreement_both_approved(width, arrive, coordinator):
    today = timezone.localdate()
    write_in(arrive(PHONE))
    assert Inquiry.objects.get().school.name == SCHOOL
    me = arrive(width)
    steps.log_in(me, coordinator.email, PASSWORD)
    home = take_up(me)
    steps.add_person(me, home, steps.LEADER, "Ansvarlig leder", "Skoleleder", "birgit@skole.example")
    steps.write_agreement(me, home, starts=today, ends=today + datetime.timedelta(days=200))
    begun = Agreement.objects.get()
    assert (begun.benefit_school, begun.understanding) == (HOPE, MEANING)
    steps.send_agreement(me, house=HOUSE, leader="Lise Krog", email="lise@kystmuseet.example")
    for name in (steps.LEADER, "Lise Krog"):
        steps.approve(arrive(PHONE), newest_link(name), name)
    me.go(f"{home}aftale/")
    me.reads("Den aftale, der gælder")
    pdf = pypdf.PdfReader(io.BytesIO(me.fetch("Hent som PDF")))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert [words for words in (steps.TITLE, SCHOOL, steps.LEADER, "Lise Krog", "Godkendt") if words not in text] == []
    assert Collaboration.objects.get().phase == Phase.ACTIVE
