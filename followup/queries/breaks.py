"""When the schools near us are closed: what the year wheel and the weeks of the calendar show."""

import datetime
from collections.abc import Iterable

from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.weeks import iso_week, week_start
from samarbejde.models import Institution
from samarbejde.queries.holidays import DayOff, Holidays, holidays_between

WEEK = datetime.timedelta(weeks=1)
FRIDAY = datetime.timedelta(days=4)


def holidays_near(user, first: datetime.date, last: datetime.date, place: int | None = None) -> Holidays:
    """Return the holidays of the municipalities the user's places lie in, or of one place. One query."""
    places = Institution.objects.filter(municipality__isnull=False)
    if not sees_everything(user):
        places = places.filter(pk__in=institution_ids(user))
    elif not place:
        places = places.none()
    if place:
        places = places.filter(pk=place)
    return holidays_between(places.values("municipality"), first, last)


def weeks_of(off: DayOff) -> list[datetime.date]:
    """Return the Mondays of the weeks in which it closes a weekday."""
    monday, found = week_start(off.first), []
    while monday <= off.last:
        if monday + FRIDAY >= off.first:
            found.append(monday)
        monday += WEEK
    return found


def week_numbers(mondays: Iterable[datetime.date]) -> str:
    """Return "42", or "26–30" for several."""
    numbers = [str(iso_week(monday)) for monday in mondays]
    return "–".join(dict.fromkeys([numbers[0], numbers[-1]]))
