"""Choosing among thousands of rows: search as you type, or, without script, search and then tick.

A picker is a search field over a group of boxes. What is ticked is sent along with each search and comes back on top,
so nothing chosen is lost. The field only holds the ticked values; the view behind ``url`` answers with the boxes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.queries.participants import find_people, get_people
from samarbejde.queries.places import Option, find_places, get_places, option_of


@dataclass(frozen=True)
class Picker:
    """What `samarbejde/_picker.html` shows."""

    name: str
    url: str
    query: str
    chosen: list[Option]
    found: list[Option]
    multiple: bool

    @property
    def is_empty_handed(self) -> bool:
        """Something was searched for and nothing found."""
        return bool(self.query.strip()) and not self.found


class PickedField(forms.Field):
    """The rows behind the ticked values; ``fetch`` turns values into rows and drops what may not be seen."""

    def __init__(self, *, fetch: Callable[[Iterable[str]], list], multiple: bool = True, **kwargs):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple if multiple else forms.RadioSelect)
        super().__init__(**kwargs)
        self.fetch, self.multiple = fetch, multiple

    def clean(self, value):
        values = [value] if isinstance(value, str) else list(value or [])
        rows = self.fetch([v for v in values if v])
        if self.required and not rows:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return rows if self.multiple else next(iter(rows), None)


def place_picker(*, url: str, query: str, values: Iterable[str], name: str = "places") -> Picker:
    """Return the picker of schools and municipalities. Four queries at most."""
    chosen = [option_of(row) for row in get_places(values)]
    found = find_places(query, leave_out=[option.value for option in chosen])
    return Picker(name, url, query, chosen, found, multiple=True)


def person_picker(*, url: str, query: str, value: str, people, name: str = "person") -> Picker:
    """Return the picker of one person among ``people`` (a queryset that only holds what the user may see)."""
    chosen = [person_option(row) for row in get_people(people, value)]
    found = [person_option(row) for row in find_people(people, query) if str(row.pk) != value]
    return Picker(name, url, query, chosen, found, multiple=False)


def person_option(person) -> Option:
    """Return the choice that stands for one person."""
    return Option(str(person.pk), person.name, person.workplace)


PLACE_MISSING = _("Choose at least one school or municipality.")
