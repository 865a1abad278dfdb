"""Letting the story happen in the past: the same actions as every day, on another day."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def on_day(days_ago: int, hour: int = 10, minute: int = 15) -> Iterator[datetime.date]:
    """Within the block it is ``days_ago`` days before today, at a quiet hour. A day to come is negative."""
    today = timezone.localtime().replace(hour=hour, minute=minute, second=0, microsecond=0)
    moment = today - datetime.timedelta(days=days_ago)
    with patch("django.utils.timezone.now", lambda: moment.astimezone(datetime.UTC)):
        yield moment.date()
