"""Inviting to a meeting by mail: from the page to the file that a calendar reads, over a real mail server."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from followup.models import MeetingInvitation
from followup.queries.invitations import whom_to_write_to
from followup.queries.person_records import records_of
from samarbejde.actions.erasure import erase_person
from samarbejde.actions.outbox import deliver_due_messages
from samarbejde.models import Event, OutboxAttachment, OutboxMessage
from tests.factories import (
    InternalNoteFactory,
    MeetingFactory,
    MeetingInvitationFactory,
    ParticipantFactory,
    PersonFactory,
)  # fmt: skip

pytestmark = pytest.mark.django_db
SUNDAYS = [datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)]


@pytest.fixture
def people(cast):
    """One on each side, one without an address, and the school's mailbox."""
    cast.party.mailbox = "kontor@skole.example"
    cast.party.save()
    found = [
        PersonFactory(institution=cast.institution, name="Inger Holm", email="inger@skole.example"),
        PersonFactory(institution=cast.institution, name="Bo Strand", email="bo@kystmuseet.example"),
        PersonFactory(institution=cast.institution, name="Uden Adresse", email=""),
    ]
    for person, party in zip(found, (cast.party, cast.own_party, cast.party), strict=True):
        ParticipantFactory(party=party, person=person)
    return found


@pytest.fixture
def meeting(cast, people):
    return MeetingFactory(
        collaboration=cast.collaboration, date=datetime.date(2027, 3, 29), starts_time=datetime.time(14),
        ends_time=datetime.time(15, 30), place="Tinghøjskolen, lokale 4", agenda="- Bussen; og æbler\n- Målene",
        minutes="KANARIE", decisions="KANARIE", created_by=cast.editor,
    )  # fmt: skip


def url(name, meeting):
    return reverse(f"followup:{name}", args=[meeting.collaboration_id, meeting.pk])


def keys(meeting, *emails):
    return [each.key for each in whom_to_write_to(meeting, meeting.collaboration) if each.email in emails]


def edit(client, meeting, **changes):
    """Save the meeting's page as a person does, with ``changes``."""
    meeting.refresh_from_db()
    values = {
        "version": meeting.version, "date": meeting.date.isoformat(), "starts_time": f"{meeting.starts_time:%H:%M}",
        "ends_time": f"{meeting.ends_time:%H:%M}", "place": meeting.place, "agenda": meeting.agenda,
        "minutes": meeting.minutes, "decisions": meeting.decisions, "status": meeting.status,
    }  # fmt: skip
    assert client.post(url("meeting_edit", meeting), values | changes).status_code == 302
    meeting.refresh_from_db()


def invite(client, meeting, *emails):
    answer = client.post(url("meeting_invite", meeting), {"chosen": keys(meeting, *emails)})
    assert answer["Location"] == meeting.get_absolute_url()
    meeting.refresh_from_db()


def send(login, cast, meeting):
    login(cast.coordinator).post(url("meeting_invite_send", meeting))
    deliver_due_messages()


def read(mail):
    """Return the text of a mail, the calendar file's type and method, and its one event."""
    [part] = mail.iter_attachments()
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [event] = calendar.events
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "indbydelse.ics")
    assert part["Content-Type"].params["method"] == str(calendar["method"])
    return mail.get_body().get_content(), str(calendar["method"]), event


@pytest.mark.guide("3E2")
def test_an_invitation_arrives_with_a_file_the_calendar_reads(cast, login, people, meeting, postbox):
    InternalNoteFactory(collaboration=cast.collaboration, text="KANARIE-NOTE", created_by=cast.editor)
    client = login(cast.editor)
    invite(client, meeting, "inger@skole.example", "bo@kystmuseet.example", "kontor@skole.example")
    assert set(OutboxMessage.objects.values_list("status", flat=True)) == {"draft"}
    assert (deliver_due_messages(), postbox.mails) == (0, [])
    send(login, cast, meeting)
    assert sorted(to for [to], _mail in postbox.mails) == [
        "bo@kystmuseet.example", "inger@skole.example", "kontor@skole.example",
    ]  # fmt: skip
    mail = next(mail for [to], mail in postbox.mails if to == "inger@skole.example")
    text, method, event = read(mail)
    assert (mail["Subject"], mail["Reply-To"]) == ("Indbydelse til møde: Havet som klasserum", cast.editor.email)
    assert text.replace("\r\n", "\n").split("\n\n")[:4] == [
        "Kære Inger Holm",
        "Du er indbudt til et møde om ”Havet som klasserum”.",
        "Hvornår: mandag 29. marts 2027 (uge 13) kl. 14.00–15.30\nHvor: Tinghøjskolen, lokale 4",
        "Dagsorden\n- Bussen; og æbler\n- Målene",
    ]
    assert (method, str(event["uid"]), event["sequence"], str(event["status"])) == (
        "REQUEST", f"meeting-{meeting.pk}@127.0.0.1", 0, "CONFIRMED",
    )  # fmt: skip
    assert (str(event["location"]), str(event["description"])) == (meeting.place, meeting.agenda)
    assert (event["organizer"], event["organizer"].params["CN"]) == (
        f"mailto:{cast.editor.email}", "Maja Lindholt, Kystmuseet Isfjorden",
    )  # fmt: skip
    assert [(str(who), who.params["CN"], who.params["RSVP"]) for who in event["attendee"]] == [
        ("mailto:bo@kystmuseet.example", "Bo Strand", "TRUE"), ("mailto:inger@skole.example", "Inger Holm", "TRUE"),
        ("mailto:kontor@skole.example", "Tinghøjskolen", "TRUE"),
    ]  # fmt: skip
    assert "KANARIE" not in text + event.to_ical().decode()


