"""What lies ahead in all phases, by ISO week and as entries of a calendar feed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from samarbejde.lib.weeks import iso_week, week_start
from samarbejde.models import Collaboration
from samarbejde.panels import Upcoming, get_panels

MIDNIGHT = datetime.time()


@dataclass(frozen=True)
class Week:
    """One ISO week with something in it."""

    monday: datetime.date
    entries: list[Upcoming]

    @property
    def number(self) -> int:
        return iso_week(self.monday)

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)


def upcoming_for(
    user, start: datetime.date, end: datetime.date, collaborations: set[int] | None = None
) -> list[Upcoming]:
    """Return what all panels know between two days, in order; of these collaborations only, if given."""
    found = [entry for panel in get_panels() for entry in panel.upcoming(user, start, end)]
    if collaborations is not None:
        found = [entry for entry in found if entry.collaboration_id in collaborations]
    return sorted(found, key=lambda entry: (entry.date, entry.time or MIDNIGHT, entry.uid, str(entry.text)))


def ids_of_mine(user) -> set[int]:
    """Return the collaborations the user leads or takes part in."""
    return set(Collaboration.objects.visible_to(user).of_user(user).values_list("pk", flat=True))


def by_week(entries: Iterable[Upcoming]) -> list[Week]:
    """Group entries, already in order, by the week they lie in."""
    weeks: dict[datetime.date, list[Upcoming]] = {}
    for entry in entries:
        weeks.setdefault(week_start(entry.date), []).append(entry)
    return [Week(monday, found) for monday, found in weeks.items()]
