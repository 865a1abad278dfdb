"""How a lower floor shows what an upper floor knows. Each phase app has one `panel.py` with one subclass."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.core.checks import Error, register
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from samarbejde.attention import AttentionRule

Text = str | Promise


@dataclass(frozen=True)
class NextStep:
    """Something a user could do now. ``due`` sorts; ``is_main`` is the one the phase is waiting for."""

    text: Text
    label: Text
    url: str
    due: datetime.date | None = None
    detail: Text = ""
    is_main: bool = False
    gives_way: bool = False  # somebody wrote it down: it can be moved, and a session about the same comes first


@dataclass(frozen=True)
class Upcoming:
    """One line of ”Kommende” and of the calendar."""

    date: datetime.date
    text: Text
    detail: Text
    url: str
    hue: str
    time: datetime.time | None = None
    ends: datetime.time | None = None
    uid: str = ""
    collaboration_id: int = 0  # so that the calendar can show one's own only
    gives_way: bool = False  # a step somebody wrote down: left out when the session it speaks of stands that day


@dataclass(frozen=True)
class HandoverNote:
    """A text written for the one who takes over, and where it is written; an empty one asks to be written."""

    title: Text
    text: str
    url: str


@dataclass(frozen=True)
class SharedDate:
    """A day that both sides keep free. It is shown to the other side: no internal word in it."""

    date: datetime.date
    text: Text
    detail: Text = ""
    time: datetime.time | None = None
    ends: datetime.time | None = None


@dataclass(frozen=True)
class SharedAsk:
    """Something we wait for from the other side, in words they may read."""

    text: Text
    detail: Text = ""
    due: datetime.date | None = None


@dataclass(frozen=True)
class Figure:
    """One number on the overview and in the reports; ``url`` opens its rows. ``value`` is already Danish text."""

    value: str
    label: Text
    detail: Text
    url: str


@dataclass(frozen=True)
class OpenPoint:
    """What the guide would want done before a phase is left."""

    text: Text
    url: str
    guide: str = ""


@dataclass(frozen=True)
class PersonRecord:
    """One thing that is kept about a person, for the person to be given. ``section`` and ``text`` are plain text."""

    section: str
    text: str
    when: datetime.date | None = None
    label: str = ""


@dataclass
class Panel:
    """What one phase app contributes. Subclasses override what they have; the defaults say "nothing"."""

    key: str = ""
    phase: str = ""
    title: Text = ""
    template_name: str = ""  # the card on the collaboration page; gets `panel`, `collaboration`, `summary`
    url_name: str = ""  # the phase's own page, takes the collaboration's pk
    # A page about one collaboration that is fetched beside the work of the earlier phases; takes its pk.
    beside_url_name: str = ""
    beside_title: Text = ""
    beside_school_url_name: str = ""  # the same about one school, where there is no collaboration yet; takes its pk
    attention: tuple[AttentionRule, ...] = ()
    event_sentences: dict[str, Text] = field(default_factory=dict)

    def can_view(self, user, collaboration) -> bool:
        return True

    def prefetch_frame(self, collaborations: QuerySet) -> QuerySet:
        """Add what ``step_text`` needs, without a query more: it stands on every page about a collaboration.

        Asked once in the life of the program: nothing in it may depend on the user, the day or the language.
        """
        return collaborations

    def prefetch(self, collaborations: QuerySet) -> QuerySet:
        """Add what ``summary``, ``next_steps`` and ``step_text`` need: a list then costs a fixed number of queries.

        Asked once, as ``prefetch_frame`` is.
        """
        return self.prefetch_frame(collaborations)

    def situation(self, collaboration) -> str:
        """Which of the phase's advice fits (a `Situation`); nothing means the first of each."""
        return ""

    def summary(self, collaboration) -> dict:
        return {}

    def step_text(self, collaboration) -> Text:
        """The short line under the phase's name in the phase steps: ”version 2, godkendt”."""
        return ""

    def next_steps(self, collaboration) -> list[NextStep]:
        return []

    def open_points(self, collaboration, phase: str) -> list[OpenPoint]:
        """Points open before ``phase`` is left."""
        return []

    def upcoming(self, user, start: datetime.date, end: datetime.date, most: int | None = None) -> Iterable[Upcoming]:
        """What lies between two days in all collaborations ``user`` may see, the first ``most``; one query."""
        return ()

    def shared_dates(self, collaboration, start: datetime.date, end: datetime.date) -> Iterable[SharedDate]:
        """What both sides meet about between two days, for the page that is shared with the school."""
        return ()

    def shared_asks(self, collaboration, party) -> Iterable[SharedAsk]:
        """What ``party`` is asked for now, for the page that is shared with it."""
        return ()

    def shared_pages(self, link) -> Iterable[tuple[Text, str]]:
        """The phase's own pages behind the link to what is shared with the school: (label, address)."""
        return ()

    def figures(self, user, school_year: int) -> list[Figure]:
        """Numbers of one school year (its first calendar year) over what ``user`` may see."""
        return []

    def overview_card(self, user) -> dict | None:
        """A card for the overview, with its own ``template_name``; or nothing."""
        return None

    def collaboration_created(self, collaboration, by) -> None:
        """A collaboration has just begun, in the same transaction: take along what was known before there was one."""

    def terms_agreed(self, collaboration, content: dict, by) -> None:
        """All parties have approved ``content`` (a frozen agreement), in the same transaction: begin to follow it."""

    def lesson_learnt(self, collaboration, text: str, phase: str, by) -> None:
        """Somebody wrote in passing, in the same transaction, what you learnt together: keep it as a lesson."""

    def summary_rewritten(self, collaborations: list[int]) -> None:
        """Titles or parties of these collaborations may be new: rewrite what is found under them in the search."""

    def enqueue_reminders(self, today: datetime.date) -> int:
        """Put the phase's reminders of ``today`` in the outbox, once each (the outbox's ``key``); return how many."""
        return 0

    def own_page_card(self, user) -> dict | None:
        """A card for one's own page, with its own ``template_name``: what one wants of the phase."""
        return None

    def person_records(self, person) -> Iterable[PersonRecord]:
        """What the phase keeps about a person, for the access export."""
        return ()

    def forget_person(self, person, scrub) -> None:
        """Take the person's name and address out of the phase's texts; ``scrub`` (`actions.erasure`) does the words."""

    def without_unsubscribed(self, people: QuerySet, institution) -> QuerySet:
        """Leave out those who have asked ``institution`` not to write to them unless there is something to say."""
        return people

    def handover(self, person, collaborations: list[int]) -> Mapping[int, Sequence[Text | HandoverNote]]:
        """What the one who takes over from ``person`` must know, by collaboration: promises, what was said last."""
        return {}

    def school_card(self, user, school) -> dict | None:
        """A card for a school's page, with its own ``template_name``; or nothing."""
        return None


@cache
def get_panels() -> tuple[Panel, ...]:
    """Return the panels of all phases, in the guide's order."""
    return tuple(import_string(path)() for path in settings.COLLABORATION_PANELS)


def get_panel(phase: str) -> Panel | None:
    """Return the panel of one phase."""
    return next((panel for panel in get_panels() if panel.phase == phase), None)


@cache
def attention_rules() -> dict[str, AttentionRule]:
    """Return every rule by its code."""
    return {rule.code: rule for panel in get_panels() for rule in panel.attention}


@register()
def check_panels(**kwargs) -> list[Error]:
    """A typo in COLLABORATION_PANELS, or a rule named twice, fails at start."""
    problems, seen = [], set()
    for path in settings.COLLABORATION_PANELS:
        try:
            panel = import_string(path)()
        except Exception as error:  # noqa: BLE001 - whatever it is, say which panel
            problems.append(Error(f"COLLABORATION_PANELS: {path}: {error}", id="samarbejde.E001"))
            continue
        for rule in panel.attention:
            if rule.code in seen:
                problems.append(Error(f"Two attention rules are called {rule.code}", id="samarbejde.E002"))
            seen.add(rule.code)
    return problems