@pytest.mark.guide("3E2")
@pytest.mark.parametrize(
    ("sunday", "before", "after"), [(SUNDAYS[0], 1, 2), (SUNDAYS[1], 2, 1)], ids=["summer time", "winter time"]
)
def test_the_hour_is_right_on_both_sides_of_the_clock_change(cast, login, people, meeting, sunday, before, after):
    client, found = login(cast.editor), []
    for days in (-1, 1):
        edit(client, meeting, date=(sunday + datetime.timedelta(days=days)).isoformat())
        invite(client, meeting, "inger@skole.example")
        file = OutboxAttachment.objects.latest("pk")
        calendar = Calendar.from_ical(bytes(file.content))
        [event] = calendar.events
        assert str(calendar.timezones[0]["tzid"]) == event["dtstart"].params["TZID"] == "Europe/Copenhagen"
        found.append((event.start.astimezone(datetime.UTC).hour, event.end - event.start))
    lasts = datetime.timedelta(hours=1, minutes=30)
    assert found == [(14 - before, lasts), (14 - after, lasts)]


@pytest.mark.guide("3E2")
def test_pressed_twice_is_one_mail_and_a_draft_is_written_anew(cast, login, people, meeting):
    client = login(cast.editor)
    invite(client, meeting, "inger@skole.example")
    edit(client, meeting, agenda="- Noget andet")
    invite(client, meeting, "inger@skole.example")
    mail = OutboxMessage.objects.get()
    assert ("Noget andet" in mail.body, mail.attachments.count(), MeetingInvitation.objects.count()) == (True, 1, 1)
    OutboxMessage.objects.update(status="queued")
    before = OutboxMessage.objects.get().body
    answer = client.post(url("meeting_invite", meeting), {"chosen": keys(meeting, "inger@skole.example")}, follow=True)
    assert "De har fået besked allerede" in answer.content.decode()
    assert (OutboxMessage.objects.get().body, meeting.sequence) == (before, 0)
    assert Event.objects.filter(verb="meeting_invited").count() == 2


@pytest.mark.guide("3E2")
def test_a_meeting_that_moves_offers_the_new_time_to_the_same_people(cast, login, people, meeting, postbox):
    client = login(cast.editor)
    invite(client, meeting, "inger@skole.example", "kontor@skole.example")
    send(login, cast, meeting)
    client = login(cast.editor)
    edit(client, meeting, agenda="- Noget andet")
    assert "har den gamle tid" not in client.get(meeting.get_absolute_url()).content.decode()
    edit(client, meeting, date="2027-03-30", place="Museet")
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert ("Fortæl den nye tid" in page, page.count("har den gamle tid")) == (True, 2)
    proposed = client.get(url("meeting_invite", meeting)).context["form"]["chosen"].initial
    assert proposed == keys(meeting, "inger@skole.example", "kontor@skole.example")
    invite(client, meeting, "inger@skole.example", "kontor@skole.example")
    send(login, cast, meeting)
    texts = [read(mail) for [to], mail in postbox.mails if to == "inger@skole.example"]
    assert [(method, str(event["uid"]), event["sequence"]) for _text, method, event in texts] == [
        ("REQUEST", f"meeting-{meeting.pk}@127.0.0.1", 0), ("REQUEST", f"meeting-{meeting.pk}@127.0.0.1", 1),
    ]  # fmt: skip
    assert [word in texts[1][0] for word in ("er flyttet", "tirsdag 30. marts", "Museet")] == [True] * 3


@pytest.mark.guide("3E2")
def test_a_cancelled_meeting_is_called_off_to_those_who_were_written_to(cast, login, people, meeting, postbox):
    client = login(cast.editor)
    invite(client, meeting, "inger@skole.example")
    send(login, cast, meeting)
    client = login(cast.editor)
    invite(client, meeting, "bo@kystmuseet.example")  # a draft that never leaves
    edit(client, meeting, status="cancelled")
    assert OutboxMessage.objects.get(to_email="bo@kystmuseet.example").status == "cancelled"
    assert [each.email for each in whom_to_write_to(meeting, cast.collaboration)] == ["inger@skole.example"]
    assert "Fortæl, at mødet er aflyst" in client.get(url("meeting_invite", meeting)).content.decode()
    invite(client, meeting, "inger@skole.example")
    send(login, cast, meeting)
    text, method, event = read(postbox.mails[-1][1])
    assert (method, event["sequence"], str(event["status"])) == ("CANCEL", 1, "CANCELLED")
    assert "mandag 29. marts 2027 (uge 13) kl. 14.00–15.30 er aflyst" in text
    assert Event.objects.filter(verb="meeting_called_off").count() == 1
    edit(login(cast.editor), meeting, status="planned")
    assert meeting.sequence == 2


