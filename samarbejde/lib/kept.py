"""Figures over so many rows that they are counted now and then, instead of for everybody who looks."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

Found = TypeVar("Found")
SECONDS = 300


def kept(name: str, what_for: tuple, find: Callable[[], Found]) -> Found:
    """Return what ``find`` gives, or gave less than `SECONDS` ago for the same ``what_for`` (plain values)."""
    key = f"{name}:{hashlib.sha256(repr(what_for).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = find()
        cache.set(key, found, SECONDS)
    return found
