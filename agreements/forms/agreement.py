"""The agreement's own fields: those of the template's sections."""

import datetime
from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.choices import Template
from agreements.models import Agreement
from agreements.sections import SECTIONS, layout_of
from samarbejde.forms.versioned import VersionedFormMixin
from samarbejde.lib.constraints import EARLIEST, LATEST

FIELDS = tuple(name for section in SECTIONS for name in section.fields)
NO_NAMES = _("Do not write the names of pupils.")
HELP = {
    "content": _("The school reads this first. Where you meet belongs here too."),
    "target_group": _("For example “4.a and 4.b”. Do not write the names of pupils."),
    "teacher_role": NO_NAMES,
    "school_tasks": _("Before, on the day, and after."),
    "meeting_rhythm": _("For example “a meeting every other month”."),
    "communication": _("How you write to each other, how soon you answer, and who tells the parents."),
    "hours_institution": _("For the whole period, for example 32 or 1,5."),
    "hours_school": _("For the whole period."),
    "economy": _("Who pays what: entrance, materials, transport. Write so if nobody pays the other."),
    "data_and_photos": NO_NAMES,
    "renewal_on": _("You are reminded a month before."),
    "review_weeks": _("You are reminded when it is time."),
}
SHORT = ("target_group", "meeting_rhythm")
NUMBERS = ("hours_institution", "hours_school", "pupil_count", "review_weeks")
DAYS = ("starts_on", "ends_on", "renewal_on")


def _without_zeros(value):
    """Return 32 for 32.00 and 1.5 for 1.50: nobody writes decimals they do not mean."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == int(value) else value.normalize()


class AgreementForm(VersionedFormMixin, forms.ModelForm):
    """``shown`` says which template's fields the page had, so that a changed template blanks nothing."""

    all_optional = True
    use_required_attribute = False
    shown = forms.ChoiceField(choices=Template.choices, widget=forms.HiddenInput)

    class Meta:
        model = Agreement
        fields = ("template", *FIELDS)
        localized_fields = ("hours_institution", "hours_school")

    def __init__(self, data=None, *, instance: Agreement, **kwargs):
        super().__init__(data, instance=instance, **kwargs)
        template = (data or {}).get("shown") or instance.template
        template = template if template in Template.values else instance.template
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["shown"].initial = template
        self.layout = layout_of(template)
        for name in set(FIELDS) - set(self.layout.all_fields):
            del self.fields[name]
        for name in self.layout.all_fields:
            self._dress(name)

    def _dress(self, name: str) -> None:
        field = self.fields[name]
        field.help_text = HELP.get(name, "")
        if name in DAYS:
            field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"})
        elif name in NUMBERS:
            field.widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-short"})
            field.widget.is_localized = True
            self.initial[name] = _without_zeros(self.initial.get(name))
        elif name not in SHORT:
            field.widget.attrs |= {"rows": 3, "class": "voice", "maxlength": 5000}
            field.max_length = 5000

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in DAYS:
            if isinstance(cleaned.get(name), datetime.date) and not EARLIEST <= cleaned[name] <= LATEST:
                self.add_error(name, _("Write a year between 1900 and 2100."))
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def values(self) -> dict:
        """Return the cleaned values of the fields the page had."""
        return {name: self.cleaned_data[name] for name in ("template", *self.layout.all_fields)}

    def stored_values(self, current: Agreement) -> dict:
        return {name: getattr(current, name) for name in ("template", *self.layout.all_fields)}
