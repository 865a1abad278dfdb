import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from samarbejde.actions.confirmations import draft_confirmations
from samarbejde.actions.erasure import NOBODY, erase_person, forget_reach_of_left
from samarbejde.actions.outbox import enqueue_message, release_message
from samarbejde.actions.participants import add_participant
from samarbejde.actions.people import create_person, mark_person_left
from samarbejde.choices import Function, MessageStatus, ParticipantRole
from samarbejde.models import Event, OutboxAttachment, OutboxMessage, Participant, Person, SearchDocument
from tests.factories import (
    ContactAttemptFactory,
    OutboxAttachmentFactory,
    OutboxMessageFactory,
    PostFactory,
    TaskFactory,
    UnsubscriptionFactory,
)  # fmt: skip

OLD = datetime.date(2020, 1, 1)


@pytest.fixture
def inger(cast):
    person = create_person(
        institution=cast.institution, name="Inger Bech", email="inger@skole.example", phone="12 34 56 78",
        preferred_channel="phone", preferred_times="tirsdag efter 14", good_to_know="Vil helst ringes op.",
        posts=[{"function": Function.TEACHER, "school": cast.school}], by=cast.editor,
    )  # fmt: skip
    add_participant(party=cast.party, role=ParticipantRole.CONTACT, person=person, note="fra 5.b", by=cast.editor)
    return person


def url(name, person, *more):
    return reverse(f"samarbejde:{name}", args=[person.pk, *more])


@pytest.mark.guide("3D1")
def test_how_one_is_best_reached_stands_where_one_contacts_them(cast, login, inger):
    client = login(cast.editor)
    pages = ("samarbejde:collaboration_people", "contacts:attempt_create")
    texts = [client.get(reverse(page, args=[cast.collaboration.pk])).content.decode() for page in pages]
    texts.append(client.get(cast.school.get_absolute_url()).content.decode())
    assert ["Bedst: Telefon · tirsdag efter 14" in text for text in texts] == [True, True, True]


@pytest.mark.guide("1A3")
def test_whoever_leaves_hands_over_and_somebody_new_takes_every_place(cast, login, inger):
    TaskFactory(agreement__collaboration=cast.collaboration, title="Bestille bussen", responsible=inger)
    ContactAttemptFactory(
        collaboration=cast.collaboration, school=cast.school, person=inger, note="Glad for dem", created_by=cast.editor
    )
    type(cast.collaboration).objects.update(next_step="Mødes på skolen", next_step_on=timezone.localdate())
    client = login(cast.editor)
    gone = client.post(url("person_leave", inger), {"left_on": timezone.localdate().isoformat()})
    assert gone["Location"] == url("person_handover", inger)
    text = client.get(gone["Location"]).content.decode()
    needed = ("Har lovet: Bestille bussen", "Glad for dem", "Mødes på skolen", "Vil helst ringes op.", "(ikke besat)")
    assert [word for word in needed if word not in text] == []
    place = Participant.objects.get(person=None, ended_on=None, collaboration=cast.collaboration)
    client.post(
        url("person_handover", inger),
        {"places": [place.pk], "name": "Bo Ny", "function": "teacher", "email": "bo@skole.example"},
    )
    new = Person.objects.get(name="Bo Ny")
    place.refresh_from_db()
    assert (place.person, place.note, new.workplace) == (new, "fra 5.b", "Tinghøjskolen")
    assert Participant.objects.get(person=inger).ended_on == timezone.localdate()
    assert Event.objects.filter(verb="person_handed_over", person=inger).count() == 1


def test_somebody_known_can_take_over_and_nobody_is_refused(cast, login, inger):
    known = create_person(
        institution=cast.institution, name="Ole Kendt", posts=[{"function": "plc", "school": cast.school}],
        by=cast.editor,
    )  # fmt: skip
    mark_person_left(person=inger, left_on=timezone.localdate(), by=cast.editor)
    place = Participant.objects.get(person=None, ended_on=None)
    client = login(cast.editor)
    nobody = client.post(url("person_handover", inger), {"places": [place.pk], "email": "halv@"})
    assert set(nobody.context["form"].errors) == {"name", "function", "email"}
    assert "halv@" in nobody.content.decode()
    client.post(url("person_handover", inger), {"places": [place.pk], "successor": known.pk})
    place.refresh_from_db()
    assert place.person == known


def due(cast, person):
    Person.objects.filter(pk=person.pk).update(confirmed_on=OLD)


