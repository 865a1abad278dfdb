"""The ready texts of one template, one field each."""

from django import forms

from agreements.models import Agreement
from agreements.queries.clauses import ClauseSet
from agreements.sections import SECTIONS
from samarbejde.forms.versioned import VersionedFormMixin

ORDER = [name for section in SECTIONS for name in section.fields]


class ClauseForm(VersionedFormMixin, forms.Form):
    """An empty text stands for none: that field of a new agreement begins empty."""

    use_required_attribute = False
    all_optional = True

    def __init__(self, *args, clauses: ClauseSet, **kwargs):
        super().__init__(*args, initial=clauses.texts, version=clauses.version, **kwargs)
        for name in sorted(clauses.texts, key=ORDER.index):
            label = str(Agreement._meta.get_field(name).verbose_name)
            self.fields[name] = forms.CharField(
                label=label[:1].upper() + label[1:], required=False, max_length=5000,
                widget=forms.Textarea(attrs={"rows": 4, "class": "voice"}),
            )  # fmt: skip

    def texts(self) -> dict[str, str]:
        return {name: text.replace("\r\n", "\n") for name, text in self.values().items()}

    def stored_values(self, current: ClauseSet) -> dict:  # type: ignore[override]
        return current.texts
