"""Parts and words of the report for one kind of reader."""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.models import ReaderReport
from evaluations.readers import SECTION_NAMES
from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.versioned import VersionedFormMixin

LONGEST = 10_000


def _words(label, rows: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}))


class ReaderReportForm(VersionedFormMixin, forms.Form):
    """Every part has a place: a number, or nothing where it is left out."""

    all_optional = True

    intro = _words(gettext_lazy("First words"), 4)
    conclusion = _words(gettext_lazy("Conclusion"), 4)
    closing = _words(gettext_lazy("Last words"), 2)

    def __init__(self, *args, chosen: ReaderReport, **kwargs):
        words = {name: getattr(chosen, name) for name in ("intro", "conclusion", "closing")}
        super().__init__(*args, initial=words, version=chosen.version, **kwargs)
        places = {key: number for number, key in enumerate(chosen.sections, start=1)}
        order = [*chosen.sections, *(key for key in SECTION_NAMES if key not in places)]
        for key in order:
            self.fields[f"place_{key}"] = forms.IntegerField(
                label=SECTION_NAMES[key], initial=places.get(key), required=False, min_value=1, max_value=99,
                widget=forms.NumberInput(attrs={"class": "w-short"}),
            )  # fmt: skip
        self.helper = form_helper()
        self.helper.layout = Layout(
            "version", "intro", "conclusion", "closing",
            Fieldset(
                _("Which parts, and in which order? Empty the number to leave a part out."),
                Div(*[f"place_{key}" for key in order], css_class="places"),
            ),
        )  # fmt: skip

    def sections(self) -> list[str]:
        """Return the parts that have a place, in order."""
        places = [(self.cleaned_data.get(f"place_{key}"), number, key) for number, key in enumerate(SECTION_NAMES)]
        return [key for place, _number, key in sorted(each for each in places if each[0])]

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not self.sections():
            first = next(name for name in self.fields if name.startswith("place_"))
            self.add_error(first, _("Choose at least one part."))
        return data

    def values(self) -> dict:
        data = self.cleaned_data
        return {"sections": self.sections(), **{name: data[name] for name in ("intro", "conclusion", "closing")}}

    def stored_values(self, current) -> dict:
        places = {key: number for number, key in enumerate(current.sections, start=1)}
        words = {name: getattr(current, name) for name in ("intro", "conclusion", "closing")}
        return words | {f"place_{key}": places.get(key) for key in SECTION_NAMES}
