"""Old visits brought in from a booking list, and schools that were written to: who answered, and what."""

import random

from config.demo.clock import on_day
from config.demo.people import Cast
from contacts.actions.campaign_sending import draft_campaign, note_response, send_campaign, unsubscribe
from contacts.actions.campaigns import start_campaign
from contacts.actions.visit_import import apply_visit_import, map_visit_columns, upload_visit_file
from contacts.models import Campaign
from samarbejde.models import Institution, School, User

HEADER = "Bookingnr;Dato;Skole;Postnr;By;Klasse;Antal elever;Forløb;Status"
SUBJECTS = ("Stenalderdag", "Livet i fjorden", "Fiskerlejets børn", "Krible-krable på stranden", "Byens havn")
VISITORS, BOOKINGS = 26, 74
LETTER = (
    "Kære {navn}\n\n"
    "Til foråret har vi fire ledige uger ved fjorden. {skole} kan være med i forløbet ”Havet som klasserum”: tre"
    " formiddage, hvor eleverne undersøger det samme stykke strand.\n\n"
    "{udbytte}\n\nHar det interesse, så svar på denne mail, eller ring til os.\n"
)
GAIN = "I får et forløb, der passer til jeres årsplan, og en underviser, der kender klassen fra første gang."
# (n-th of those written to, what they answered, after how many days, in their words)
ANSWERS = [
    (0, "interested", 1, "5. årgang vil gerne. Ring efter kl. 14."),
    (1, "not_now", 2, "De er i gang med at bygge om. Spørg igen til august."),
    (2, "meeting", 3, "Vi mødes på skolen."),
    (4, "no", 4, "De har et fast samarbejde med naturskolen."),
    (6, "interested", 5, "Natur/teknologi-læreren bad om datoerne."),
]
NOT_AGAIN = 5  # the one who asked not to be written to


def reach_out(cast: Cast) -> None:
    """Old visits at many schools; one campaign that was sent and answered, and one that waits to be looked through."""
    place, staff = cast.places["kystmuseet"], [person.user for person in cast.staff["kystmuseet"]]
    schools = cast.schools["kystmuseet"]
    _bring_old_visits(place, schools[4 : 4 + VISITORS], staff[0])
    _sent_and_answered(place, schools[24:36], staff)
    with on_day(1, 14):
        waiting = start_campaign(
            institution=place, title="Klimauge i maj", schools=schools[36:42], subject="Klimauge ved fjorden i maj",
            text=LETTER, value=GAIN, chosen_by="Inden for 25 km, ikke skrevet til i år", by=staff[1],
        )  # fmt: skip
        draft_campaign(campaign=waiting, by=staff[1])


def _bring_old_visits(place: Institution, schools: list[School], by: User) -> None:
    with on_day(150, 15):
        kept = upload_visit_file(
            institution=place, content=_booking_list(schools), file_name="bookinger-2023-2025.csv", by=by
        )
        read = map_visit_columns(visit_import=kept, mapping=kept.mapping, source_name="Det gamle bookingsystem", by=by)
        apply_visit_import(visit_import=read, by=by)


def _booking_list(schools: list[School]) -> bytes:
    """Return a list as a booking system gives it: some schools come again and again, a few cancel."""
    chance = random.Random("bookinger")  # noqa: S311 - a story, no secret
    lines = [HEADER]
    for number in range(BOOKINGS):
        school = schools[min(chance.randrange(len(schools)), chance.randrange(len(schools)))]
        with on_day(200 + number * 13) as day:
            pass
        grade = chance.randint(0, 9)
        status = "Aflyst" if number % 17 == 9 else "Afholdt"
        cells = [41000 + number, f"{day:%d-%m-%Y}", school.name, school.postcode, school.city]
        cells += [f"{grade}.{chance.choice('ab')}", chance.randint(16, 27), chance.choice(SUBJECTS), status]
        lines.append(";".join(map(str, cells)))
    return "\r\n".join(lines).encode("utf-8-sig")


def _sent_and_answered(place: Institution, schools: list[School], staff: list[User]) -> None:
    with on_day(16, 9):
        campaign = start_campaign(
            institution=place, title="Ledige uger til foråret", schools=schools, subject="Fire ledige uger ved fjorden",
            text=LETTER, value=GAIN, chosen_by="Inden for 25 km, 4.-6. klasse, har besøgt os før", by=staff[0],
        )  # fmt: skip
        draft_campaign(campaign=campaign, by=staff[0])
    with on_day(15, 8):
        send_campaign(campaign=campaign, by=staff[0])
    _answers(campaign, staff)


def _answers(campaign: Campaign, staff: list[User]) -> None:
    written_to = list(campaign.recipients.filter(status="sent").order_by("pk"))
    for number, outcome, days, words in ANSWERS:
        if number < len(written_to):
            with on_day(15 - days, 13) as day:
                note_response(
                    recipient=written_to[number], outcome=outcome, responded_on=day, note=words,
                    by=staff[number % len(staff)],
                )  # fmt: skip
    if len(written_to) > NOT_AGAIN and written_to[NOT_AGAIN].link:
        with on_day(13, 9):
            unsubscribe(link=written_to[NOT_AGAIN].link)
