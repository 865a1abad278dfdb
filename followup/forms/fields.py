"""Fields that understand what people type."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from followup.validators import parse_hours
from samarbejde.lib.danish import SEPARATORS, format_number


class HoursField(forms.CharField):
    """Gives a Decimal of hours, or None; takes "1,5", "1,5 t", "90 min" and "1:30"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value) -> Decimal | None:
        text = super().clean(value)
        return parse_hours(text) if text not in EMPTY_VALUES else None

    def prepare_value(self, value) -> str | None:
        """Show a number as it is typed: 1,5 and not 1.50."""
        if not isinstance(value, Decimal):
            return value
        text = format_number(value, 2)
        return text.rstrip("0").rstrip(SEPARATORS["da"][1] + SEPARATORS["en"][1]) if value % 1 else format_number(value)

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def offer(field: forms.ModelChoiceField, rows: QuerySet, shown: Iterable[Model]) -> None:
    """Let a field take any of ``rows``, and list ``shown``, which were read already: the list costs no query."""
    field.queryset = rows
    field.choices = [("", field.empty_label), *((row.pk, field.label_from_instance(row)) for row in shown)]


def lesson_field() -> forms.CharField:
    """One line about what was learnt; see `actions.lessons`."""
    return forms.CharField(
        label=_("What did you learn?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One line is enough. It becomes a lesson that you meet again next time you plan something alike."),
    )  # fmt: skip
