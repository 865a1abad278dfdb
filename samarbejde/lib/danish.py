"""Dates, numbers and greetings as people here say them.

Written out by hand and cached, since Django's localised formatting costs milliseconds in a long list. Danish unless
the active language is English. All functions take plain values and give plain text; none touches the database.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

DASH = "–"
WEEKDAYS = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
WEEK_WORD = {"da": "uge", "en": "week"}
GREETINGS = {
    "da": ((5, "Godaften"), (10, "Godmorgen"), (12, "God formiddag"), (18, "Goddag"), (24, "Godaften")),
    "en": ((5, "Good evening"), (12, "Good morning"), (18, "Good afternoon"), (24, "Good evening")),
}
HOUR_UNITS = {"da": ("t", "min"), "en": ("h", "min")}
SEPARATORS = {"da": (".", ","), "en": (",", ".")}


def _language() -> str:
    return "en" if (get_language() or "da").startswith("en") else "da"


def month_names(*, short: bool = False) -> dict[int, str]:
    """Return the months by their number; ``short`` is their first three letters."""
    names = MONTHS[_language()]
    return {number: name[:3] if short else name for number, name in enumerate(names, start=1)}


def _day(value: date | datetime) -> date:
    """Return the calendar day in local time."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def _clock(value: datetime | time) -> time:
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).time()
    return value


@lru_cache(maxsize=4096)
def _short(day: date, this_year: int, language: str) -> str:
    dot = "." if language == "da" else ""
    text = f"{day.day}{dot} {MONTHS[language][day.month - 1]}"
    return text if day.year == this_year else f"{text} {day.year}"


@lru_cache(maxsize=4096)
def _long(day: date, this_year: int, language: str) -> str:
    weekday, week = WEEKDAYS[language][day.weekday()], day.isocalendar().week
    return f"{weekday} {_short(day, this_year, language)} ({WEEK_WORD[language]} {week})"


def _this_year(today: date | None) -> int:
    return (today or timezone.localdate()).year


def format_day(value: date | datetime | None, today: date | None = None) -> str:
    """Return "tirsdag 3. marts (uge 10)"; with the year when it is another one than that of ``today``."""
    return _long(_day(value), _this_year(today), _language()) if value else ""


def format_short(value: date | datetime | None, today: date | None = None) -> str:
    """Return "3. marts", or "3. marts 2024" when the year is another one than that of ``today``."""
    return _short(_day(value), _this_year(today), _language()) if value else ""


def format_weekday(value: date | datetime | None) -> str:
    """Return "tirsdag"."""
    return WEEKDAYS[_language()][_day(value).weekday()] if value else ""


def format_month(value: date | datetime | None, today: date | None = None) -> str:
    """Return "marts", or "marts 2024" when the year is another one than that of ``today``."""
    if not value:
        return ""
    day, name = _day(value), MONTHS[_language()][_day(value).month - 1]
    return name if day.year == _this_year(today) else f"{name} {day.year}"


def format_time(value: datetime | time | None) -> str:
    """Return "9.00" (English "9:00")."""
    if value is None or value == "":
        return ""
    clock = _clock(value)
    return f"{clock.hour}{'.' if _language() == 'da' else ':'}{clock.minute:02d}"


def format_moment(value: datetime | None, today: date | None = None) -> str:
    """Return "tirsdag 3. marts (uge 10) kl. 9.00"."""
    if not value:
        return ""
    return f"{format_day(value, today)} {'kl.' if _language() == 'da' else 'at'} {format_time(value)}"


def format_period(start: date | None, end: date | None, today: date | None = None) -> str:
    """Return "3.–7. marts", "3. marts – 12. juni", or with "fra"/"til" when one end is open."""
    english = _language() == "en"
    if start and end:
        first, last = _day(start), _day(end)
        if first == last:
            return format_short(first, today)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}{'' if english else '.'}{DASH}{format_short(last, today)}"
        return f"{format_short(first, today)} {DASH} {format_short(last, today)}"
    if start:
        return f"{'from' if english else 'fra'} {format_short(start, today)}"
    return f"{'until' if english else 'til'} {format_short(end, today)}" if end else ""


def format_relative(value: date | datetime | None, today: date | None = None) -> str:
    """Return "i dag", "i går", "i morgen", "for 18 dage siden", "om 5 dage"."""
    if not value:
        return ""
    days = (_day(value) - (today or timezone.localdate())).days
    near = {"da": {-1: "i går", 0: "i dag", 1: "i morgen"}, "en": {-1: "yesterday", 0: "today", 1: "tomorrow"}}
    language = _language()
    if days in near[language]:
        return near[language][days]
    count = format_number(abs(days))
    if language == "en":
        return f"in {count} days" if days > 0 else f"{count} days ago"
    return f"om {count} dage" if days > 0 else f"for {count} dage siden"


@lru_cache(maxsize=4096)
def _number(value: Decimal, decimals: int, language: str) -> str:
    thousands, point = SEPARATORS[language]
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    whole, _, fraction = f"{rounded:,.{decimals}f}".partition(".")
    whole = whole.replace(",", thousands).replace("-", "−")
    return f"{whole}{point}{fraction}" if fraction else whole


def format_number(value: Decimal | float | str | None, decimals: int = 0) -> str:
    """Return "1.234,5" (English "1,234.5"), rounded half up to ``decimals`` places; nothing for None."""
    if value is None or value == "":
        return ""
    return _number(Decimal(str(value)), decimals, _language())


def format_percent(part: Decimal | float | None, whole: Decimal | float | None) -> str:
    """Return "71 %" for part of whole, and a dash when the whole is nothing."""
    if not whole or part is None:
        return DASH
    return f"{format_number(Decimal(str(part)) * 100 / Decimal(str(whole)))} %"


def format_hours(hours: Decimal | float | None, decimals: int = 1) -> str:
    """Return "1,5 t"; whole hours without decimals; nothing for None."""
    if hours is None or hours == "":
        return ""
    number = format_number(hours, decimals)
    point = SEPARATORS[_language()][1]
    if point in number:
        number = number.rstrip("0").rstrip(point)
    return f"{number} {HOUR_UNITS[_language()][0]}"


def format_duration(hours: Decimal | float | None) -> str:
    """Return "1 t 30 min", "45 min" or "2 t" for a number of hours."""
    if hours is None or hours == "":
        return ""
    minutes = int((Decimal(str(hours)) * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    hour_unit, minute_unit = HOUR_UNITS[_language()]
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} {hour_unit}"] if whole else []
    if rest or not whole:
        parts.append(f"{rest} {minute_unit}")
    return " ".join(parts)


def greeting(now: datetime | None = None) -> str:
    """Return "Godmorgen" before ten, and so on through the day in local time."""
    hour = _clock(now or timezone.now()).hour
    return next(words for limit, words in GREETINGS[_language()] if hour < limit)


def join_words(words: list[str]) -> str:
    """Return "a, b og c"."""
    *first, last = [str(word) for word in words] or [""]
    return f"{', '.join(first)} {'and' if _language() == 'en' else 'og'} {last}" if first else last
