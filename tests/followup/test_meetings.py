"""Meetings from the agenda to the promises, and the signals about them."""

import datetime
import uuid

import pytest
from django.urls import reverse
from icalendar import Calendar

from followup.models import ActionPoint, Meeting
from followup.panel import FollowupPanel
from followup.validators import rhythm_weeks
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.summary import set_hours
from samarbejde.models import AttentionSignal, Event, InternalNote, OutboxMessage
from tests.factories import (
    ActionPointFactory,
    AgreementFactory,
    CollaborationFactory,
    InternalNoteFactory,
    MeetingFactory,
    ParticipantFactory,
    PersonFactory,
)  # fmt: skip

OURS = ("meeting_rhythm", "meeting_not_registered", "action_late")


def url(name, cast, *more):
    return reverse(f"followup:{name}", args=[cast.collaboration.pk, *more])


def codes(collaboration):
    refresh_attention(collaborations=[collaboration.pk])
    return sorted(s.code for s in AttentionSignal.objects.filter(collaboration=collaboration, code__in=OURS))


def data_of(day, **more):
    return {"form_key": str(uuid.uuid4()), "date": day.isoformat(), "place": "På skolen", "agenda": "- Bussen"} | more


@pytest.mark.parametrize(
    ("words", "weeks"),
    [("Hver 8. uge", 8), ("Et kort møde hver anden måned", 9), ("to gange om året", 26), ("4 møder om året", 13),
     ("Kvartalsvis", 13), ("hver anden uge", 2), ("Et opstartsmøde og et til sidst", None), ("", None),
     ("0 gange om året", None), ("hver 0. uge", None)],
)  # fmt: skip
def test_rhythm_is_read_from_the_agreements_words(words, weeks):
    assert rhythm_weeks(words) == weeks


@pytest.mark.guide("3E2")
@pytest.mark.guide("3A2")
@pytest.mark.guide("3D1")
def test_the_agenda_is_proposed_from_what_is_open(cast, running, login, today):
    set_hours(collaboration_id=running.pk, agreed=10, used=9)
    ActionPointFactory(collaboration=running, text="Bestil bussen")
    ActionPointFactory(collaboration=running, text="Gjort for længst", done_at="2026-01-01T10:00Z", done_by=cast.editor)
    agenda = login(cast.editor).get(url("meeting_create", cast)).context["form"]["agenda"].value()
    words = ("Bestil bussen", running.agreement.goals.get().text, "90 % af 10", "Lærerens rolle", "Hvordan holder vi",
             "Gjort for længst")  # fmt: skip
    assert [word in agenda for word in words] == [True, True, True, True, True, False]


@pytest.mark.guide("3E2")
def test_a_meeting_from_plan_to_minutes_and_promises(cast, login, today):
    client = login(cast.editor)
    answer = client.post(url("meeting_create", cast), data_of(today))
    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    held = {"version": "1", "status": "held", "minutes": "Vi talte om bussen", "decisions": "Skolen bestiller"}
    client.post(url("meeting_edit", cast, meeting.pk), data_of(today, **held))
    teacher = PersonFactory(institution=cast.institution, name="Anders Lund", email="anders@skole.example")
    ParticipantFactory(party=cast.party, person=teacher)
    promise = {"form_key": str(uuid.uuid4()), "text": "Bestil bussen", "owner": teacher.pk, "due_on": today.isoformat()}
    for _ in range(2):
        client.post(url("action_create", cast) + f"?moede={meeting.pk}", promise)
    page = client.get(meeting.get_absolute_url()).content.decode()
    words = ("Vi talte om bussen", "Skolen bestiller", "Bestil bussen", "Anders Lund")
    assert [word in page for word in words] == [True] * 4
    assert list(ActionPoint.objects.values_list("meeting", "text")) == [(meeting.pk, "Bestil bussen")]
    verbs = Event.objects.filter(collaboration=cast.collaboration).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["meeting_planned", "meeting_held", "action_added"]


