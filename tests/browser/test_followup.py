"""The follow-up's journeys: a session on a phone, and a colleague who is ill."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from followup.models import Session
from tests.browser import steps
from tests.factories import (
    AgreementFactory,
    AgreementVersionFactory,
    BriefingFactory,
    CollaborationFactory,
    GoalFactory,
    MeetingFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
    SessionFactory,
    SignFactory,
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


def count_pages(me) -> Callable[[], int]:
    """Return a function that tells how many pages were shown since it was asked last."""
    shown: list[str] = []

    def note(response) -> None:
        if response.request.resource_type == "document" and response.ok:
            shown.append(response.url)

    def pages() -> int:
        count = len(shown)
        shown.clear()
        return count

    me.page.on("response", note)
    return pages


@pytest.mark.guide("3E3")
def test_a_months_sessions_of_thirty_collaborations(cast, arrive, running):
    """One page, and one press for each session."""
    for number in range(30):
        there = CollaborationFactory(institution=cast.institution, lead=cast.editor, title=f"Samarbejde {number:02}")
        day = timezone.localdate() - datetime.timedelta(days=number % 20)
        SessionFactory(collaboration=there, date=day, pupils=22, hours=2, recorded_by=cast.editor)
    me = arrive(PHONE)
    steps.log_in(me, cast.editor.email, PASSWORD)
    pages = count_pages(me)
    me.go("/gange/ny/")
    for _ in range(30):
        row = me.main.locator(".register form").first
        row.get_by_label("Elever").fill("21")
        with me.page.expect_response(lambda response: response.request.method == "POST"):
            row.get_by_role("button").click()
        me.main.locator(".register .registered:focus").wait_for()
    me.look()
    assert (pages(), Session.objects.filter(status="held", pupils=21).count()) == (1, 30)


@pytest.mark.guide("3E2")
def test_hours_minutes_and_goals_are_one_page_each(cast, arrive, running):
    """Counted with the page one comes to afterwards."""
    meeting = MeetingFactory(collaboration=running, date=timezone.localdate(), created_by=cast.editor)
    me, home = arrive(1280), f"/samarbejder/{running.pk}/"
    steps.log_in(me, cast.editor.email, PASSWORD)
    pages, counted = count_pages(me), []
    me.go(f"{home}timer/")
    me.main.locator("#id_hours").fill("1,5 t")
    me.press("Skriv timerne på")
    counted.append(pages())
    me.go(f"{home}moeder/{meeting.pk}/ret/")
    me.write("Referat", "Vi talte om bussen.")
    me.press("Gem mødet")
    counted.append(pages())
    me.go(f"{home}maal/gennemgang/")
    me.choose("Hvordan går det?", "På vej")
    me.press("Gem", inside=me.main.locator(".savebar"))
    counted.append(pages())
    assert counted == [2, 2, 2]


@pytest.mark.guide("3A1")
def test_the_goals_are_looked_at_sign_by_sign(cast, arrive, running):
    """One goal after the other, and the one that no longer fits opens the agreement with the reason written."""
    SignFactory(goal=running.agreement.goals.get(), text="Eleverne spørger selv")
    GoalFactory(agreement=running.agreement, text="Lærerne bruger fjorden uden os", order=1)
    me = arrive(PHONE)
    steps.log_in(me, cast.editor.email, PASSWORD)
    me.go(f"/samarbejder/{running.pk}/maal/gennemgang/")
    me.reads("Mål 1 af 2")
    me.choose("Eleverne spørger selv", "Delvist set")
    me.choose("Hvordan går det?", "Går langsomt")
    me.press("Gem og tag næste mål")
    me.reads("Mål 2 af 2")
    me.choose("Hvordan går det?", "På vej")
    me.press("Gem", inside=me.main.locator(".savebar"))
    me.go(f"/samarbejder/{running.pk}/maal/{running.agreement.goals.first().pk}/")
    me.reads("Delvist set:")
    me.follow("Ret aftalen", exact=False)
    assert "begrundelse=" in me.page.url


@pytest.mark.guide("3A2")
@pytest.mark.guide("3D1")
def test_a_check_in_on_a_phone(cast, arrive, running):
    """The sheet, the talk, what was promised; and next time the latest stands beside the earlier."""
    teacher = PersonFactory(institution=cast.institution, name="Anders Lund", preferred_times="tirsdage efter 14")
    ParticipantFactory(party=cast.party, person=teacher)
    me, home = arrive(PHONE), f"/samarbejder/{running.pk}/statussnak/"
    steps.log_in(me, cast.editor.email, PASSWORD)
    me.go(home)
    me.follow("Ark til at tage med")
    me.reads("tirsdage efter 14")
    me.follow("Skriv en statussnak ned")
    me.press("Gem statussnakken")
    me.reads("Skriv, hvad der blev sagt om mindst ét af de fem punkter.")
    me.pick("Hvem fra den anden side?", "Anders Lund")
    me.write("Den anden side siger", "Rollen er uklar")
    me.write("Hvad skal gøres?", "Skriv lærerens rolle ned")
    me.write("Hvornår senest?", str(timezone.localdate() + datetime.timedelta(days=7)))
    me.press("Gem statussnakken")
    me.reads("Skriv lærerens rolle ned")
    me.go(f"{home}ny/")
    me.reads("Rollen er uklar")
