"""Calendars other programs can read (RFC 5545): all-day and timed, in Danish time, right over the clock change."""

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur
from icalendar.parser import Contentline

ZONE = "Europe/Copenhagen"
COPENHAGEN = ZoneInfo(ZONE)
DEFAULT_LENGTH = datetime.timedelta(hours=1)
REFRESH = datetime.timedelta(hours=6)


class Entry(Protocol):
    """One thing on one day; without ``time`` it lasts the day. ``url`` is a path of ours."""

    date: datetime.date
    time: datetime.time | None
    ends: datetime.time | None
    text: object
    detail: object
    url: str
    uid: str


@dataclass(frozen=True)
class Reminder:
    """When a calendar rings, counted from the start (before it is negative): of something timed, and of a day."""

    timed: datetime.timedelta
    all_day: datetime.timedelta


@dataclass(frozen=True)
class Address:
    """Somebody a calendar program can write to."""

    name: str
    email: str


@dataclass(frozen=True)
class Invitation:
    """What somebody is asked to come to; ``sequence`` grows each time it moves, and when it is cancelled."""

    entry: Entry
    place: str
    organizer: Address
    invited: tuple[Address, ...]
    sequence: int = 0
    is_cancelled: bool = False

    @property
    def method(self) -> str:
        return "CANCEL" if self.is_cancelled else "REQUEST"


def invitation_bytes(invitation: Invitation) -> bytes:
    """Return an iCalendar file that asks (or no longer asks) people to come. It holds no address of ours."""
    event = _event(invitation.entry, timezone.now().replace(microsecond=0), None)
    event.add("sequence", invitation.sequence)
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    if invitation.place:
        event.add("location", invitation.place)
    event.add("organizer", _mailto(invitation.organizer), encode=False)
    for address in invitation.invited:
        asked = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE", "CUTYPE": "INDIVIDUAL"}
        event.add("attendee", _mailto(address, **({} if invitation.is_cancelled else asked)), encode=False)
    calendar = _calendar(invitation.method)
    calendar.add_component(event)
    return calendar.to_ical()


def _mailto(address: Address, **parameters: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address.email}")
    # Neither a quotation mark nor a control character can stand in a parameter of the format.
    name = "".join(letter if letter.isprintable() else " " for letter in address.name.replace('"', "'"))
    found.params.update({"CN": name, **parameters})
    return found


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Samarbejde//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(danish_time())
    return calendar


def calendar_bytes(name: str, entries: Iterable[Entry], reminder: Reminder | None = None) -> bytes:
    """Return an iCalendar file called ``name``. The same entry keeps its UID however often it is asked for."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    now = timezone.now().replace(microsecond=0)
    for entry in entries:
        calendar.add_component(_event(entry, now, reminder))
    return calendar.to_ical()


def danish_time() -> Timezone:
    """Return VTIMEZONE with the European rule: the last Sundays of March and October, at 1 UTC."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    hour = datetime.timedelta(hours=1)
    for kind, name, month, start, before, after in (
        (TimezoneDaylight, "CEST", 3, datetime.datetime(1996, 3, 31, 2), hour, 2 * hour),  # noqa: DTZ001 - local time
        (TimezoneStandard, "CET", 10, datetime.datetime(1996, 10, 27, 3), 2 * hour, hour),  # noqa: DTZ001
    ):
        part = kind()
        part.add("dtstart", start)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _event(entry: Entry, now: datetime.datetime, reminder: Reminder | None) -> Event:
    event = Event()
    event.add("uid", _uid(entry))
    event.add("dtstamp", now)
    event.add("summary", str(entry.text))
    if str(entry.detail):
        event.add("description", str(entry.detail))
    if entry.url:
        event.add("url", settings.SITE_URL + entry.url)
    starts, ends = _when(entry)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    # A day-long reminder must not make the day look taken.
    event.add("transp", "OPAQUE" if entry.time else "TRANSPARENT")
    if reminder:
        event.add_component(_alarm(entry, reminder))
    return event


def _alarm(entry: Entry, reminder: Reminder) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(entry.text))
    # A day is a day by the clock on the wall, also over the clock change; hours are hours.
    alarm.add("trigger", reminder.timed if entry.time else reminder.all_day)
    return alarm


def _when(entry: Entry) -> tuple[datetime.date, datetime.date]:
    """Return start and end; the end of an all-day entry is the day after, as the standard has it."""
    if entry.time is None:
        return entry.date, entry.date + datetime.timedelta(days=1)
    starts = datetime.datetime.combine(entry.date, entry.time, tzinfo=COPENHAGEN)
    if entry.ends and entry.ends > entry.time:
        return starts, datetime.datetime.combine(entry.date, entry.ends, tzinfo=COPENHAGEN)
    # Added in UTC: an hour over the clock change is an hour.
    return starts, (starts.astimezone(datetime.UTC) + DEFAULT_LENGTH).astimezone(COPENHAGEN)


def _uid(entry: Entry) -> str:
    """Return a name no other calendar gives: two places that both use the program have different addresses."""
    mark = entry.uid or hashlib.sha256(f"{entry.url}|{entry.text}".encode()).hexdigest()[:32]
    return f"{mark}@{urlsplit(settings.SITE_URL).hostname or 'samarbejde'}"


def scrub_calendar(content: bytes, scrub: Callable[[str], str]) -> bytes:
    """Return a calendar file whose texts went through ``scrub``; whoever was invited under those words is left out."""
    kept = []
    for line in content.decode("utf-8", "replace").replace("\r\n ", "").splitlines():
        scrubbed = scrub(line)
        if scrubbed == line or not line.startswith(("ATTENDEE", "ORGANIZER")):
            kept.append(Contentline(scrubbed).to_ical() + b"\r\n")
    return b"".join(kept)
