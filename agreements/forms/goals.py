"""Goals, each with its signs: rows inside rows."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from agreements.actions.agreements import GoalRow
from agreements.choices import GoalFor

MOST_GOALS, MOST_SIGNS = 12, 10


class SignForm(forms.Form):
    use_required_attribute = False
    all_optional = True
    text = forms.CharField(label=_("Sign"), required=False, max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        number = int(str(self.prefix).rpartition("-")[2]) + 1 if str(self.prefix)[-1:].isdecimal() else ""
        self.fields["text"].widget.attrs["aria-label"] = _t("Sign %(number)s") % {"number": number}


class BaseRows(forms.BaseFormSet):
    """A list of rows; a blank list still shows one row to write in."""

    def __init__(self, data=None, *, rows: list[dict] | None = None, **kwargs):
        super().__init__(data, initial=rows or [{}] if data is None else None, **kwargs)


SignFormSet = forms.formset_factory(
    SignForm, formset=BaseRows, extra=0, max_num=MOST_SIGNS, absolute_max=2 * MOST_SIGNS, validate_max=True
)


class GoalForm(forms.Form):
    use_required_attribute = False
    all_optional = True
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    goal_for = forms.ChoiceField(label=_("For whom"), required=False, choices=GoalFor.choices, initial=GoalFor.PUPILS)
    text = forms.CharField(
        label=_("The goal, said so that the pupils understand it"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "voice"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        signs = [{"text": text} for text in self.initial.get("signs", [])]
        self.signs = SignFormSet(self.data if self.is_bound else None, rows=signs, prefix=f"{self.prefix}-signs")

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.signs.is_valid()])

    @property
    def sign_texts(self) -> list[str]:
        return [text for form in self.signs if (text := form.cleaned_data.get("text", ""))]

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.signs.is_valid() and self.sign_texts and not cleaned.get("text"):
            self.add_error("text", _("Write the goal these signs belong to."))
        return cleaned

    def row(self) -> GoalRow | None:
        """Return the goal as it was typed, or None for a blank one."""
        cleaned = self.cleaned_data
        if not cleaned.get("text"):
            return None
        return GoalRow(
            cleaned["text"], cleaned["goal_for"] or GoalFor.PUPILS, tuple(self.sign_texts), cleaned.get("pk")
        )


GoalFormSet = forms.formset_factory(
    GoalForm, formset=BaseRows, extra=0, max_num=MOST_GOALS, absolute_max=2 * MOST_GOALS, validate_max=True
)
