"""Hours as people write them."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_HOURS = Decimal(99)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_PARTS = re.compile(
    r"(?:(?P<hours>\d+(?:[.,]\d+)?)?(?P<half>½)? ?(?:t|h|time|timer|hour|hours)\.?)? ?(?:og |and )?"
    r"(?:(?P<minutes>\d{1,4}) ?(?:m|min|minut|minutter|minutes)\.?)?"
)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)?(½)?")


def parse_hours(text: str) -> Decimal:
    """Return hours with two decimals from "1,5", "1½", "1,5 t", "90 min", "1 t 30 min" or "1:30".

    Raises ValidationError for anything else, for nothing at all and for more than 99 hours.
    """
    hours = _read(" ".join(text.lower().split()))
    if hours is None:
        raise ValidationError(_("Write the hours as 1,5 or 90 min."), code="hours")
    if hours > MOST_HOURS:
        raise ValidationError(_("That is more than 99 hours. Is it minutes? Then write 90 min."), code="hours")
    return hours.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _read(text: str) -> Decimal | None:
    if match := _CLOCK.fullmatch(text):
        return _decimal(match[1]) + _decimal(match[2]) / 60
    if text and (match := _NUMBER.fullmatch(text)):
        return _decimal(match[1]) + (Decimal("0.5") if match[2] else 0)
    match = _PARTS.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    return _decimal(match["hours"]) + (Decimal("0.5") if match["half"] else 0) + _decimal(match["minutes"]) / 60


def _decimal(text: str | None) -> Decimal:
    try:
        return Decimal((text or "0").replace(",", "."))
    except InvalidOperation:
        return Decimal(0)


_CLASS = re.compile(
    r"(?:klasse )?(\d{1,2}) ?\. ?(?:klasse|årgang)? ?([^\W\d_]{0,3})|(\d{1,2}) ?([^\W\d_]{1,3})", re.IGNORECASE
)
LAST_GRADE = 10


def parse_class(text: str) -> tuple[int, str]:
    """Return (grade, letter) from "5.b", "5b", "5. B" or "5.". Raises ValidationError for anything else."""
    match = _CLASS.fullmatch(" ".join(text.split()))
    grade = int(match[1] or match[3]) if match else LAST_GRADE + 1
    if not match or grade > LAST_GRADE:
        raise ValidationError(_("Write the class as 5.b: a grade from 0 to 10 and a letter."), code="class")
    return grade, (match[2] or match[4] or "").lower()


_EVERY = re.compile(r"\bhver(?:t|) (?P<n>\d{1,2})\. ?uge\b|\bmed (?P<m>\d{1,2}) ugers mellemrum\b")
_TIMES = re.compile(r"\b(?P<n>\d{1,2}|én|en|to|tre|fire|fem|seks) (?:gange?|møder?) (?:om året|i skoleåret|pr\.? år)\b")
_NUMBERS = {"én": 1, "en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6}
_WORDS = (
    ("hver anden uge", 2), ("hver uge", 1), ("hver anden måned", 9), ("hver måned", 5), ("månedlig", 5),
    ("kvartal", 13), ("halve år", 26), ("halvår", 26), ("hvert år", 52), ("årlig", 52),
)  # fmt: skip


def rhythm_weeks(text: str) -> int | None:
    """Return how many weeks may pass between two meetings, read from the agreement's words; None if they do not say."""
    words = " ".join(text.lower().split())
    if match := _EVERY.search(words):
        return int(match["n"] or match["m"]) or None
    if match := _TIMES.search(words):
        times = _NUMBERS.get(match["n"]) or int(match["n"])
        return max(1, round(52 / times)) if times else None
    return next((weeks for phrase, weeks in _WORDS if phrase in words), None)
