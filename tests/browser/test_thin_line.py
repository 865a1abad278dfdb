"""One collaboration carried through all phases, on real rows of the register, in a real browser."""

import csv
import datetime
import io

import icalendar
import openpyxl
import pypdf
import pytest
from django.conf import settings
from django.utils import timezone

from evaluations.actions.question_sets import load_default_question_sets
from evaluations.models import Response
from samarbejde.actions.reference import load_reference
from samarbejde.choices import Role
from samarbejde.models import Collaboration, OutboxMessage, School
from samarbejde.phases import Phase
from tests.browser import steps
from tests.browser.visitor import Visitor
from tests.factories import InstitutionFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REGISTER = "samarbejde/data/register/sample_masked_2024_layout_utf16le.csv"
PASSWORD = "fjord-krabbe-bus-12"
HOUSE = "Kystmuseet Isfjorden"
PHONE = 390
PUPILS = 5


@pytest.fixture
def coordinator(live_server, settings):
    """Somebody who does it all, in a house with an empty program."""
    settings.SITE_URL = live_server.url
    load_reference()
    load_default_question_sets()
    user = UserFactory(name="Jonas Brandt", email="jonas@kystmuseet.example")
    user.set_password(PASSWORD)
    user.save()
    MembershipFactory(user=user, institution=InstitutionFactory(name=HOUSE), role=Role.COORDINATOR)
    return user


def approval_links() -> dict[str, str]:
    """Return {name: link} out of the mails that wait to be sent."""
    mails = OutboxMessage.objects.filter(body__contains="/godkend/k/")
    lines = {mail.to_name: mail.body.splitlines() for mail in mails}
    return {name: next(line for line in text if "/godkend/k/" in line) for name, text in lines.items()}


@pytest.mark.parametrize("width", [1280, PHONE])
def test_one_collaboration_through_all_phases(width, arrive, coordinator):
    today = timezone.localdate()
    me = arrive(width)
    steps.log_in(me, coordinator.email, PASSWORD)
    home = begin(me)
    agree(me, home, arrive, today)
    follow_up(me, home, today)
    report = evaluate(me, home, arrive)
    check_exports(me, report)
    check_calendar(me, home)
    steps.close_and_learn(me, home)
    check_search(me, home)


def begin(me: Visitor) -> str:
    """From the register's file to a yes; returns the collaboration's address."""
    steps.import_register(me, settings.BASE_DIR / REGISTER, day="2024-10-01")
    me.reads("Det ændrer filen")
    me.press("Gem 301 ændringer")
    assert School.objects.count() == 301
    steps.find_school(me, "nordstrandskolen", "Nordstrandskolen")
    steps.note_contact(me)
    home = steps.start_collaboration(me)
    steps.add_person(me, home, steps.LEADER, "Ansvarlig leder", "Skoleleder", "birgit@skole.example")
    steps.add_person(me, home, steps.TEACHER, "Kontaktperson", "Lærer", "anders@skole.example")
    steps.assess_and_accept(me, home)
    return home


def agree(me: Visitor, home: str, arrive, today: datetime.date) -> None:
    """Both sides approve on a phone, without an account."""
    steps.write_agreement(
        me, home, starts=today - datetime.timedelta(days=30), ends=today + datetime.timedelta(days=120)
    )
    steps.send_agreement(me, house=HOUSE, leader="Lise Krog", email="lise@kystmuseet.example")
    me.reads("Venter på godkendelse")
    links = approval_links()
    assert sorted(links) == [steps.LEADER, "Lise Krog"]
    for name, link in links.items():
        steps.approve(arrive(PHONE), link, name)
    me.go(f"{home}aftale/")
    me.reads("Den aftale, der gælder")


def follow_up(me: Visitor, home: str, today: datetime.date) -> None:
    steps.hold_session(me, home, day=today - datetime.timedelta(days=2), pupils=23)
    steps.review_goals(me, home)
    me.go(f"{home}opfoelgning/")
    me.reads("af 32 t aftalt")


def evaluate(me: Visitor, home: str, arrive) -> str:
    """One teacher and five pupils answer; returns the address of the results."""
    teachers, pupils = steps.open_evaluation(me, home)
    steps.answer(arrive(PHONE), teachers, "Mere tid ved vandet.")
    for number in range(PUPILS):
        steps.answer(arrive(PHONE), pupils, f"Krabbe nummer {number + 1}")
    assert Response.objects.count() == PUPILS + 1
    me.go(f"{home}evaluering/")
    me.reads("5 af 23 har svaret")
    me.press("Luk, og se svarene")
    me.reads("Krabbe nummer 5")
    return me.page.url


def check_exports(me: Visitor, report: str) -> None:
    """The three files, opened by programs that are not ours, say the same as the page."""
    me.go(report)
    pdf = pypdf.PdfReader(io.BytesIO(me.fetch("Hent PDF")))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert steps.TITLE in text
    assert "Krabbe nummer 5" in text
    book = openpyxl.load_workbook(io.BytesIO(me.fetch("Excel")))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Krabbe nummer 5" in cells
    rows = list(csv.reader(io.StringIO(me.fetch("CSV").decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Gruppe", "Om", "Spørgsmål", "Svar", "Antal", "I alt"]
    assert ["5", "5"] in [row[-2:] for row in rows]


def check_calendar(me: Visitor, home: str) -> None:
    steps.plan_session(me, home, day=timezone.localdate() + datetime.timedelta(days=7))
    calendar = icalendar.Calendar.from_ical(me.fetch("Datoerne som fil"))
    assert f"{steps.TITLE}, gang 2" in [event["summary"] for event in calendar.walk("VEVENT")]


def check_search(me: Visitor, home: str) -> None:
    """The lesson leads back to the collaboration, which has ended."""
    me.go("/viden/?q=pakkelisten")
    me.follow(steps.LESSON)
    assert me.page.url.startswith(f"{me.base}{home}viden/")
    assert Collaboration.objects.get().phase == Phase.CLOSED
