"""The same filter as a board: one column per phase, each with its first cards."""

import datetime
from dataclasses import dataclass

from django.db.models import Value
from django.db.models.fields import SmallIntegerField
from django.utils import timezone

from samarbejde.lib.danish import format_short
from samarbejde.lists.chips import default_holds
from samarbejde.lists.collaborations import is_waiting, signal_words
from samarbejde.lists.counting import capped_counts, count_text
from samarbejde.lists.listing import Listing
from samarbejde.phases import Phase

CARDS = 20
FIELDS = (
    "pk", "title", "counterpart", "next_step", "next_step_on", "next_step_key", "phase", "status", "lead__name",
    "attention_label", "attention_rank",
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    title: str
    counterpart: str
    url: str
    next_step: str
    when: str
    late: bool
    lead: str
    signal: str
    urgent: bool


@dataclass(frozen=True)
class BoardColumn:
    phase: Phase
    count: str
    cards: list[Card]
    more_url: str


def read_board(listing: Listing) -> list[BoardColumn]:
    """Return the columns: two queries, however many phases. A phase that is filtered away stands empty."""
    rows = listing.rows
    by_phase = {phase: rows.filter(phase=phase) for phase in Phase if phase != Phase.CLOSED or shows_finished(listing)}
    counts = dict(zip(by_phase, capped_counts(list(by_phase.values())), strict=True))
    first, *others = [
        found.annotate(number=Value(phase.number, SmallIntegerField()))
        .order_by("next_step_key", "pk")
        .values(*FIELDS, "number")[:CARDS]
        for phase, found in by_phase.items()
    ]
    today = timezone.localdate()
    cards: dict[int, list[Card]] = {phase.number: [] for phase in Phase}
    for row in sorted(first.union(*others, all=True), key=lambda r: (r["number"], r["next_step_key"], r["pk"])):
        cards[row["number"]].append(_card(row, listing, today))
    return [_column(phase, counts[phase], cards[phase.number], listing) for phase in by_phase]


def shows_finished(listing: Listing) -> bool:
    """Return whether the filter lets finished ones through; else their column would always stand empty."""
    return not default_holds(listing.state)


def _column(phase: Phase, count: int, cards: list[Card], listing: Listing) -> BoardColumn:
    more = listing.base + listing.state.having("fase", phase.value).query() if count > len(cards) else ""
    return BoardColumn(phase, count_text(count), cards, more)


def _card(row: dict, listing: Listing, today: datetime.date) -> Card:
    day = row["next_step_on"]
    return Card(
        title=row["title"],
        counterpart=row["counterpart"],
        url=f"{listing.base}{row['pk']}/",
        next_step=row["next_step"],
        when=format_short(day, today),
        late=bool(day and day < today and is_waiting(row)),
        lead=row["lead__name"] or "",
        signal=signal_words(row["attention_label"]) if row["attention_label"] else "",
        urgent=row["attention_rank"] == 2,
    )
