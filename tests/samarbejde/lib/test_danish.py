from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation

from samarbejde.lib import danish

TODAY = date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


def test_format_day():
    assert danish.format_day(TODAY, TODAY) == "tirsdag 3. marts (uge 10)"


def test_format_day_of_another_year():
    assert danish.format_day(date(2025, 12, 29), TODAY) == "mandag 29. december 2025 (uge 1)"


def test_format_day_of_a_moment_is_the_local_day():
    assert danish.format_day(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), TODAY) == "tirsdag 3. marts (uge 10)"


def test_format_day_of_nothing():
    assert danish.format_day(None) == ""


def test_format_short():
    assert danish.format_short(TODAY, TODAY) == "3. marts"
    assert danish.format_short(date(2024, 3, 3), TODAY) == "3. marts 2024"


def test_dates_in_english():
    with translation.override("en"):
        assert danish.format_day(TODAY, TODAY) == "Tuesday 3 March (week 10)"
        assert danish.format_short(TODAY, TODAY) == "3 March"
        assert danish.format_time(time(9, 0)) == "9:00"


def test_format_moment_in_local_time():
    moment = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert danish.format_moment(moment, TODAY) == "tirsdag 3. marts (uge 10) kl. 9.00"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 3, 3), date(2026, 3, 7), "3.–7. marts"),
        (date(2026, 3, 3), date(2026, 6, 12), "3. marts – 12. juni"),
        (date(2026, 3, 3), date(2026, 3, 3), "3. marts"),
        (date(2025, 8, 1), date(2026, 7, 31), "1. august 2025 – 31. juli"),
        (date(2026, 3, 3), None, "fra 3. marts"),
        (None, date(2026, 3, 3), "til 3. marts"),
        (None, None, ""),
    ],
)
def test_format_period(start, end, text):
    assert danish.format_period(start, end, TODAY) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 3), "i dag"),
        (date(2026, 3, 4), "i morgen"),
        (date(2026, 3, 2), "i går"),
        (date(2026, 2, 13), "for 18 dage siden"),
        (date(2026, 3, 8), "om 5 dage"),
    ],
)
def test_format_relative(day, text):
    assert danish.format_relative(day, TODAY) == text


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (1234, 0, "1.234"),
        (1234.5, 1, "1.234,5"),
        (Decimal("0.5"), 0, "1"),
        (-1234567, 0, "−1.234.567"),
        (Decimal("-0.04"), 1, "0,0"),
        (None, 0, ""),
    ],
)
def test_format_number(number, decimals, text):
    assert danish.format_number(number, decimals) == text


def test_format_number_in_english():
    with translation.override("en"):
        assert danish.format_number(Decimal("1234.5"), 1) == "1,234.5"


@pytest.mark.parametrize(("hours", "text"), [("1.5", "1,5 t"), ("62", "62 t"), ("1000", "1.000 t"), ("0", "0 t")])
def test_format_hours(hours, text):
    assert danish.format_hours(Decimal(hours)) == text


@pytest.mark.parametrize(
    ("hours", "text"), [("1.5", "1 t 30 min"), ("2", "2 t"), ("0.75", "45 min"), ("0", "0 min"), ("0.33", "20 min")]
)
def test_format_duration(hours, text):
    assert danish.format_duration(Decimal(hours)) == text


def test_format_percent():
    assert danish.format_percent(29, 41) == "71 %"
    assert danish.format_percent(0, 0) == "–"


@pytest.mark.parametrize(
    ("hour", "words"), [(3, "Godaften"), (7, "Godmorgen"), (10, "God formiddag"), (14, "Goddag"), (20, "Godaften")]
)
def test_greeting_follows_the_local_clock(hour, words):
    # Copenhagen is one hour ahead of UTC in winter.
    assert danish.greeting(datetime(2026, 1, 15, (hour - 1) % 24, 0, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_join_words(words, text):
    assert danish.join_words(words) == text
