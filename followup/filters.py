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
from samarbejde.models import Party

NARROWED = ("skole", "samarbejde", "klasse")
NO_NAME = "-"  # sessions whose class nobody wrote
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

    # Chosen by following a sum to its rows, not in the form.
    skole = django_filters.CharFilter(method="at_school", widget=forms.HiddenInput)
    samarbejde = django_filters.CharFilter(method="of_collaboration", widget=forms.HiddenInput)
    klasse = django_filters.CharFilter(method="of_class", widget=forms.HiddenInput)

    class Meta:
        model = Session
        fields: list[str] = []

    @property
    def is_narrowed(self) -> bool:
        """Whether only the rows behind one sum are shown."""
        return any(self.form.cleaned_data.get(name) for name in NARROWED) if self.form.is_valid() else False

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

    def at_school(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Without joining the parties, so that no session counts twice."""
        there = Party.objects.filter(school__number=_number(value)).values("collaboration")
        return queryset.filter(collaboration__in=there)

    def of_collaboration(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(collaboration=_number(value))

    def of_class(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """``~12`` is a class that is followed, whatever it was called; another is told by its name."""
        if value.startswith("~"):
            return queryset.filter(class_group=_number(value[1:]))
        return queryset.filter(class_group__isnull=True, class_name="" if value == NO_NAME else value)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0
