"""The timeline of a collaboration: a filtered, keyset-paged walk through its events."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samarbejde.models import Event
from samarbejde.panels import get_panels
from samarbejde.phases import Phase
from samarbejde.sentences import GROUND_SENTENCES, NAMELESS_VERBS, Line, line_of

PAGE = 40
PEOPLE_VERBS = (
    "participant_added", "participant_ended", "vacancy_added", "vacancy_removed", "party_added", "party_removed",
)  # fmt: skip
FILE_VERBS = ("file_added", "file_removed")


@dataclass(frozen=True)
class Kind:
    """A group of verbs one can filter by; ``key`` stands in the address."""

    key: str
    label: str | Promise
    verbs: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    older: str  # the mark of the next page, or nothing


def kinds() -> list[Kind]:
    """Return what one can filter by: each phase's own events, then people, files, and the rest."""
    of_panels = [
        Kind(panel.key, panel.title or Phase(panel.phase).label, tuple(panel.event_sentences))
        for panel in get_panels()
        if panel.event_sentences
    ]
    rest = tuple(verb for verb in GROUND_SENTENCES if verb not in PEOPLE_VERBS + FILE_VERBS)
    return [
        *of_panels,
        Kind("people", _("People"), PEOPLE_VERBS),
        Kind("files", _("Files"), FILE_VERBS),
        Kind("changes", _("Changes"), rest),
    ]


def quick_kinds() -> list[Kind]:
    """Return the few kinds one asks for on the collaboration's first page; the history has them all."""
    return [each for each in kinds() if each.key not in {"knowledge", "files", "changes"}]


def timeline(
    collaboration_id: int, *, nameless: bool = False, phase: str = "", kind: str = "", after: str = "", size: int = PAGE
) -> Page:
    """Return one page of events, the latest first. ``after`` is a `Page.older`, or it is ignored. One query."""
    rows = Event.objects.filter(collaboration=collaboration_id).order_by("-at", "-pk")
    if nameless:
        rows = rows.filter(verb__in=NAMELESS_VERBS)
    if phase in Phase.values:
        rows = rows.filter(phase=phase)
    chosen = next((each for each in kinds() if each.key == kind), None)
    if chosen:
        rows = rows.filter(verb__in=chosen.verbs)
    found = list(_from_mark(rows, after)[: size + 1])
    return page_of(found, size=size, nameless=nameless)


def page_of(found: list[Event], *, size: int, nameless: bool = False) -> Page:
    """Return the page that begins with ``found``: one event more than ``size`` tells that there are older ones."""
    lines = [line_of(event) for event in found[:size] if not nameless or event.verb in NAMELESS_VERBS]
    if nameless:
        lines = [Line(line.at, line.hue, line.text, "", "") for line in lines]
    return Page(lines, _mark(found[size - 1]) if len(found) > size else "")


def _mark(event: Event) -> str:
    return f"{event.at.astimezone(datetime.UTC).strftime('%Y-%m-%dT%H:%M:%S.%fZ')}_{event.pk}"


def _from_mark(rows: QuerySet, after: str) -> QuerySet:
    """Begin below the mark: the row's own moment and key, so that any page costs the same."""
    moment, _sep, key = after.partition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not key.isdecimal() or len(key) > 18:
        return rows
    return rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=int(key)))
