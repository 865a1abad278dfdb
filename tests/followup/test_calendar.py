import dataclasses
import datetime
import io

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from django.urls import reverse
from icalendar import Calendar

from samarbejde.lib.ical import ZONE, Address, Invitation, calendar_bytes, invitation_bytes
from samarbejde.models import Link
from samarbejde.panels import Upcoming
from tests.factories import (
    CollaborationFactory,
    FollowedMilestoneFactory,
    InternalNoteFactory,
    MeetingFactory,
    SessionFactory,
)  # fmt: skip

SUNDAYS = [datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)]


def entry(day, time=None, ends=None, **more):
    return Upcoming(date=day, text="Gang 4", detail="5.a", url="/x/", hue="opfoelgning", time=time, ends=ends, **more)


def zone_of(text):
    """The file's own VTIMEZONE, as another program reads it."""
    start = text.index("BEGIN:VTIMEZONE")
    end = text.index("END:VTIMEZONE") + len("END:VTIMEZONE")
    return tzical(io.StringIO(text[start:end] + "\r\n")).get(ZONE)


@pytest.mark.guide("3E1")
@pytest.mark.parametrize(
    ("day", "before", "after"), [(SUNDAYS[0], 1, 2), (SUNDAYS[1], 2, 1)], ids=["summer time", "winter time"]
)
def test_ical_is_right_over_the_clock_change(day, before, after):
    saturday, monday = day - datetime.timedelta(days=1), day + datetime.timedelta(days=1)
    entries = [entry(d, datetime.time(9), datetime.time(11), uid=str(d)) for d in (saturday, monday)]
    text = calendar_bytes("Mine", entries).decode()
    zone = zone_of(text)
    offsets = [
        datetime.datetime.combine(d, datetime.time(9), tzinfo=zone).utcoffset().total_seconds() / 3600
        for d in (saturday, monday)
    ]
    assert offsets == [before, after]
    events = Calendar.from_ical(text).events
    utc = [event.start.astimezone(datetime.UTC).hour for event in events]
    assert utc == [9 - before, 9 - after]
    assert [event.end - event.start for event in events] == [datetime.timedelta(hours=2)] * 2


def test_ical_rules_hit_the_last_sundays():
    zone = Calendar.from_ical(calendar_bytes("Mine", [])).timezones[0]
    hits = []
    for part in zone.subcomponents:
        rule = rrulestr(part["rrule"].to_ical().decode(), dtstart=part["dtstart"].dt)
        hits.append(rule.after(datetime.datetime(2027, 1, 1)))  # noqa: DTZ001 - local time
    assert [hit.date() for hit in hits] == SUNDAYS


def test_ical_without_time_lasts_the_day():
    event = Calendar.from_ical(calendar_bytes("Mine", [entry(SUNDAYS[0])])).events[0]
    assert (event.start, event.end, str(event["transp"])) == (SUNDAYS[0], datetime.date(2027, 3, 29), "TRANSPARENT")


def test_ical_keeps_its_uids():
    made = [Calendar.from_ical(calendar_bytes("Mine", [entry(d), entry(d, uid="session-4")])).events for d in SUNDAYS]
    uids = [[str(event["uid"]) for event in events] for events in made]
    assert uids[0] == uids[1]
    assert uids[0][1] == "session-4@127.0.0.1"


def test_ical_reads_danish_and_awkward_text():
    text = "Æbler, øl; og\nå \\ ”citat” " * 5
    event = Calendar.from_ical(calendar_bytes("Mine", [dataclasses.replace(entry(SUNDAYS[0]), text=text)])).events[0]
    assert str(event["summary"]) == text


@pytest.mark.parametrize(("name", "read"), [
    ('Inger "Bech"; Holm, MBA: x', "Inger 'Bech'; Holm, MBA: x"),
    ("A\r\nATTENDEE:mailto:b@c", "A  ATTENDEE:mailto:b@c"),
    ("Ærø\x0bHavn\x01", "Ærø Havn "), ("Æblegård " * 12, "Æblegård " * 12),
])  # fmt: skip
def test_an_invitation_reads_awkward_names(name, read):
    who = Address(name, "inger@skole.example")
    content = invitation_bytes(Invitation(entry(SUNDAYS[0]), place=name, organizer=who, invited=(who,)))
    [event] = Calendar.from_ical(content).events
    assert (event["attendee"].params["CN"], event["organizer"].params["CN"]) == (read, read)
    assert (str(event["attendee"]), max(map(len, content.split(b"\r\n"))) <= 75) == ("mailto:inger@skole.example", True)