@pytest.mark.guide("4C8")
def test_what_was_learnt_at_a_meeting_is_handed_over_once(cast, login, today, monkeypatch):
    told = []
    monkeypatch.setattr(
        FollowupPanel, "lesson_learnt", lambda self, where, text, phase, by: told.append((where, text, phase, by))
    )
    meeting = MeetingFactory(collaboration=cast.collaboration, date=today)
    sent = data_of(today, version="1", status="held", minutes="Kort", lesson="Ring, før I skriver")
    client = login(cast.editor)
    client.post(url("meeting_edit", cast, meeting.pk), sent)
    client.post(url("meeting_edit", cast, meeting.pk), sent)
    assert told == [(cast.collaboration, "Ring, før I skriver", "active", cast.editor)]


def test_minutes_are_never_in_an_event(cast, login, today):
    meeting = MeetingFactory(collaboration=cast.collaboration)
    held = {"version": "1", "status": "held", "minutes": "KANARIE"}
    login(cast.editor).post(url("meeting_edit", cast, meeting.pk), data_of(today, **held))
    assert "KANARIE" not in str(list(Event.objects.values_list("data", flat=True)))


def test_sent_twice_is_one_meeting_and_a_lost_update_is_refused(cast, login, today):
    client, data = login(cast.editor), data_of(today)
    for _ in range(2):
        client.post(url("meeting_create", cast), data)
    meeting = Meeting.objects.get()
    edits = [
        client.post(url("meeting_edit", cast, meeting.pk), data | {"version": "1", "status": "planned", "place": place})
        for place in ("Her", "Der")
    ]
    assert [answer.status_code for answer in edits] == [302, 409]
    assert "Der" in edits[1].content.decode()


def test_a_meeting_ahead_has_not_been_held(cast, login, today):
    meeting = MeetingFactory(collaboration=cast.collaboration)
    ahead = data_of(today + datetime.timedelta(days=1), version="1", status="held")
    answer = login(cast.editor).post(url("meeting_edit", cast, meeting.pk), ahead)
    assert list(answer.context["form"].errors) == ["date"]


def test_the_invitation_is_a_calendar_file_without_the_minutes(cast, login):
    meeting = MeetingFactory(
        collaboration=cast.collaboration, date=datetime.date(2027, 3, 29), starts_time=datetime.time(9),
        place="Tinghøjskolen", minutes="KANARIE", agenda="KANARIE",
    )  # fmt: skip
    answer = login(cast.reader).get(url("meeting_ical", cast, meeting.pk))
    event = Calendar.from_ical(answer.content).events[0]
    assert (str(event["summary"]), event.start.astimezone(datetime.UTC).hour) == ("Møde: Havet som klasserum", 7)
    assert ("Tinghøjskolen" in str(event["description"]), b"KANARIE" in answer.content) == (True, False)


