"""What lies ahead in all phases, by ISO week and as entries of a calendar feed."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from followup.choices import AlarmLead
from samarbejde.lib.ical import Reminder
from samarbejde.lib.weeks import iso_week, week_start
from samarbejde.models import Collaboration
from samarbejde.panels import Upcoming
from samarbejde.queries.holidays import Holidays

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
# What lasts the day has no hour to count from: it rings at eight that day, or at nine the day or the week before.
REMINDERS = {
    AlarmLead.HOUR: Reminder(-HOUR, 8 * HOUR), AlarmLead.DAY: Reminder(-DAY, -15 * HOUR),
    AlarmLead.WEEK: Reminder(-7 * DAY, -6 * DAY - 15 * HOUR),
}  # fmt: skip


@dataclass(frozen=True)
class Week:
    """One ISO week with something in it."""

    monday: datetime.date
    entries: list[Upcoming]
    closed: list[str]  # the names of what closes the schools

    @property
    def number(self) -> int:
        return iso_week(self.monday)

    @property
    def sunday(self) -> datetime.date:
        return self.monday + datetime.timedelta(days=6)


def ids_of_mine(user) -> set[int]:
    """Return the collaborations the user leads or takes part in."""
    return set(Collaboration.objects.visible_to(user).of_user(user).values_list("pk", flat=True))


def by_week(entries: Iterable[Upcoming], holidays: Holidays) -> list[Week]:
    """Group entries, already in order, by the week they lie in; each says whether the schools are closed."""
    weeks: dict[datetime.date, list[Upcoming]] = {}
    for entry in entries:
        weeks.setdefault(week_start(entry.date), []).append(entry)
    return [Week(monday, found, holidays.in_week(monday)) for monday, found in weeks.items()]
