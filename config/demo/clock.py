"""Letting the story happen in the past: the same actions as every day, on another day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone

RECENT = 20  # days: what has just happened stays near today, also in the holidays
WEEKS_OFF = {7, 42}  # winter and autumn holidays, as most municipalities have them


def is_school_holiday(day: datetime.date) -> bool:
    """Return whether no class would come: summer, Christmas, autumn or winter (Easter is left out)."""
    place = (day.month, day.day)
    return (6, 27) <= place <= (8, 9) or place >= (12, 21) or place <= (1, 3) or day.isocalendar().week in WEEKS_OFF


def on_a_school_day(moment: datetime.datetime, days_ago: int) -> datetime.datetime:
    """Return the moment ``days_ago``, moved off weekends and holidays: back when past, on when it is to come."""
    found = moment - datetime.timedelta(days=days_ago)
    if days_ago == 0:
        return found
    step = datetime.timedelta(days=-1 if days_ago > 0 else 1)
    while found.weekday() > 4 or (not 0 < days_ago <= RECENT and is_school_holiday(found.date())):
        found += step
    return found


@contextmanager
def on_day(days_ago: int, hour: int = 10, minute: int = 15) -> Iterator[datetime.date]:
    """Within the block it is ``days_ago`` days before today, at a quiet hour. A day to come is negative."""
    # The real clock, also within another block.
    now = timezone.localtime(datetime.datetime.now(datetime.UTC))
    moment = on_a_school_day(now.replace(hour=hour, minute=minute, second=0, microsecond=0), days_ago)
    with patch("django.utils.timezone.now", lambda: moment.astimezone(datetime.UTC)):
        yield moment.date()
