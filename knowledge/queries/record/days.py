"""Days as the record says them: always with the year. It is read years later, and compared with what it said then."""

import datetime

from samarbejde.lib import danish

NO_YEAR_OF_OURS = datetime.date(1900, 1, 1)
Moment = datetime.date | datetime.datetime | None


def format_day(value: Moment) -> str:
    """Return "tirsdag 3. marts 2026 (uge 10)"."""
    return danish.format_day(value, NO_YEAR_OF_OURS)


def format_short(value: Moment) -> str:
    """Return "3. marts 2026"."""
    return danish.format_short(value, NO_YEAR_OF_OURS)


def format_period(start: datetime.date | None, end: datetime.date | None) -> str:
    """Return "3. marts 2026 – 4. maj 2026"."""
    return danish.format_period(start, end, NO_YEAR_OF_OURS)