@pytest.fixture
def planned(cast, today):
    other = CollaborationFactory(institution=cast.institution, title="En andens")
    made = []
    for collaboration, days in ((cast.collaboration, 1), (other, 2), (cast.collaboration, 80), (cast.foreign, 1)):
        made.append(SessionFactory(
            collaboration=collaboration, date=today + datetime.timedelta(days=days), starts_time=datetime.time(9),
            ends_time=datetime.time(11, 30), note="KANARIE-NOTE", recorded_by=cast.editor,
        ))  # fmt: skip
    return made


@pytest.mark.guide("3E1")
def test_calendar_shows_mine_or_everybodys_by_week(cast, login, planned):
    client = login(cast.editor)
    pages = [client.get(reverse("followup:calendar"), {"vis": whose}) for whose in ("mine", "alle")]
    titles = [[str(e.text) for week in page.context["weeks"] for e in week.entries] for page in pages]
    assert titles == [["Havet som klasserum, gang 1"], ["Havet som klasserum, gang 1", "En andens, gang 1"]]


def test_calendar_moves_by_its_own_length(cast, login, planned, today):
    client = login(cast.editor)
    later = client.get(reverse("followup:calendar") + client.get(reverse("followup:calendar")).context["next_url"])
    assert [str(e.text) for week in later.context["weeks"] for e in week.entries] == ["Havet som klasserum, gang 2"]


@pytest.mark.parametrize(
    "query", [{"fra": "i morgen"}, {"fra": "0001-01-01"}, {"uger": "1000000"}, {"fra": "2099-99-99"}]
)
def test_calendar_takes_any_address(cast, login, query):
    assert login(cast.editor).get(reverse("followup:calendar"), query).status_code == 200


def test_collaboration_ical_holds_its_own_dates_only(cast, login, planned):
    answer = login(cast.reader).get(reverse("followup:collaboration_ical", args=[cast.collaboration.pk]))
    events = Calendar.from_ical(answer.content).events
    assert [str(event["summary"]) for event in events] == ["Havet som klasserum, gang 1", "Havet som klasserum, gang 2"]
    assert (answer["Content-Disposition"], answer["Cache-Control"]) == (
        'attachment; filename="havet-som-klasserum.ics"', "no-store, private",
    )  # fmt: skip


def make_feed(client, query="", alarm="none"):
    page = client.post(reverse("followup:calendar_subscription") + query, {"name": "Outlook", "alarm": alarm})
    return page.context["address"]


def test_feed_is_fetched_without_login_and_shown_once(cast, login, client, planned):
    logged_in = login(cast.editor)
    address = make_feed(logged_in)
    again = logged_in.get(reverse("followup:calendar_subscription")).content.decode()
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    stored = str(list(Link.objects.values()))
    logged_in.logout()
    answer = client.get(address.removeprefix("http://127.0.0.1:8000"))
    assert (token in again, token in stored, answer.status_code) == (False, False, 200)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert len(Calendar.from_ical(answer.content).events) == 2


def test_feed_stops_when_it_is_revoked_or_the_user_leaves(cast, login, client):
    logged_in = login(cast.editor)
    addresses = [make_feed(logged_in).removeprefix("http://127.0.0.1:8000") for _ in range(2)]
    first = Link.objects.order_by("pk").first()
    logged_in.post(reverse("followup:calendar_subscription_revoke", args=[first.pk]))
    logged_in.logout()
    after_revoking = [client.get(address).status_code for address in addresses]
    cast.editor.is_active = False
    cast.editor.save()
    assert (after_revoking, client.get(addresses[1]).status_code) == ([410, 200], 410)


def test_feed_of_a_colleague_cannot_be_stopped(cast, login):
    make_feed(login(cast.editor))
    url = reverse("followup:calendar_subscription_revoke", args=[Link.objects.get().pk])
    assert login(cast.admin).post(url).status_code == 404


@pytest.mark.guide("4C7")
def test_internal_notes_and_notes_are_in_no_calendar(cast, login, client, planned):
    InternalNoteFactory(collaboration=cast.collaboration, text="KANARIE-INTERN", created_by=cast.editor)
    logged_in = login(cast.editor)
    texts = [logged_in.get(reverse("followup:collaboration_ical", args=[cast.collaboration.pk])).content.decode()]
    texts.append(logged_in.get(reverse("followup:calendar")).content.decode())
    address = make_feed(logged_in)
    texts.append(logged_in.get(address.removeprefix("http://127.0.0.1:8000")).content.decode())
    assert ["KANARIE" in text for text in texts] == [False] * 3


