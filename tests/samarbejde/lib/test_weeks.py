from datetime import date

import pytest

from samarbejde.lib import weeks


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 3, 3), 10), (date(2027, 1, 1), 53), (date(2024, 12, 30), 1), (date(2026, 1, 1), 1)]
)
def test_iso_week(day, week):
    assert weeks.iso_week(day) == week


def test_week_start_is_monday():
    assert weeks.week_start(date(2026, 3, 8)) == date(2026, 3, 2)


def test_week_days():
    assert weeks.week_days(2026, 10) == (date(2026, 3, 2), date(2026, 3, 8))


def test_week_days_of_a_week_the_year_lacks():
    with pytest.raises(ValueError, match="Invalid week"):
        weeks.week_days(2025, 53)


@pytest.mark.parametrize(("day", "start"), [(date(2026, 7, 31), 2025), (date(2026, 8, 1), 2026)])
def test_school_year_turns_in_august(day, start):
    assert weeks.school_year(day) == start


def test_school_year_days():
    assert weeks.school_year_days(2026) == (date(2026, 8, 1), date(2027, 7, 31))


@pytest.mark.parametrize(("start", "label"), [(2026, "2026/27"), (1999, "1999/00")])
def test_school_year_label(start, label):
    assert weeks.school_year_label(start) == label
