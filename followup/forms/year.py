"""What the year wheel is narrowed to, read from the address."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.filters import school_years
from followup.queries.year_entries import Choice, Kind
from samarbejde.lib.weeks import school_year


class YearForm(forms.Form):
    """Whatever cannot be read is left out: any address shows a year."""

    all_optional = True
    skoleaar = forms.ChoiceField(label=_("School year"), choices=school_years, required=False)
    sted = forms.TypedChoiceField(label=_("Place"), coerce=int, empty_value=None, required=False)
    person = forms.TypedChoiceField(label=_("Person"), coerce=int, empty_value=None, required=False)
    slags = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput, required=False)

    def __init__(self, params, *, places, people):
        super().__init__({"skoleaar": str(school_year(timezone.localdate())), **params.dict()})
        for name, rows, everybody in (("sted", places, _("All places")), ("person", people, _("All people"))):
            self.fields[name].choices = [("", everybody), *rows]
            if not rows:
                del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select w-short"

    @property
    def choice(self) -> Choice:
        self.is_valid()
        found = self.cleaned_data
        year = int(found.get("skoleaar") or school_year(timezone.localdate()))
        return Choice(year, found.get("slags", ""), found.get("sted"), found.get("person"))
