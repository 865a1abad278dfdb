"""Milestones: those of the approved agreement, how they stand, and how far they have slipped."""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.models import FollowedMilestone, MilestoneMove
from samarbejde.lib.constraints import EARLIEST, LATEST
from samarbejde.models import Collaboration

# The approved text calls the same thing by several names; a line without words or day is passed over.
TEXTS = ("text", "title", "name", "what")
DAYS = ("due_on", "on", "date", "day", "by")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DANISH_DAY = re.compile(rf"(\d{{1,2}})\. ({'|'.join(MONTHS)}) (\d{{4}})")
WEEK = 7
DAYS_STORED = ("planned_on", "due_on", "done_on")
FIELDS = ("id", "key", "text", "status", *DAYS_STORED)


@dataclass(frozen=True)
class Agreed:
    """One milestone as the approved agreement has it."""

    key: str
    text: str
    on: datetime.date


@dataclass(frozen=True)
class MilestoneState:
    """How one milestone stands today."""

    milestone: FollowedMilestone
    why: str  # the day was moved last
    is_late: bool

    @property
    def level(self) -> str:
        """The colour of the badge: good, care or stop; none while there is nothing to say."""
        if self.milestone.is_done:
            return "good"
        return "stop" if self.is_late else "care" if self.milestone.is_open and self.milestone.slip > 0 else ""

    @property
    def slip_words(self) -> str:
        return slip_words(self.milestone.slip)


def slip_words(days: int) -> str:
    """Return "3 uger senere end aftalt", "2 dage før aftalt", or nothing."""
    if not days:
        return ""
    far = abs(days)
    if far >= 2 * WEEK:
        number = round(far / WEEK)
        span = ngettext("%(n)s week", "%(n)s weeks", number) % {"n": number}
    else:
        span = ngettext("%(n)s day", "%(n)s days", far) % {"n": far}
    return (_("%(span)s later than agreed") if days > 0 else _("%(span)s before the agreed day")) % {"span": span}


def agreed_milestones(content: dict) -> list[Agreed]:
    """Return the milestones of a frozen agreement, each once, by day. Takes any shape the text has had."""
    found: dict[str, Agreed] = {}
    for line in _lines(content):
        text, on = _read(line)
        if text and on and EARLIEST <= on <= LATEST:
            row = Agreed(_key(line, text), text[:200], on)
            found.setdefault(row.key, row)
    return sorted(found.values(), key=lambda row: (row.on, row.text))


def _lines(content: dict) -> Iterator:
    yield from _rows(content.get("milestones"))
    for section in content.get("sections") or ():
        for block in section.get("blocks") or ():
            if "milestones" in (block.get("kind"), block.get("key")):
                for name in ("milestones", "items", "rows"):
                    yield from _rows(block.get(name))


def _rows(value) -> Iterable:
    return value if isinstance(value, list) else ()


def _read(line) -> tuple[str, datetime.date | None]:
    if isinstance(line, dict):
        text = next((str(line[name]).strip() for name in TEXTS if line.get(name)), "")
        return text, next((day for day in (read_day(line.get(name)) for name in DAYS) if day), None)
    if isinstance(line, list):
        days = [read_day(cell) for cell in line]
        words = [str(cell).strip() for cell, day in zip(line, days, strict=True) if cell and not day]
        return next(iter(words), ""), next((day for day in days if day), None)
    return "", None


def read_day(value) -> datetime.date | None:
    """Return the day in "2027-03-03" or "onsdag 3. marts 2027 (uge 9)"; nothing when there is none."""
    text = str(value or "").lower()
    try:
        if found := ISO_DAY.search(text):
            return datetime.date.fromisoformat(found[0])
        if found := DANISH_DAY.search(text):
            return datetime.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        pass
    return None


def _key(line, text: str) -> str:
    """The line's own number if it has one, or else its words: a new version may only have moved the day."""
    number = line.get("id") if isinstance(line, dict) else None
    return f"id-{number}" if number else hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def as_annotation() -> ArraySubquery:
    """Return all milestones of each collaboration as a column of its row, by day: it costs no query of its own."""
    last_move = MilestoneMove.objects.filter(milestone=OuterRef("pk")).order_by("-pk").values("why")[:1]
    rows = FollowedMilestone.objects.filter(collaboration=OuterRef("pk")).order_by("due_on", "pk")
    return ArraySubquery(rows.values(row=JSONObject(why=Subquery(last_move), **{name: name for name in FIELDS})))


def milestone_states(collaboration: Collaboration, today: datetime.date | None = None) -> list[MilestoneState]:
    """Return all milestones by day, each with how it stands: as the panel read them, or read now."""
    today = today or timezone.localdate()
    if not hasattr(collaboration, "milestone_rows"):
        known = Collaboration.objects.filter(pk=collaboration.pk).annotate(milestone_rows=as_annotation())
        collaboration.milestone_rows = known.values_list("milestone_rows", flat=True).first() or []
    return [_state(collaboration, row, today) for row in collaboration.milestone_rows]


def _state(collaboration: Collaboration, row: dict, today: datetime.date) -> MilestoneState:
    days = {name: datetime.date.fromisoformat(row[name]) if row[name] else None for name in DAYS_STORED}
    fields = {name: row[name] for name in FIELDS if name not in days}
    milestone = FollowedMilestone(collaboration_id=collaboration.pk, **fields, **days)
    return MilestoneState(milestone, row["why"] or "", milestone.is_open and milestone.due_on < today)