@pytest.mark.parametrize("number", [1, 30])
def test_calendar_costs_the_same(cast, login, today, number, django_assert_max_num_queries):
    for _ in range(number):
        collaboration = CollaborationFactory(
            institution=cast.institution, lead=cast.editor, next_step="Ring", next_step_on=today
        )
        SessionFactory(collaboration=collaboration, date=today, recorded_by=cast.editor)
    client = login(cast.editor)
    with django_assert_max_num_queries(10):
        client.get(reverse("followup:calendar"))


def unfold(text):
    """The lines of a calendar as the standard has them, read without the library that wrote them."""
    return text.replace("\r\n ", "").split("\r\n")


def events_in(text):
    """Return each event's properties as another program reads them."""
    found, event = [], None
    for row in unfold(text):
        if row == "BEGIN:VEVENT":
            event = {}
        elif row == "END:VEVENT":
            found.append(event)
            event = None
        elif event is not None and ":" in row:
            name, value = row.split(":", 1)
            event[name] = value
    return found


@pytest.mark.guide("3E1")
def test_the_feed_keeps_its_hours_in_the_weeks_the_clocks_are_set(cast, login, client, time_machine_day):
    days = [SUNDAYS[0] - datetime.timedelta(days=2), SUNDAYS[0] + datetime.timedelta(days=1),
            SUNDAYS[1] - datetime.timedelta(days=2), SUNDAYS[1] + datetime.timedelta(days=1)]  # fmt: skip
    for day in days:
        SessionFactory(
            collaboration=cast.collaboration, date=day, starts_time=datetime.time(9), ends_time=datetime.time(11, 30),
            recorded_by=cast.editor,
        )  # fmt: skip
    logged_in = login(cast.editor)
    address = make_feed(logged_in, alarm="day").removeprefix("http://127.0.0.1:8000")
    logged_in.logout()
    text = client.get(address).content.decode()
    zone, seen = zone_of(text), []
    for event in events_in(text):
        key = next(name for name in event if name.startswith("DTSTART"))
        assert key == f"DTSTART;TZID={ZONE}"
        local = datetime.datetime.strptime(event[key], "%Y%m%dT%H%M%S").replace(tzinfo=zone)
        seen.append((local.date(), local.astimezone(datetime.UTC).hour))
        assert event["TRIGGER"] == "-P1D"
    assert seen == [(days[0], 8), (days[1], 7), (days[2], 7), (days[3], 8)]


@pytest.fixture
def time_machine_day(monkeypatch):
    """It is 1 March 2027."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: datetime.date(2027, 3, 1))


@pytest.mark.parametrize(
    ("alarm", "timed", "all_day"),
    [("none", [], []), ("hour", ["-PT1H"], ["PT8H"]), ("day", ["-P1D"], ["-PT15H"]), ("week", ["-P7D"], ["-P6DT15H"])],
)
def test_the_calendar_rings_when_one_wants_it(alarm, timed, all_day):
    from followup.queries.calendar import REMINDERS

    reminder = REMINDERS.get(alarm)
    texts = [calendar_bytes("Mine", [entry(SUNDAYS[0], time)], reminder).decode() for time in (datetime.time(9), None)]
    rung = [[row.split(":", 1)[1] for row in unfold(text) if row.startswith("TRIGGER")] for text in texts]
    assert rung == [timed, all_day]


@pytest.mark.guide("3E1")
def test_a_collaboration_has_an_address_of_its_own(cast, login, client, planned, today):
    MeetingFactory(collaboration=cast.collaboration, date=today, created_by=cast.editor)
    FollowedMilestoneFactory(collaboration=cast.collaboration, planned_on=today, created_by=cast.editor)
    MeetingFactory(collaboration=planned[1].collaboration, date=today, created_by=cast.editor)
    logged_in = login(cast.reader)
    address = make_feed(logged_in, f"?samarbejde={cast.collaboration.pk}").removeprefix("http://127.0.0.1:8000")
    page = logged_in.get(reverse("followup:calendar_subscription")).content.decode()
    assert "Havet som klasserum" in page
    foreign = logged_in.get(reverse("followup:calendar_subscription"), {"samarbejde": cast.foreign.pk})
    nonsense = logged_in.get(reverse("followup:calendar_subscription"), {"samarbejde": "x"})
    assert (foreign.status_code, nonsense.status_code) == (404, 404)
    logged_in.logout()
    kinds = sorted(event["UID"].split("-")[0] for event in events_in(client.get(address).content.decode()))
    assert kinds == ["meeting", "milestone", "session", "session"]
    cast.reader.memberships.all().delete()
    assert client.get(address).status_code == 410
