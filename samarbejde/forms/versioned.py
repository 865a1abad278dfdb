"""Edit forms that never overwrite what somebody else saved in between.

In the form (a ModelForm, or a Form that overrides `stored_values`)::

    class LessonForm(VersionedFormMixin, forms.ModelForm): ...

In the view, where ``update_lesson`` takes ``version`` and calls `samarbejde.lib.versions.lock_version`::

    form = LessonForm(request.POST or None, instance=copy(lesson), version=lesson.version)
    if form.is_valid():
        saved = form.save_with(lambda: update_lesson(lesson=lesson, version=form.version, **form.values(), by=user))
        if saved:
            return redirect(saved)
    return render(request, "…", {"form": form}, status=form.http_status)

In the template, inside the form, above the fields::

    {% include "samarbejde/_conflict.html" %}

After a lost update the page answers 409, shows both texts side by side, keeps what was typed in the fields, and lets
the user save over what she has now seen. Give ``instance`` as a copy: validating a ModelForm writes into its instance.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samarbejde.lib.danish import format_day, join_words
from samarbejde.lib.versions import StaleVersion

T = TypeVar("T")


@dataclass(frozen=True)
class Difference:
    """One field with what the user typed and what is stored now, both as plain text."""

    label: str
    yours: str
    stored: str


class ActionFormMixin:
    """A form whose save is an action: what the action refuses is shown as errors, nothing typed is lost."""

    http_status = 200

    def save_with(self, action: Callable[[], T]) -> T | None:
        """Run ``action`` and return what it returns; None when it refused (see ``errors``)."""
        try:
            return action()
        except ValidationError as error:
            self.add_error(None, error)
        return None

    def values(self) -> dict:
        """Return the cleaned values as an action's keywords, without the fields that only carry the form."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "form_key"}}


class VersionedFormMixin(ActionFormMixin):
    """Carries the version the form was shown with. ``conflict`` holds the differences after a lost update."""

    def __init__(self, *args, version: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict: list[Difference] = []
        self.current: Model | None = None
        self.fields["version"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=version, label=gettext_lazy("version"),
            error_messages={"required": gettext_lazy("Open the page again: the form had no version.")},
        )  # fmt: skip

    @property
    def version(self) -> int:
        return self.cleaned_data["version"]

    @property
    def http_status(self) -> int:  # type: ignore[override]
        return 409 if self.current else 200

    def save_with(self, action: Callable[[], T]) -> T | None:
        """Like `ActionFormMixin.save_with`; a lost update is noted in ``conflict`` and returns None."""
        try:
            return super().save_with(action)
        except StaleVersion as stale:
            self.note_conflict(stale.current)
        return None

    def note_conflict(self, current: Model) -> None:
        """Remember both texts, and let the next save be against ``current``."""
        self.current = current
        stored = self.stored_values(current)
        pairs = [
            (str(field.label or name), as_text(field, self.cleaned_data.get(name)), as_text(field, stored[name]))
            for name, field in self.fields.items()
            if name in stored
        ]
        self.conflict = [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)  # type: ignore[attr-defined]

    def stored_values(self, current: Model) -> dict:
        """Return {field: stored value}, shaped like the form's cleaned values. Forms without a model override it."""
        return model_to_dict(current, [name for name in self.fields if name != "version"])


def as_text(field: forms.Field, value) -> str:
    """Return a field's value as a person would read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.date):
        return format_day(value)
    if isinstance(field, forms.ModelChoiceField):
        return _names(field, value)
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in field.choices}
        chosen = value if isinstance(value, list) else [value]
        return join_words([labels.get(str(each), str(each)) for each in chosen])
    return str(value).replace("\r\n", "\n")


def _names(field: forms.ModelChoiceField, value) -> str:
    rows = [value] if isinstance(value, Model) or not isinstance(value, Iterable) else list(value)
    keys = {row.pk if isinstance(row, Model) else row for row in rows}
    return join_words(sorted(str(row) for row in field.queryset.model._default_manager.filter(pk__in=keys)))  # noqa: SLF001
