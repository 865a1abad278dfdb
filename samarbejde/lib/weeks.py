"""Weeks as schools count them (ISO 8601), and the school year, 1 August to 31 July."""

from datetime import date, timedelta

SCHOOL_YEAR_STARTS = 8  # August


def iso_week(day: date) -> int:
    """Return the ISO week number, 1-53."""
    return day.isocalendar().week


def week_start(day: date) -> date:
    """Return the Monday of the week ``day`` lies in."""
    return day - timedelta(days=day.weekday())


def last_school_day(day: date) -> date:
    """Return the Friday of the week ``day`` lies in."""
    return week_start(day) + timedelta(days=4)


def week_days(year: int, week: int) -> tuple[date, date]:
    """Return Monday and Sunday of an ISO week. Raises ValueError when the year has no such week."""
    monday = date.fromisocalendar(year, week, 1)
    return monday, monday + timedelta(days=6)


def school_year(day: date) -> int:
    """Return the year in which the school year of ``day`` began."""
    return day.year if day.month >= SCHOOL_YEAR_STARTS else day.year - 1


def school_year_label(start_year: int) -> str:
    """Return "2026/27" for 2026."""
    return f"{start_year}/{(start_year + 1) % 100:02d}"


def school_year_start(start_year: int) -> date:
    """Return 1 August of ``start_year``."""
    return date(start_year, SCHOOL_YEAR_STARTS, 1)


def school_year_end(start_year: int) -> date:
    """Return 31 July of the year after ``start_year``."""
    return date(start_year + 1, SCHOOL_YEAR_STARTS, 1) - timedelta(days=1)


def school_year_days(start_year: int) -> tuple[date, date]:
    """Return first and last day of the school year that began in ``start_year``."""
    return school_year_start(start_year), school_year_end(start_year)