def test_what_waits_when_a_meeting_moves_is_never_sent(cast, login, people, meeting):
    client = login(cast.editor)
    invite(client, meeting, "inger@skole.example")
    edit(client, meeting, starts_time="13:00")
    assert OutboxMessage.objects.get().status == "cancelled"
    invite(client, meeting, "inger@skole.example")
    mail = OutboxMessage.objects.get(status="draft")
    # Nobody got the first one: to her this is an invitation, and not news.
    assert ("Du er indbudt" in mail.body, "kl. 13.00–15.30" in mail.body) == (True, True)


def test_nobody_is_chosen_or_somebody_else_is(cast, login, people, meeting):
    client = login(cast.editor)
    for chosen, words in (([], "Vælg mindst én at skrive til"), (["person-0"], "Vælg en af mulighederne")):
        answer = client.post(url("meeting_invite", meeting), {"chosen": chosen, "sendt": "1"})
        assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert OutboxMessage.objects.count() == 0


def test_only_people_with_an_address_are_asked_and_the_mailbox_where_nobody_has_one(cast, people, meeting):
    first = whom_to_write_to(meeting, cast.collaboration)
    people[0].email = ""
    people[0].save()
    second = whom_to_write_to(meeting, cast.collaboration)
    assert [(each.name, each.is_proposed) for each in first] == [
        ("Bo Strand", True), ("Inger Holm", True), ("Tinghøjskolen", False),
    ]  # fmt: skip
    assert [(each.name, each.is_proposed) for each in second] == [("Bo Strand", True), ("Tinghøjskolen", True)]


def test_a_meeting_that_is_over_is_not_invited_to(cast, login, people, meeting):
    client, chosen = login(cast.editor), {"chosen": keys(meeting, "inger@skole.example")}
    type(meeting).objects.update(date=datetime.date(2026, 1, 5))
    assert "Mødets dag er forbi" in client.post(url("meeting_invite", meeting), chosen).content.decode()
    type(meeting).objects.update(status="held")
    answer = client.post(url("meeting_invite", meeting), chosen, follow=True)
    assert (answer.redirect_chain[0][0], "Mødet er holdt." in answer.content.decode()) == (
        meeting.get_absolute_url(), True,
    )  # fmt: skip
    assert OutboxMessage.objects.count() == 0


def test_what_one_does_first_depends_on_whether_the_day_has_come(cast, login, people, meeting):
    client, seen = login(cast.editor), []
    today = timezone.localdate()
    for days in (1, 0):
        type(meeting).objects.update(date=today + datetime.timedelta(days=days))
        page = client.get(meeting.get_absolute_url()).content.decode()
        seen.append([words in page for words in ("Send indbydelse", "Flyt eller ret det", "Skriv referatet")])
    assert seen == [[True, True, False], [False, False, True]]


def test_an_editor_writes_the_drafts_and_a_coordinator_sends_them(cast, login, people, meeting):
    client = login(cast.editor)
    invite(client, meeting, "inger@skole.example")
    assert ("Send kladden" in client.get(meeting.get_absolute_url()).content.decode(),
            client.post(url("meeting_invite_send", meeting)).status_code) == (False, 403)  # fmt: skip
    client = login(cast.coordinator)
    assert "Send kladden" in client.get(meeting.get_absolute_url()).content.decode()
    client.post(url("meeting_invite_send", meeting))
    assert OutboxMessage.objects.get().status == "queued"


def test_the_invited_are_given_and_forgotten_with_the_person(cast, login, people, meeting):
    inger, bo, _without = people
    invite(login(cast.editor), meeting, inger.email, bo.email)
    assert [(record.section, record.text, record.when) for record in records_of(inger)] == [
        ("Møder", "Havet som klasserum", meeting.date)
    ]
    erase_person(person=inger, by=cast.coordinator)
    files = b"".join(bytes(file.content) for file in OutboxAttachment.objects.all()).replace(b"\r\n ", b"").decode()
    assert [word in files for word in ("Inger", "inger@", "Bo Strand")] == [False, False, True]
    assert list(MeetingInvitation.objects.values_list("name", flat=True)) == ["Bo Strand"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_pages_cost_the_same(cast, login, meeting, number, django_assert_num_queries):
    for _ in range(number):
        person = PersonFactory(institution=cast.institution, email="")
        ParticipantFactory(party=cast.party, person=person)
    for row in MeetingInvitationFactory.create_batch(number, meeting=meeting):
        ParticipantFactory(party=cast.party, person=PersonFactory(institution=cast.institution, email=row.email))
    type(meeting).objects.update(invited_at="2027-01-01T10:00Z", invited_by=cast.editor)
    client = login(cast.editor)
    for name, queries in (("meeting_detail", 9), ("meeting_invite", 9)):
        with django_assert_num_queries(queries):
            client.get(url(name, meeting))
