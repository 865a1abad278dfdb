"""Template filters over `samarbejde.lib.danish`; loaded in every template."""

from functools import wraps

from django import template
from django.utils import timezone

from samarbejde.lib import danish, weeks

register = template.Library()


def _quiet(function):
    """Let a missing value show as nothing instead of failing inside a page."""

    @wraps(function)
    def quiet(value, *arguments):
        return function(value, *arguments) if value not in (None, "") else ""

    return quiet


register.filter("day", _quiet(danish.format_day))
register.filter("short_day", _quiet(danish.format_short))
register.filter("weekday", _quiet(danish.format_weekday))
register.filter("month", _quiet(danish.format_month))
register.filter("clock", _quiet(danish.format_time))
register.filter("moment", _quiet(danish.format_moment))
register.filter("relative_day", _quiet(danish.format_relative))
register.filter("number", _quiet(danish.format_number))
register.filter("hours", _quiet(danish.format_hours))
register.filter("duration", _quiet(danish.format_duration))
register.filter("school_year", _quiet(weeks.school_year_label))
register.filter("join_words", danish.join_words)
register.filter("until", danish.format_period)
register.filter("percent_of", danish.format_percent)
register.simple_tag(danish.greeting, name="greeting")


@register.filter
def week(value) -> int | str:
    """Return the ISO week number of a date."""
    return weeks.iso_week(value) if value else ""


@register.simple_tag
def today():
    """{% today as day %}: the local date."""
    return timezone.localdate()
