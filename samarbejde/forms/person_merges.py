"""Two cards side by side: where they differ, the user says which is right."""

from django import forms

from samarbejde.actions.person_merges import CHOSEN
from samarbejde.forms.person import helper
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Person

KEPT, OTHER = "denne", "den_anden"


class MergeForm(ActionFormMixin, forms.Form):
    """One question per field that both have and that differs; what only one has is taken without asking."""

    def __init__(self, *args, kept: Person, other: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
        self.sources = {KEPT: kept, OTHER: other}
        for name in CHOSEN:
            ours, theirs = _shown(kept, name), _shown(other, name)
            if ours and theirs and ours.strip() != theirs.strip():
                field = Person._meta.get_field(name)
                self.fields[name] = forms.ChoiceField(
                    label=str(field.verbose_name).capitalize(), choices=[(KEPT, ours), (OTHER, theirs)], initial=KEPT,
                    widget=forms.RadioSelect,
                )  # fmt: skip

    def choices(self) -> dict[str, str]:
        """Return the value of each field that was asked about."""
        return {name: getattr(self.sources[answer], name) for name, answer in self.cleaned_data.items()}


def _shown(person: Person, name: str) -> str:
    shown = getattr(person, f"get_{name}_display", None)
    return str(shown() if shown else getattr(person, name))
