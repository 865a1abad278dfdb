"""The evaluation in a browser: three presses to the links, answers of all kinds, and the report of the year."""

import datetime
import io
import re

import openpyxl
import pypdf
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from evaluations.actions.evaluations import create_evaluation, open_evaluation
from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import Audience, Size
from evaluations.models import Answer, Response
from samarbejde.actions.outbox import release_drafts
from samarbejde.models import OutboxMessage
from tests.browser import steps
from tests.factories import AgreementFactory, GoalFactory, ParticipantFactory, PersonFactory, SessionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "fjord-krabbe-bus-12"
NARROW, PHONE, DESK = 320, 390, 1280
SPOKEN = """window.said = [];
window.speechSynthesis.speak = (words) => window.said.push([words.lang, words.text]);
window.speechSynthesis.cancel = () => {};"""

# What a person's own hand does, counted across pages: presses, and the names of fields that were changed.
COUNTING = """
document.addEventListener("click", (e) => {
  if (e.isTrusted) localStorage.presses = +(localStorage.presses || 0) + 1;
}, true);
document.addEventListener("input", (e) => {
  if (e.isTrusted) localStorage.typed = `${localStorage.typed || ""} ${e.target.name}`;
}, true);"""


@pytest.fixture
def running(cast, live_server, settings):
    """The collaboration under way: an agreement, a session held, a teacher; its coordinator can log in."""
    settings.SITE_URL = live_server.url
    load_default_question_sets()
    today = timezone.localdate()
    row = cast.collaboration
    row.phase, row.starts_on, row.ends_on = "active", today - datetime.timedelta(days=60), today
    row.save(update_fields=["phase", "starts_on", "ends_on"])
    GoalFactory(agreement=AgreementFactory(collaboration=row, updated_by=cast.editor), goal_for="pupils")
    SessionFactory(
        collaboration=row, status="held", date=today - datetime.timedelta(days=7), pupils=23, hours="2.5",
        recorded_by=cast.editor,
    )  # fmt: skip
    person = PersonFactory(institution=cast.institution, name="Anders Lund", email="anders@skole.example")
    ParticipantFactory(party=cast.party, collaboration=row, person=person, role="teaching")
    cast.coordinator.set_password(PASSWORD)
    cast.coordinator.save()
    return row


def opened(cast, audience):
    """Open an evaluation for one group, and return the path of its link."""
    today = timezone.localdate()
    evaluation = create_evaluation(
        collaboration=cast.collaboration, title="Hvordan gik det?", opens_on=today, size=Size.LIGHT,
        closes_on=today + datetime.timedelta(days=7), audiences=[audience], by=cast.coordinator,
    )  # fmt: skip
    [token] = open_evaluation(evaluation=evaluation, by=cast.coordinator).values()
    return f"/svar/k/{token}/"


@pytest.mark.guide("4B3", "4A1")
def test_from_the_agreement_to_the_leader_and_the_municipality(cast, arrive, running):
    """Journey 6: three presses to links and QR codes, the class answers, one talks about it, reports leave."""
    home = f"/samarbejder/{running.pk}/evaluering/"
    me = arrive(DESK)
    steps.log_in(me, cast.coordinator.email, PASSWORD)
    me.go(home)
    me.follow("Forbered evalueringen")
    me.press("Se spørgsmålene")
    me.press("Åbn, og få links")
    assert me.page.locator("svg.qr").count() == 2
    _teachers, pupils = me.page.locator(".qrsheet a").all_inner_texts()
    ask_the_teacher(me, arrive, cast)
    for number in range(5):
        steps.answer(arrive(NARROW if number == 0 else PHONE), pupils, f"Krabbe nummer {number + 1}")
    me.go(home)
    me.press("Luk, og se svarene")
    results = me.page.url
    me.follow("Vis klassen, hvad den svarede: Elever, 4.–10. klasse")
    write_the_talk(me, results)
    take_the_reports(me, results)


def ask_the_teacher(me, arrive, cast):
    """By mail, which lies ready until somebody has looked at it."""
    me.follow("Spørg de voksne pr. mail")
    me.press("Gør mailene klar")
    me.follow("Se på mailene, og send dem")
    mail = OutboxMessage.objects.get(to_email="anders@skole.example")
    me.reads(mail.subject)
    release_drafts(kind=mail.kind, institution=cast.institution, by=cast.coordinator)
    link = next(line for line in mail.body.splitlines() if "/svar/k/" in line)
    guest = arrive(PHONE)
    steps.answer(guest, link, "Mere tid ved vandet.")
    guest.go(link)
    expect(guest.page.locator("h1")).to_have_text("Tak for dine svar")


def write_the_talk(me, results):
    me.go(f"{results}samtale/ret/")
    me.write("Hvad gør vi igen?", "Turen til stranden")
    me.choose("Hvad besluttede I?", "Vi fortsætter som nu")
    me.write("Kun for os selv", "Vi var for få")
    me.press("Gem samtalen")
    me.reads("Aftal, hvordan I går videre")


def take_the_reports(me, results):
    me.go(f"{results}til/leader/")
    pdf = pypdf.PdfReader(io.BytesIO(me.fetch("Hent PDF")))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "Turen til stranden" in text
    assert "Vi var for få" not in text
    me.follow("Kommune eller udvalg", inside=me.main.get_by_role("navigation", name="Hvem er den til?"))
    book = openpyxl.load_workbook(io.BytesIO(me.fetch("Excel")))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 23 in cells
    assert "Vi var for få" not in cells


