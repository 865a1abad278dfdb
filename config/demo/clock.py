"""Letting the story happen in the past: the same actions as every day, on another day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


def on_a_weekday(moment: datetime.datetime, days_ago: int) -> datetime.datetime:
    """Return the moment ``days_ago``; a weekend moves to the Friday before, one to come to the Monday after."""
    found = moment - datetime.timedelta(days=days_ago)
    weekend = found.weekday() - 4
    if days_ago == 0 or weekend <= 0:
        return found
    return found + datetime.timedelta(days=-weekend if days_ago > 0 else 3 - weekend)


@contextmanager
def on_day(days_ago: int, hour: int = 10, minute: int = 15) -> Iterator[datetime.date]:
    """Within the block it is ``days_ago`` days before today, at a quiet hour. A day to come is negative."""
    # The real clock, also within another block.
    now = timezone.localtime(datetime.datetime.now(datetime.UTC))
    moment = on_a_weekday(now.replace(hour=hour, minute=minute, second=0, microsecond=0), days_ago)
    with patch("django.utils.timezone.now", lambda: moment.astimezone(datetime.UTC)):
        yield moment.date()
