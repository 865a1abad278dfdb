"""The days of a session that comes again every so many weeks."""

import datetime
from dataclasses import dataclass

from samarbejde.lib.constraints import LATEST
from samarbejde.models import Collaboration
from samarbejde.queries.holidays import DayOff, holidays_of

LONGEST = 4  # times as long as without holidays, and then it ends with fewer


@dataclass(frozen=True)
class Series:
    """``skipped`` are the days that would have been among ``days``, each with why not."""

    days: list[datetime.date]
    skipped: list[tuple[datetime.date, DayOff]]


def series_days(
    collaboration: Collaboration, first: datetime.date, every_weeks: int, times: int, *, in_holidays: bool,
    week_only: bool = False,
) -> Series:  # fmt: skip
    """Return ``first`` and the days after it; days without school are passed over unless they are wanted. One query."""
    step = datetime.timedelta(weeks=every_weeks)
    possible = [first + step * n for n in range(times * LONGEST) if first <= LATEST - step * n]
    if in_holidays:
        return Series(possible[:times], [])
    holidays = holidays_of(collaboration, first, possible[-1])
    days, skipped = [first], []
    for day in possible[1:]:
        if len(days) == times:
            break
        if off := holidays.closing(day, week_only=week_only):
            skipped.append((day, off))
        else:
            days.append(day)
    return Series(days, skipped)
