"""The demo's sessions lie on days on which a class could come."""

import datetime

import pytest

from config.demo.clock import is_school_holiday, on_a_school_day

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (0, datetime.date(2026, 11, 23)),
        (2, datetime.date(2026, 11, 20)),
        (130, datetime.date(2026, 6, 26)),
        (-5, datetime.date(2026, 11, 30)),
        (-35, datetime.date(2027, 1, 4)),
    ],
    ids=["today", "weekend", "summer", "weekend to come", "christmas to come"],
)
def test_weekends_and_holidays_are_moved(days_ago, expected):
    assert on_a_school_day(NOON, days_ago).date() == expected


def test_what_has_just_happened_stays_near_today_in_the_holidays():
    july = datetime.datetime(2026, 7, 17, 12, tzinfo=datetime.UTC)
    assert (is_school_holiday(july.date()), on_a_school_day(july, 1).date()) == (True, datetime.date(2026, 7, 16))