@pytest.mark.guide("1A3")
def test_once_a_year_people_are_asked_by_draft_and_confirm_without_an_account(cast, client, login, inger):
    due(cast, inger)
    staff = login(cast.coordinator)
    response = staff.post(reverse("samarbejde:person_ask", args=[cast.institution.slug]))
    mail = OutboxMessage.objects.get()
    assert (mail.status, mail.to_email, response["Location"]) == (
        MessageStatus.DRAFT, inger.email, "/udbakke/?slags=person-confirmation&status=draft",
    )  # fmt: skip
    assert draft_confirmations(institution=cast.institution, by=cast.editor) == 0
    staff.post(
        reverse("samarbejde:outbox_release_drafts", args=[cast.institution.slug]), {"slags": "person-confirmation"}
    )
    mail.refresh_from_db()
    assert mail.status == MessageStatus.QUEUED
    staff.logout()
    page = client.get(link_in(mail), follow=True)
    assert "Vil helst ringes op." not in page.content.decode()
    inger.refresh_from_db()
    assert inger.confirmed_on == OLD
    client.post(page.redirect_chain[-1][0], answers(phone="99 99 99 99"))
    inger.refresh_from_db()
    assert (inger.phone, inger.confirmed_on) == ("99 99 99 99", timezone.localdate())
    assert Event.objects.get(verb="person_answered").actor_name == "Inger Bech"


def link_in(mail) -> str:
    line = next(line for line in mail.body.splitlines() if "/oplysninger/k/" in line)
    return line[line.index("/oplysninger/") :]


def answers(**changed) -> dict:
    return {
        "name": "Inger Bech", "email": "inger@skole.example", "phone": "12 34 56 78", "preferred_channel": "phone",
        "preferred_times": "tirsdag efter 14", "still": "her", "successor": "",
    } | changed  # fmt: skip


def test_somebody_who_has_changed_jobs_says_so_and_the_place_stands_empty(cast, client, inger):
    due(cast, inger)
    draft_confirmations(institution=cast.institution, by=cast.editor)
    page = client.get(link_in(OutboxMessage.objects.get()), follow=True)
    client.post(page.redirect_chain[-1][0], answers(still="stoppet", successor="Bo Ny, bo@skole.example"))
    inger.refresh_from_db()
    assert inger.left_on == timezone.localdate()
    assert Participant.objects.filter(person=None, ended_on=None).count() == 1
    assert Event.objects.get(verb="person_answered").data["words"] == "Bo Ny, bo@skole.example"
    assert client.get(page.redirect_chain[-1][0]).status_code == 410


def test_our_own_people_and_those_who_unsubscribed_are_not_asked(cast, inger):
    own = create_person(
        institution=cast.institution, name="Egen", email="egen@museum.example",
        posts=[{"function": "educator", "institution": cast.institution}], by=cast.editor,
    )  # fmt: skip
    due(cast, own)
    due(cast, inger)
    UnsubscriptionFactory(institution=cast.institution, email="INGER@skole.example")
    assert draft_confirmations(institution=cast.institution, by=cast.editor) == 0


def test_a_person_is_given_everything_we_keep(cast, login, inger):
    ContactAttemptFactory(collaboration=cast.collaboration, person=inger, note="Glad for dem", created_by=cast.editor)
    TaskFactory(agreement__collaboration=cast.collaboration, title="Bestille bussen", responsible=inger)
    client = login(cast.editor)
    rows = client.get(url("person_access", inger) + "?format=json").json()
    texts = {row["text"] for row in rows}
    assert {"inger@skole.example", "12 34 56 78", "Vil helst ringes op.", "tirsdag efter 14"} - texts == set()
    assert {row["section"] for row in rows} >= {"Oplysninger", "I samarbejder", "Historik", "Kontakter", "Aftaler"}
    csv = client.get(url("person_access", inger) + "?format=csv").content.decode("utf-8-sig")
    assert "Havet som klasserum: Bestille bussen" in csv
    assert client.get(url("person_access", inger)).status_code == 200


@pytest.fixture
def known_everywhere(cast, inger):
    """Her name, address and number stand in the history, the log, the outbox and the next step."""
    ContactAttemptFactory(
        collaboration=cast.collaboration, institution=cast.institution, school=cast.school, person=inger,
        note="inger bech ringede fra 12 34 56 78", next_step="Ring til Inger Bech", created_by=cast.editor,
    )  # fmt: skip
    type(cast.collaboration).objects.filter(pk=cast.collaboration.pk).update(next_step="Ring til Inger Bech")
    for number, status in enumerate((MessageStatus.DRAFT, MessageStatus.SENT)):
        mail = enqueue_message(
            key=f"x{number}", kind="x", to_email="Inger@skole.example", to_name="Inger Bech", subject="Til Inger Bech",
            body="Kære Inger Bech", institution=cast.institution, draft=True, by=cast.editor,
        )  # fmt: skip
        OutboxMessage.objects.filter(pk=mail.pk).update(status=status)
    return inger


