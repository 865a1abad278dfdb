"""Schools that write to the demo's museum by themselves: one just now, one written by hand, one that was declined."""

import uuid

from config.demo.clock import on_day
from config.demo.people import Cast
from contacts.actions.assessments import save_assessment
from contacts.actions.inquiries import decide_inquiry, match_inquiry, receive_inquiry, save_inquiry_page
from contacts.models import Inquiry
from samarbejde.models import School

PLACE = "kystmuseet"
WELCOME = (
    "Har I lyst til at bruge fjorden og museet som klasserum? Skriv lidt om, hvad I tænker på.\n"
    "Vi svarer inden for en uge."
)


def write_to_us(cast: Cast) -> None:
    """Tell of four requests; three wait for somebody to look at them."""
    place, staff = cast.places[PLACE], cast.staff[PLACE]
    by = staff[0].user
    with on_day(90):
        save_inquiry_page(institution=place, version=0, is_open=True, welcome=WELCOME, closed_text="", by=by)
    _assessed(cast, staff, by)
    _written_by_hand(cast)
    _declined(cast, by)
    _alone(cast)


def _receive(cast: Cast, school: School | None, place_name: str = "", **written) -> Inquiry:
    return receive_inquiry(
        institution=cast.places[PLACE], form_key=uuid.uuid4(), school=school,
        place_name=place_name or str(school), **written,
    )  # fmt: skip


def _assessed(cast: Cast, staff, by) -> None:
    with on_day(6, 8):
        inquiry = _receive(
            cast, cast.schools[PLACE][19], name="Rikke Damgaard", email="rikke.damgaard@skole.example",
            phone="20 00 00 11", function="team_coordinator", driver="team",
            wish="Vores 5. årgang skal arbejde med vand og liv i et halvt år. Vi vil gerne have jer med hele vejen,"
                 " ikke kun til en enkelt tur.",
            extent="5.a, 5.b og 5.c, fem formiddage fra januar til maj",
            people_behind="Tre natur/teknologi-lærere og vores afdelingsleder",
            school_reason="I har stranden lige udenfor, og vores kolleger på Nordsiden taler godt om jer.",
            expected_outcome="Elever, der kan undersøge noget selv, og lærere, der tør gå ud med dem bagefter.",
            kind="over_time", understanding="At vi planlægger det sammen, og at det hænger sammen med timerne hjemme.",
        )  # fmt: skip
    with on_day(4, 14):
        save_assessment(
            inquiry=inquiry, version=0, by=by, driver="team", people_behind=inquiry.people_behind,
            school_reason=inquiry.school_reason, expected_outcome=inquiry.expected_outcome,
            school_understanding=inquiry.understanding, motivation="Vi mangler en skole, der bliver ved.",
            expected_gain="Et forløb over et halvt år, vi kan tilbyde andre bagefter.", expected_hours=30,
            expected_money=2000, worth="yes", from_daily_work="Lidt, i maj",
            staffing=[
                {"person": staff[0], "hours": 18, "knows": "har haft forløbet på stranden før"},
                {"person": staff[1], "hours": 6, "knows": "kan afløse ved vandet"},
            ],
        )  # fmt: skip


def _written_by_hand(cast: Cast) -> None:
    with on_day(2, 21):
        _receive(
            cast, None, place_name="Friskolen ved fjorden", name="Malthe Bruun", email="malthe.bruun@skole.example",
            function="school_leader", driver="leadership", people_behind="Hele lærergruppen, vi er otte",
            wish="Vi er en lille friskole og vil gerne have en fast aftale om to uger om året hos jer.",
            kind="partnership",
        )  # fmt: skip


def _alone(cast: Cast) -> None:
    with on_day(1, 20):
        _receive(
            cast, cast.schools[PLACE][18], name="Sofie Krag", email="sofie.krag@skole.example", function="teacher",
            wish="Jeg så jeres stenalderdag og tænkte, at min 3.b ville elske det. Kan vi komme?", driver="teacher",
            extent="3.b, 22 elever, gerne i foråret",
        )  # fmt: skip


def _declined(cast: Cast, by) -> None:
    with on_day(60, 9):
        inquiry = _receive(
            cast, None, place_name="Skolen på bakken", name="Otto Friis", email="otto.friis@skole.example",
            driver="team", people_behind="Udskolingsteamet", extent="Alle 7.-9. klasser, hele september",
            wish="Vi vil gerne have en hel måned hos jer med alle udskolingsklasser.",
        )  # fmt: skip
    with on_day(58, 10):
        matched = match_inquiry(inquiry=inquiry, version=1, place=cast.schools[PLACE][17], by=by)
        decide_inquiry(
            inquiry=matched, version=2, decision="decline", decline_reason="time", by=by,
            reason="September er fuldt booket, og vi er kun to til så mange klasser. Skriv gerne om foråret.",
        )  # fmt: skip
