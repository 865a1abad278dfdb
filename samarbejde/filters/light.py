"""A filter set that builds only what is asked for: twelve form fields cost more than the list itself."""

import re

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

ANY = _("Any")


class LightFilterSet(django_filters.FilterSet):
    """Filters over what ``user`` may see. ``complete`` builds every field, with its options, for the panel."""

    def __init__(self, data, queryset: QuerySet, *, user, complete: bool = False):
        self.user = user
        if not complete:
            self.base_filters = {name: f for name, f in type(self).base_filters.items() if name in data}
        super().__init__(data, queryset)
        if complete:
            for name, options in self.options().items():
                self.filters[name].extra["choices"] = options

    def options(self) -> dict[str, list[tuple[str, str]]]:
        """Return the choices that must be read, by filter."""
        return {}


class CodeField(forms.ChoiceField):
    """A choice known by the shape of its value, so that checking it reads nothing; an unknown one finds no rows."""

    def __init__(self, *args, pattern: str, **kwargs):
        self.pattern = re.compile(pattern)
        super().__init__(*args, **kwargs)

    def validate(self, value) -> None:
        if value and not self.pattern.fullmatch(value):
            raise ValidationError("", code="invalid")


class CodeFilter(django_filters.Filter):
    field_class = CodeField

    def __init__(self, *args, pattern: str = r"[\w-]{1,60}", empty_label=ANY, **kwargs):
        kwargs.setdefault("choices", [])
        super().__init__(*args, pattern=pattern, **kwargs)
        self.empty_label = empty_label

    @property
    def field(self):
        found = super().field
        if not found.choices or found.choices[0][0] != "":
            found.choices = [("", self.empty_label), *found.choices]
        return found
