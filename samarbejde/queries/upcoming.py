"""What all panels see coming, told once: ”Kommende”, the calendar and its feeds read it here."""

import datetime
import re

from samarbejde.panels import Upcoming, get_panels

LONG_WORD = re.compile(r"\w{4,}")


def upcoming_for(
    user, start: datetime.date, end: datetime.date, collaborations: set[int] | None = None, most: int | None = None
) -> list[Upcoming]:
    """Return what lies between two days, in order, untimed last on its day; of these collaborations only, if given.

    With ``most`` each panel reads no further than that many.
    """
    found = [entry for panel in get_panels() for entry in panel.upcoming(user, start, end, most)]
    if collaborations is not None:
        found = [entry for entry in found if entry.collaboration_id in collaborations]
    return sorted(without_echoes(found), key=_order)


def without_echoes(entries: list[Upcoming]) -> list[Upcoming]:
    """Leave out a written-down next step when the session it speaks of stands on the same day."""
    firm: dict[tuple[int, datetime.date], list[Upcoming]] = {}
    for entry in entries:
        if not entry.gives_way:
            firm.setdefault((entry.collaboration_id, entry.date), []).append(entry)
    return [
        entry
        for entry in entries
        if not entry.gives_way
        or not any(
            same_matter(entry.text, f"{other.text} {other.detail}")
            for other in firm.get((entry.collaboration_id, entry.date), [])
        )
    ]


def same_matter(one: object, other: object) -> bool:
    """Return whether two short texts share a word of some length: ”Gang 4 med 5.a” and ”Havet, gang 4” do."""
    return bool(_words(one) & _words(other))


def _words(text: object) -> set[str]:
    return set(LONG_WORD.findall(str(text).casefold()))


def _order(entry: Upcoming) -> tuple:
    return entry.date, entry.time or datetime.time.max, entry.uid, str(entry.text)
