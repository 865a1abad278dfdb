"""The agreement's own fields: those of the template's sections."""

import datetime
from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.choices import Template
from agreements.models import Agreement
from agreements.sections import BY_KEY, CAN_BE_OFF, SECTIONS, layout_of
from samarbejde.forms.versioned import VersionedFormMixin
from samarbejde.lib.constraints import EARLIEST, LATEST

FIELDS = tuple(name for section in SECTIONS for name in section.fields)
NO_NAMES = _("Do not write the names of pupils.")
HELP = {
    "content": _("The school reads this first. Where you meet belongs here too."),
    "target_group": _("For example “4.a and 4.b”. Do not write the names of pupils."),
    "teacher_role": NO_NAMES,
    "change_reason": _("Goes out with the next version, so that the other side knows why they are asked again."),
    "special_needs": _(
        "For example somebody who uses a wheelchair, or reads with aids. Do not write the names of pupils."
    ),
    "tasks_before": _("Who tells whom what, and what the class has done."),
    "tasks_during": _("Who leads, and what the others do meanwhile."),
    "tasks_after": _("How the class goes on, and who writes down what you want to remember."),
    "decision_note": _(
        "Who may teach without a teacher, when and how much. You can also leave it to the head teacher,"
        " who is asked when they approve."
    ),
    "certificate": _("It is about what one does, not about one's title. Never write what the certificate says."),
    "certificate_by": _("The one who employs the person, or the school. Write the place, not the person."),
    "certificate_on": _("The day somebody confirmed that it is in order. The certificate itself is kept nowhere."),
    "insurance": _("The school's insurance rarely covers your things."),
    "photo_purpose": _("For example “the class's own exhibition”. Write nothing if you take none."),
    "photo_delete_on": _("At the latest when the school year ends, unless you have agreed on something else."),
    "rights": _("Texts, tasks, pictures and films that you make together."),
    "meeting_rhythm": _("For example “a meeting every other month”."),
    "communication": _("How you write to each other, how soon you answer, and who tells the parents."),
    "hours_institution": _("For the whole period, for example 32 or 1,5."),
    "hours_school": _("For the whole period."),
    "economy": _("Who pays what: entrance, materials, transport. Write so if nobody pays the other."),
    "data_and_photos": NO_NAMES,
    "renewal_on": _("You are reminded a month before."),
    "review_weeks": _("You are reminded when it is time."),
}
SHORT = ("target_group", "meeting_rhythm", "decision_note", "certificate_by", "photo_purpose")
CODES = ("case_institution", "case_school")
CHOICES = ("teacher_present", "certificate", "photo_basis")
NUMBERS = ("hours_institution", "hours_school", "pupil_count", "review_weeks")
DAYS = ("starts_on", "ends_on", "renewal_on", "certificate_on", "photo_delete_on")


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
    sections_off = forms.MultipleChoiceField(
        label=_("Left out of this agreement"), choices=[(key, BY_KEY[key].title) for key in CAN_BE_OFF], required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Agreement
        fields = ("template", "sections_off", "change_reason", *FIELDS)
        localized_fields = ("hours_institution", "hours_school")

    def __init__(self, data=None, *, instance: Agreement, **kwargs):
        super().__init__(data, instance=instance, **kwargs)
        self.instance_off = list(instance.sections_off)
        template = (data or {}).get("shown") or instance.template
        template = template if template in Template.values else instance.template
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["shown"].initial = template
        self.layout = layout_of(template)
        if not getattr(instance, "version_count", 0):  # what nobody has seen yet needs no reason
            del self.fields["change_reason"]
        else:
            self._dress("change_reason")
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
        elif name in CODES:
            field.widget.attrs |= {"class": "w-mid"}
        elif name in CHOICES:
            field.widget.attrs |= {"class": "w-mid"}
            if "" in dict(field.choices):
                field.choices = [("", _("Not answered yet")), *((key, text) for key, text in field.choices if key)]
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
        return {name: self.cleaned_data[name] for name in self._names} | {"sections_off": self._left_out()}

    @property
    def _names(self) -> tuple[str, ...]:
        extra = ("change_reason",) if "change_reason" in self.fields else ()
        return ("template", *extra, *self.layout.all_fields)

    def _left_out(self) -> list[str]:
        """Return the sections left out; those the page did not show stay as they were."""
        shown = {section.key for section in self.layout.sections}
        kept = [key for key in self.instance_off if key not in shown]
        return sorted(
            {*kept, *(key for key in self.cleaned_data["sections_off"] if key in shown)}, key=CAN_BE_OFF.index
        )

    def stored_values(self, current: Agreement) -> dict:
        return {name: _without_zeros(getattr(current, name)) for name in (*self._names, "sections_off")}
