"""What the calendar and the list of sessions can be narrowed to, read from the address."""

import datetime
from dataclasses import dataclass

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.choices import SessionStatus, Venue
from followup.models import Session
from samarbejde.lib.weeks import school_year, school_year_days, school_year_label, week_start

SPANS = (4, 8, 16, 52)  # weeks
DEFAULT_SPAN = 8


@dataclass(frozen=True)
class Span:
    """Some whole weeks from a Monday on, and whose."""

    monday: datetime.date
    weeks: int
    whose: str  # "mine" or "alle"

    @property
    def end(self) -> datetime.date:
        """The last Sunday."""
        return self.monday + datetime.timedelta(weeks=self.weeks, days=-1)

    def moved(self, steps: int) -> str:
        """Return the query string of the span before (-1) or after (1) this."""
        return self.query(monday=self.monday + datetime.timedelta(weeks=self.weeks * steps))

    def query(self, **changes) -> str:
        values = {"monday": self.monday, "weeks": self.weeks, "whose": self.whose} | changes
        return f"?fra={values['monday'].isoformat()}&uger={values['weeks']}&vis={values['whose']}"


def read_span(params, today: datetime.date) -> Span:
    """Return the span asked for; whatever cannot be read is the default: eight weeks from this one, mine."""
    try:
        start = datetime.date.fromisoformat(params.get("fra", ""))
        start = start if 1901 < start.year < 2099 else today
    except ValueError:
        start = today
    weeks = params.get("uger", "")
    return Span(
        monday=week_start(start),
        weeks=int(weeks) if weeks in map(str, SPANS) else DEFAULT_SPAN,
        whose="alle" if params.get("vis") == "alle" else "mine",
    )


ABSENCE_WEEKS = (1, 4, 8)


def read_weeks(params, today: datetime.date) -> tuple[int, datetime.date]:
    """Return how many weeks the sickness view looks ahead (four unless told), and the last day of them."""
    asked = params.get("uger", "")
    weeks = int(asked) if asked in map(str, ABSENCE_WEEKS) else 4
    return weeks, week_start(today) + datetime.timedelta(weeks=weeks, days=-1)


def school_years() -> list[tuple[str, str]]:
    """Return the school years one may choose: five back, one ahead."""
    now = school_year(timezone.localdate())
    return [(str(year), school_year_label(year)) for year in range(now + 1, now - 6, -1)]


def calendar_years() -> list[tuple[str, str]]:
    """Return the calendar years one may choose: five back, one ahead."""
    now = timezone.localdate().year
    return [(str(year), str(year)) for year in range(now + 1, now - 6, -1)]


class SessionFilter(django_filters.FilterSet):
    """The sessions behind the figures. Without a choice: this school year's, held."""

    skoleaar = django_filters.ChoiceFilter(
        label=_("School year"), choices=school_years, method="in_school_year", empty_label=_("All years")
    )
    aar = django_filters.ChoiceFilter(
        label=_("Calendar year"), choices=calendar_years, field_name="date", lookup_expr="year",
        empty_label=_("Any calendar year"),
    )  # fmt: skip
    status = django_filters.ChoiceFilter(label=_("Status"), choices=SessionStatus.choices, empty_label=_("All"))
    sted = django_filters.ChoiceFilter(
        label=_("Where"), field_name="venue", choices=Venue.choices, empty_label=_("Everywhere")
    )

    class Meta:
        model = Session
        fields: list[str] = []

    @property
    def form(self) -> forms.Form:
        form = super().form
        if not hasattr(form, "all_optional"):
            form.all_optional = True
            for field in form.fields.values():
                field.widget.attrs["class"] = "form-select w-short"
        return form

    def in_school_year(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(date__range=school_year_days(int(value)))