@pytest.mark.guide("4B3")
@pytest.mark.parametrize("width", [DESK, NARROW])
def test_from_the_agreement_to_links_and_mails_in_six_presses_and_no_typing(cast, arrive, running, width):
    """Under two minutes of work: nothing is typed, also no day; the presses are counted by the browser itself."""
    me = arrive(width)
    me.page.add_init_script(COUNTING)
    steps.log_in(me, cast.coordinator.email, PASSWORD)
    me.go(f"/samarbejder/{running.pk}/aftale/")
    me.page.evaluate("localStorage.clear()")
    me.follow("Evaluering", inside=me.page.get_by_role("navigation", name="Om samarbejdet"))
    me.follow("Forbered evalueringen")
    today = timezone.localdate()
    days = [me.field(label).input_value() for label in ("Åbner", "Lukker")]
    assert days == [today.isoformat(), (today + datetime.timedelta(days=14)).isoformat()]
    me.press("Se spørgsmålene")
    me.press("Åbn, og få links")
    assert me.page.locator("svg.qr").count() == me.page.locator(".qrsheet a").count() == 2
    me.follow("Spørg de voksne pr. mail")
    me.press("Gør mailene klar")
    assert OutboxMessage.objects.get(to_email="anders@skole.example").status == "draft"
    assert me.page.evaluate("[+localStorage.presses, localStorage.typed || '']") == [6, ""]


@pytest.mark.guide("4C8")
@pytest.mark.parametrize("width", [DESK, NARROW])
def test_the_years_report(cast, arrive, running, width):
    """Journey 9: filter, figures, the rows behind one of them, the file."""
    me = arrive(width)
    steps.log_in(me, cast.coordinator.email, PASSWORD)
    me.go("/rapporter/")
    me.pick("Periode", str(timezone.localdate().year))
    me.press("Vis tallene")
    me.follow("23 Deltagelser")
    me.reads("Havet som klasserum")
    me.page.go_back()
    book = openpyxl.load_workbook(io.BytesIO(me.fetch("Excel")))
    figures = {row[0]: row[1] for row in book["Tal"].iter_rows(values_only=True)}
    assert (figures["Deltagelser"], figures["Gange holdt"]) == (23, 1)


@pytest.mark.guide("4A1")
def test_pupils_answer_by_keys_alone_on_a_narrow_screen(cast, arrive, running):
    guest = arrive(NARROW)
    guest.go(opened(cast, Audience.PUPILS_OLDER))
    pressed = guest.page.keyboard
    for _number in range(60):
        pressed.press("Tab")
        kind = guest.page.evaluate("[document.activeElement.type, document.activeElement.tagName]")
        if kind[0] == "radio":
            pressed.press("Space")
        elif kind[1] == "TEXTAREA":
            pressed.type("Krabber")
        elif kind[0] == "submit" and guest.page.evaluate("document.activeElement.closest('main form') !== null"):
            break
    with guest.page.expect_navigation():
        pressed.press("Enter")
    expect(guest.page.locator("h1")).to_have_text("Tak for dine svar")
    asked = Answer.objects.filter(value__isnull=False).count()
    assert asked == Response.objects.get().questionnaire.questions.exclude(scale="text").count()
    guest.look()


@pytest.mark.guide("4A1")
def test_it_is_answered_without_javascript(cast, new_context, live_server, running):
    page = new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 800}).new_page()
    page.goto(live_server.url + opened(cast, Audience.TEACHERS))
    for question in page.locator("fieldset.question").all():
        question.get_by_role("radio").first.check()
    page.get_by_role("button", name="Send mine svar").click()
    expect(page.locator("h1")).to_have_text("Tak for dine svar")
    assert Response.objects.count() == 1


@pytest.mark.guide("4A1")
def test_what_is_typed_without_a_connection_is_kept_and_sent_once(cast, arrive, running):
    guest = arrive(PHONE)
    guest.go(opened(cast, Audience.PUPILS_OLDER))
    for question in guest.page.locator("fieldset.question").all():
        question.get_by_role("radio").first.check()
    guest.page.locator("textarea").first.fill("Krabberne")
    guest.context.set_offline(True)
    guest.page.get_by_role("button", name="Send mine svar").click()
    expect(guest.page.get_by_role("status")).to_contain_text("Der er ingen forbindelse")
    assert Response.objects.count() == 0
    guest.context.set_offline(False)
    guest.page.reload()
    expect(guest.page.locator("textarea").first).to_have_value("Krabberne")
    guest.press("Send mine svar")
    guest.page.go_back()
    assert (Response.objects.count(), Answer.objects.filter(text="Krabberne").count()) == (1, 1)


@pytest.mark.guide("4A1")
def test_the_youngest_have_the_questions_read_aloud(cast, arrive, running):
    guest = arrive(NARROW)
    guest.page.add_init_script(SPOKEN)
    guest.go(opened(cast, Audience.PUPILS_YOUNG))
    buttons = guest.page.get_by_role("button", name=re.compile("^Læs højt"))
    assert buttons.count() == guest.page.locator("fieldset.question").count() > 0
    buttons.first.click()
    [[language, words]] = guest.page.evaluate("window.said")
    assert language == "da"
    assert words.startswith(guest.page.locator(".readaloud").first.inner_text())
    assert "Ja, meget" in words