@pytest.mark.guide("3E2")
def test_minutes_wait_in_the_outbox_without_the_internal_note(cast, login, today):
    InternalNoteFactory(collaboration=cast.collaboration, text="KANARIE-NOTE", created_by=cast.editor)
    meeting = MeetingFactory(
        collaboration=cast.collaboration, status="held", minutes="Vi talte", decisions="Vi går i gang"
    )
    ActionPointFactory(collaboration=cast.collaboration, meeting=meeting)
    person = PersonFactory(institution=cast.institution, email="anders@skole.example")
    ParticipantFactory(party=cast.party, person=person)
    client = login(cast.editor)
    for _ in range(2):
        client.post(url("meeting_share", cast, meeting.pk))
    mail = OutboxMessage.objects.get()
    assert (mail.status, mail.to_email) == ("draft", "anders@skole.example")
    assert [word in mail.body for word in ("Vi talte", "Vi går i gang", "Bestil bussen", "KANARIE")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert InternalNote.objects.count() == 1


def test_minutes_of_a_meeting_that_was_not_held_are_not_sent(cast, login):
    meeting = MeetingFactory(collaboration=cast.collaboration)
    ParticipantFactory(party=cast.party, person=PersonFactory(institution=cast.institution, email="a@skole.example"))
    login(cast.editor).post(url("meeting_share", cast, meeting.pk))
    assert OutboxMessage.objects.count() == 0


@pytest.mark.guide("3E2")
def test_the_rhythm_is_noticed_until_a_meeting_is_planned(cast, running, login, today):
    running.agreement.meeting_rhythm = "hver 8. uge"
    running.agreement.save()
    client, seen = login(cast.editor), [codes(running)]
    client.post(url("meeting_create", cast), data_of(today + datetime.timedelta(days=3)))
    seen.append(codes(running))
    meeting = Meeting.objects.get()
    gone = data_of(today + datetime.timedelta(days=3), version="1", status="cancelled")
    client.post(url("meeting_edit", cast, meeting.pk), gone)
    seen.append(codes(running))
    held = data_of(today - datetime.timedelta(days=3), version="2", status="held")
    client.post(url("meeting_edit", cast, meeting.pk), held)
    seen.append(codes(running))
    assert seen == [["meeting_rhythm"], [], ["meeting_rhythm"], []]


@pytest.mark.guide("3E2")
def test_a_meeting_nobody_wrote_about_is_noticed_until_somebody_does(cast, login, today):
    yesterday = today - datetime.timedelta(days=1)
    meeting = MeetingFactory(collaboration=cast.collaboration, date=yesterday)
    seen = [codes(cast.collaboration)]
    edit = url("meeting_edit", cast, meeting.pk)
    client = login(cast.editor)
    assert client.get(edit).context["form"]["status"].value() == "held"
    client.post(edit, data_of(yesterday, version="1", status="held", minutes="Kort og godt"))
    assert [*seen, codes(cast.collaboration)] == [["meeting_not_registered"], []]


@pytest.mark.guide("3E2")
def test_a_late_promise_is_noticed_until_it_is_done(cast, login, today):
    action = ActionPointFactory(collaboration=cast.collaboration, due_on=today - datetime.timedelta(days=1))
    seen = [codes(cast.collaboration)]
    client = login(cast.editor)
    for _ in range(2):
        client.post(url("action_done", cast, action.pk))
    seen.append(codes(cast.collaboration))
    assert (seen, Event.objects.filter(verb="action_done").count()) == ([["action_late"], []], 1)


def test_planned_meetings_stand_in_the_calendar(cast, login, today):
    MeetingFactory(collaboration=cast.collaboration, date=today, starts_time=datetime.time(14))
    MeetingFactory(collaboration=cast.foreign, date=today)
    page = login(cast.editor).get(reverse("followup:calendar"), {"vis": "alle"})
    texts = [str(entry.text) for week in page.context["weeks"] for entry in week.entries]
    assert texts == ["Møde: Havet som klasserum"]


def test_where_one_meets_is_not_for_the_networks_coordinator(cast, login, today):
    MeetingFactory(collaboration=cast.collaboration, date=today, place="Hjemme hos Anders")
    seen = [
        "Hjemme hos Anders" in login(who).get(reverse("followup:calendar"), {"vis": "alle"}).content.decode()
        for who in (cast.reader, cast.network)
    ]
    assert seen == [True, False]


@pytest.mark.parametrize("number", [1, 30])
def test_meeting_pages_cost_the_same(cast, login, number, django_assert_max_num_queries):
    for _ in range(number):
        meeting = MeetingFactory(collaboration=cast.collaboration, status="held", created_by=cast.editor)
        person = PersonFactory(institution=cast.institution)
        ActionPointFactory(collaboration=cast.collaboration, meeting=meeting, owner=person)
        ActionPointFactory(collaboration=cast.collaboration, owner=person)
    client = login(cast.editor)
    for address in (url("meeting_list", cast), meeting.get_absolute_url()):
        with django_assert_max_num_queries(8):
            client.get(address)


@pytest.mark.parametrize("number", [1, 30])
def test_meeting_rules_cost_the_same(db, number, today, django_assert_num_queries):
    from followup.attention.meetings import RULES
    from samarbejde.models import Collaboration

    before = today - datetime.timedelta(weeks=30)
    for _ in range(number):
        collaboration = CollaborationFactory(phase="active")
        AgreementFactory(collaboration=collaboration, meeting_rhythm="hver 8. uge", starts_on=before)
        MeetingFactory(collaboration=collaboration, date=before)
        ActionPointFactory(collaboration=collaboration, due_on=before)
    with django_assert_num_queries(3):
        hits = [hit for rule in RULES for hit in rule.find(Collaboration.objects.all(), today)]
    assert len(hits) == number * 3
