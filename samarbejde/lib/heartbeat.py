"""Whether the worker is alive, told through the shared cache."""

import datetime

from django.core.cache import cache
from django.utils import timezone

KEY = "worker-heartbeat"
LONGEST_SILENCE = datetime.timedelta(minutes=5)


def beat() -> None:
    """Say that the worker is at work."""
    cache.set(KEY, timezone.now().isoformat(), timeout=24 * 3600)


def last_beat() -> datetime.datetime | None:
    """Return when the worker was last heard, if it ever was."""
    value = cache.get(KEY)
    return datetime.datetime.fromisoformat(value) if value else None


def is_beating() -> bool:
    """Return whether the worker was heard within `LONGEST_SILENCE`."""
    heard = last_beat()
    return heard is not None and timezone.now() - heard < LONGEST_SILENCE
