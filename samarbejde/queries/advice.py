"""The guide's advice for where one stands. It is on most pages and seldom changes: each process keeps it a minute."""

import time
from dataclasses import dataclass

from samarbejde.choices import DocumentKind, Situation
from samarbejde.models import Advice, SearchDocument
from samarbejde.phases import Phase

SECONDS = 60
MOST = 5


@dataclass
class _Kept:
    rows: list[Advice] | None = None
    until: float = 0.0


_kept = _Kept()


def forget_advice() -> None:
    """Read the advice anew the next time it is asked for."""
    _kept.rows = None


def keep_advice(rows: list[Advice]) -> None:
    """Hold ``rows`` as what the table says, for a while."""
    _kept.rows, _kept.until = rows, time.monotonic() + SECONDS


def advice_for(phase: str, situation: str = "", most: int = MOST) -> list[Advice]:
    """Return the advice of a phase, or of one situation in it; without a situation the first of each, then the rest."""
    if _kept.rows is None or time.monotonic() > _kept.until:
        keep_advice(list(Advice.objects.in_use()))
    rows = [row for row in _kept.rows or () if row.phase == phase and situation in ("", row.situation)]
    seen: dict[str, int] = {}
    turns: list[tuple[int, int, Advice]] = []
    for row in rows:
        turns.append((seen.setdefault(row.situation, 0), len(turns), row))
        seen[row.situation] += 1
    return [row for _turn, _place, row in sorted(turns, key=lambda turn: turn[:2])[:most]]


def advice_by_phase(words: str = "") -> list[tuple[Phase, list[tuple[Situation, list[Advice]]]]]:
    """Return all advice in use, or what holds ``words``, by phase and situation in the guide's order."""
    rows = Advice.objects.in_use()
    if words:
        found = SearchDocument.objects.filter(kind=DocumentKind.ADVICE).matching(words)
        rows = rows.filter(pk__in=found.order_by().values("object_id"))
    by_place: dict[tuple[str, str], list[Advice]] = {}
    for row in rows:
        by_place.setdefault((row.phase, row.situation), []).append(row)
    told = [
        (phase, [(when, by_place[phase, when]) for when in Situation if (phase, when) in by_place]) for phase in Phase
    ]
    return [(phase, situations) for phase, situations in told if situations]