def test_erasing_reaches_history_search_log_and_outbox(cast, login, known_everywhere):
    inger = known_everywhere
    client = login(cast.coordinator)
    unsure = client.post(url("person_erase", inger), {})
    assert "Sæt kryds" in unsure.content.decode()
    assert client.post(url("person_erase", inger), {"sikker": "1"}).status_code == 302
    inger.refresh_from_db()
    assert (inger.name, inger.email, inger.phone, inger.good_to_know) == ("Slettet person", "", "", "")
    assert traces("Inger Bech", "inger@skole.example", "12 34 56 78") == []
    assert SearchDocument.objects.filter(kind="person", object_id=inger.pk).count() == 0
    mails = OutboxMessage.objects.order_by("pk")
    assert list(mails.values_list("status", "to_email")) == [("cancelled", NOBODY), ("sent", NOBODY)]
    assert Participant.objects.get(person=inger).ended_on == timezone.localdate()
    assert client.get(inger.get_absolute_url()).status_code == 200


def traces(*words) -> list[str]:
    """Return the tables in which any of the words still stands."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" x WHERE x::text ILIKE ANY(%s)', [[f"%{w}%" for w in words]])
            found += [table] if cursor.fetchone()[0] else []
    return found


def test_erasing_leaves_others_of_the_place_alone(cast, inger):
    other = create_person(institution=cast.institution, name="Inger Bechmann", by=cast.editor)
    ContactAttemptFactory(
        collaboration=cast.collaboration, institution=cast.institution, school=cast.school, person=inger,
        note="Inger Bechmann var med", created_by=cast.editor,
    )  # fmt: skip
    erase_person(person=inger, by=cast.coordinator)
    other.refresh_from_db()
    assert other.name == "Inger Bechmann"
    assert other.institution.contact_attempts.get().note == "Inger Bechmann var med"


def test_somebody_who_can_log_in_is_not_erased(cast, inger):
    Person.objects.filter(pk=inger.pk).update(user=cast.reader)
    inger.refresh_from_db()
    with pytest.raises(ValidationError):
        erase_person(person=inger, by=cast.coordinator)


def test_phone_and_mail_go_a_year_after_somebody_left(cast, inger):
    mark_person_left(person=inger, left_on=timezone.localdate() - datetime.timedelta(days=400), by=cast.editor)
    assert forget_reach_of_left(today=timezone.localdate()) == 1
    inger.refresh_from_db()
    assert (inger.name, inger.email, inger.phone) == ("Inger Bech", "", "")
    assert forget_reach_of_left(today=timezone.localdate()) == 0


def test_a_draft_to_somebody_erased_can_never_be_released(cast, known_everywhere):
    erase_person(person=known_everywhere, by=cast.coordinator)
    mail = OutboxMessage.objects.get(key="x0")
    assert release_message(message=mail, by=cast.coordinator).status == MessageStatus.CANCELLED


@pytest.mark.parametrize("rows", [1, 30])
def test_the_handover_costs_the_same_with_one_and_thirty(cast, login, inger, django_assert_max_num_queries, rows):
    for _number in range(rows):
        PostFactory(person=inger, school=cast.school, ended_on=timezone.localdate())
    client = login(cast.editor)
    with django_assert_max_num_queries(14):
        client.get(url("person_handover", inger))


def test_erasing_takes_the_name_out_of_the_files_that_went_with_mails(cast, inger):
    lines = (
        "BEGIN:VEVENT", "SUMMARY:Møde med Inger Bech og Bo", 'ATTENDEE;CN="Inger Bech";RSVP=TRUE:mailto:inger@skole.ex',
        " ample", "ATTENDEE;CN=Bo Ny:mailto:bo@skole.example", "END:VEVENT",
    )  # fmt: skip
    mails = [OutboxMessageFactory(collaboration=cast.collaboration, institution=cast.institution) for _ in range(2)]
    calendar = OutboxAttachmentFactory(
        message=mails[0], name="indbydelse.ics", content_type="text/calendar; method=REQUEST",
        content="".join(f"{line}\r\n" for line in lines).encode(),
    )  # fmt: skip
    OutboxAttachmentFactory(message=mails[1], name="billede.png", content_type="image/png")
    other = OutboxAttachmentFactory(message__institution=cast.elsewhere, content=b"Inger Bech, en anden")
    erase_person(person=inger, by=cast.coordinator)
    kept = {row.pk: bytes(row.content).decode() for row in OutboxAttachment.objects.all()}
    assert kept == {
        calendar.pk: "BEGIN:VEVENT\r\nSUMMARY:Møde med (slettet person) og Bo\r\n"
        "ATTENDEE;CN=Bo Ny:mailto:bo@skole.example\r\nEND:VEVENT\r\n",
        other.pk: "Inger Bech, en anden",
    }
