"""The steps of a collaboration, from the register's file to the lesson: one function each, in the order they happen."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

GOALS = (
    ("Eleverne kan forklare, hvad der lever i vandkanten", "Eleverne bruger fagord, når de fortæller"),
    ("Eleverne passer på stranden, når de er der", "De sætter dyrene ud igen, hvor de fandt dem"),
)
LEADER, TEACHER = "Birgit Holm", "Anders Lund"
TITLE = "Livet i vandkanten"
LESSON = "Send pakkelisten til forældrene en uge før"


def log_in(who: Visitor, email: str, password: str) -> None:
    who.go("/konto/login/")
    expect(who.page.locator("h1")).to_have_text("Log ind")
    who.write("E-mail", email)
    who.write("Adgangskode", password)
    who.press("Log ind")


def import_register(who: Visitor, file: Path, *, day: str) -> None:
    """Choose the file, look at the differences, save them."""
    who.go("/import/register/ny/")
    who.main.get_by_label("Fil", exact=True).set_input_files(file)
    who.write("Hvilken dag er oplysningerne fra?", day)
    who.main.get_by_label("Filen er hele registeret").check()
    who.press("Se forskellene")


def find_school(who: Visitor, words: str, name: str) -> None:
    """Search in the list of schools, and open the one found."""
    who.go("/skoler/")
    who.page.locator("#soeg-i-listen").fill(words)
    with who.page.expect_response(re.compile(r"/skoler/\?.*q=")):
        who.page.locator("#soeg-i-listen").press("Enter")
    expect(who.page.locator("#liste tbody tr")).to_have_count(1)
    who.look()
    who.follow(name)


def note_contact(who: Visitor) -> None:
    """Write down a talk with a school there is no collaboration with yet."""
    who.follow("Notér en kontakt")
    who.choose("Hvordan?", "Telefon")
    who.choose("Hvad kom der ud af det?", "De er interesserede")
    who.write("Hvad blev der sagt?", "Vil gerne ud i naturen med 5. årgang i foråret.")
    who.write("Næste skridt", "Ring og aftal et møde")
    who.choose("Hvornår?", "om en uge")
    who.press("Notér kontakten")


def start_collaboration(who: Visitor) -> str:
    """Start it from the school's page, and return its address."""
    who.follow("Begynd et samarbejde")
    who.write("Titel", TITLE)
    who.write("Kort fortalt", "Fem dage ved stranden med 5. årgang.")
    who.press("Opret samarbejdet")
    return who.page.url.removeprefix(who.base)


def add_person(who: Visitor, home: str, name: str, role: str, post: str, email: str) -> None:
    """Add somebody new from the school."""
    who.go(f"{home}personer/")
    who.follow("Tilføj en person eller en tom plads")
    who.main.get_by_role("group", name="Fra").get_by_role("radio").first.check()
    who.pick("Rolle i samarbejdet", role)
    who.choose("Hvem er det?", "En ny person")
    who.write("Navn", name)
    who.pick("Stilling", post)
    who.write("E-mail", email)
    who.press("Tilføj")
    who.reads(name)


def assess_and_accept(who: Visitor, home: str) -> None:
    """Answer the questions, say yes, and send the reply to the school."""
    who.go(f"{home}vurdering/")
    who.choose("Hvem driver det?", "Et lærerteam")
    who.write("Hvorfor kommer skolen til jer?", "De mangler et sted at undersøge ting i virkeligheden.")
    who.write("Hvad kan I selv få ud af det?", "Et forløb, vi kan tilbyde andre skoler.")
    who.write("Hvor mange af jeres timer tager det?", "32")
    who.press("Gem vurderingen")
    who.choose("Hvad beslutter I?", "Vi siger ja")
    who.press("Gem beslutningen")
    who.press("Send svaret")


