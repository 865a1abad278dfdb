"""Milestones, and who pays what: rows like the tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.actions.rows import LineRow, MilestoneRow
from agreements.choices import EconomyKind
from agreements.forms.goals import BaseRows
from samarbejde.forms.fields import day_field
from samarbejde.models import Party

MOST_MILESTONES, MOST_LINES = 20, 20
MOST_KRONER = 10_000_000
GRANT = "tilskud"


class MilestoneForm(forms.Form):
    use_required_attribute = False
    all_optional = True
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Milestone"), required=False, max_length=160)
    due_on = day_field(_("By"))

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("due_on") and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("Write what is to happen by that day."))
        return cleaned

    def row(self) -> MilestoneRow | None:
        """Return the milestone as it was typed, or None for a blank one."""
        cleaned = self.cleaned_data
        if not cleaned.get("title"):
            return None
        return MilestoneRow(cleaned["title"], cleaned.get("due_on"), cleaned.get("pk"))


class LineForm(forms.Form):
    use_required_attribute = False
    all_optional = True
    kind = forms.ChoiceField(label=_("What"), required=False, choices=EconomyKind.choices, initial=EconomyKind.OTHER)
    text = forms.CharField(label=_("In words"), required=False, max_length=200)
    amount = forms.IntegerField(
        label=_("Kroner"), required=False, min_value=0, max_value=MOST_KRONER, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}),
        error_messages={"invalid": _("Write whole kroner, for example 1500.")},
    )  # fmt: skip
    paid_by = forms.ChoiceField(label=_("Who pays"), required=False)

    def __init__(self, *args, parties: list[Party], **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {str(party.pk): party for party in parties}
        named = [(key, str(party)) for key, party in self.parties.items()]
        self.fields["paid_by"].choices = [*named, (GRANT, _("A grant, or somebody else"))]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("text") and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Write how many kroner."))
        return cleaned

    def row(self) -> LineRow | None:
        """Return the line as it was typed, or None for a blank one."""
        cleaned = self.cleaned_data
        if cleaned.get("amount") is None:
            return None
        party = self.parties.get(cleaned.get("paid_by", ""))
        return LineRow(cleaned["kind"] or EconomyKind.OTHER, cleaned["amount"], cleaned["text"], party)


MilestoneFormSet = forms.formset_factory(
    MilestoneForm, formset=BaseRows, extra=0, max_num=MOST_MILESTONES, absolute_max=2 * MOST_MILESTONES,
    validate_max=True,
)  # fmt: skip
LineFormSet = forms.formset_factory(
    LineForm, formset=BaseRows, extra=0, max_num=MOST_LINES, absolute_max=2 * MOST_LINES, validate_max=True
)