def write_agreement(who: Visitor, home: str, *, starts: datetime.date, ends: datetime.date) -> None:
    """A light agreement: content, two goals with signs, period, the teacher's role, a task with backup, hours."""
    who.go(f"{home}aftale/")
    who.press("Begynd på en let aftale")
    who.press("Tilføj et mål")
    for number, (goal, sign) in enumerate(GOALS, start=1):
        card = who.main.get_by_role("group", name=f"Mål {number}", exact=True)
        who.write("Målet, sagt så eleverne forstår det", goal, inside=card)
        who.write("Tegn 1", sign, inside=card)
    who.write("Hvad vi gør sammen, og hvor", "Vi undersøger stranden fem formiddage, også i regn.")
    who.write("Hvilke klasser", "5.a og 5.b")
    who.write("Fra", starts.isoformat())
    who.write("Til", ends.isoformat())
    who.write("Lærerens rolle", "Læreren deler klassen i hold og leder det ene.")
    who.write("Vores timer", "32")
    task = who.main.locator("#opgaver fieldset").first
    who.pick("Hvem gør det", 1, inside=task)
    who.pick("Afløser ved sygdom", 2, inside=task)
    who.press("Gem, og gør klar til at sende")


def send_agreement(who: Visitor, *, house: str, leader: str, email: str) -> None:
    """Send it to the head teacher, who is known, and to our own leader."""
    own = who.main.get_by_role("group", name=house, exact=True)
    who.write("Navn", leader, inside=own)
    who.write("E-mail", email, inside=own)
    who.press("Send aftalen")


def approve(guest: Visitor, link: str, name: str) -> None:
    """Read and approve through the link of the mail, without an account."""
    guest.go(link)
    guest.write("Dit navn", name)
    guest.main.get_by_label("Jeg har læst aftalen").check()
    guest.press("Godkend aftalen")
    guest.reads(f"Tak, {name}.")


def hold_session(who: Visitor, home: str, *, day: datetime.date, pupils: int) -> None:
    who.go(f"{home}opfoelgning/")
    who.follow("Registrér en gang")
    who.choose("Er gangen holdt?", "Den er holdt")
    who.write("Dato", day.isoformat())
    who.write("Klasse", "5.a")
    who.write("Elever", str(pupils))
    who.write("Timer", "2,5")
    who.press("Gem gangen")


def plan_session(who: Visitor, home: str, *, day: datetime.date) -> None:
    who.go(f"{home}opfoelgning/")
    who.follow("Planlæg en gang")
    who.write("Dato", day.isoformat())
    who.press("Gem gangen")


def review_goals(who: Visitor, home: str) -> None:
    """Look at one goal after the other."""
    for (goal, _sign), status in zip(GOALS, ("Nået", "På vej"), strict=True):
        who.go(f"{home}opfoelgning/")
        who.follow(goal, exact=False)
        who.choose("Hvordan går det?", status)
        who.write("Hvad har I set eller hørt?", f"{status}: vi hørte det på stranden.")
        who.press("Gem", inside=who.main.locator(".savebar"))


def open_evaluation(who: Visitor, home: str) -> list[str]:
    """Prepare the questions and open for answers; return the links: the teachers', then the pupils'."""
    who.go(f"{home}evaluering/ny/")
    who.press("Se spørgsmålene")
    who.write("Elever, 4.–10. klasse: hvor mange kunne svare?", "23")
    who.press("Gem")
    who.press("Åbn, og få links")
    return who.page.locator(".qrsheet a").all_inner_texts()


def answer(guest: Visitor, link: str, words: str) -> None:
    """Answer every question: the best of each scale, and ``words`` wherever one writes."""
    guest.go(link)
    for question in guest.page.locator("fieldset.question").all():
        question.get_by_role("radio").first.check()
    for field in guest.page.locator(".question textarea").all():
        field.fill(words)
    guest.press("Send mine svar")
    expect(guest.page.locator("h1")).to_have_text("Tak for dine svar")


def close_and_learn(who: Visitor, home: str) -> None:
    """End the collaboration as agreed, and write the lesson."""
    who.go(f"{home}viden/afslutning/")
    who.choose("Hvordan sluttede det?", "Det sluttede som aftalt")
    who.press("Afslut samarbejdet")
    who.go(f"{home}viden/erfaringer/ny/")
    who.write("Hvad har I lært, i én sætning?", LESSON)
    who.press("Gem erfaringen")


def find_nearest_visitors(who: Visitor, km: int) -> None:
    """In the finder, ask for schools that have visited us and lie near; those that do not fit are left out."""
    who.go("/skoler/")
    who.follow("Find skoler")
    who.pick("Har besøgt jer", "skal passe")
    who.pick("Højst så langt væk", f"{km} km")
    who.press("Vis skoler")
