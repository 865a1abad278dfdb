"""Choosing a booking list, telling its columns, and saying which school a name means."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.forms.columns import column_choices
from contacts.imports.visit_columns import FIELDS, is_comment
from contacts.models import VisitRow
from samarbejde.lib.tables_in import MAX_BYTES, Table
from samarbejde.models import Institution, School

LIKELY = 75
NONE, OTHER = "none", "other"
HELP = {
    "note": _(
        "Left out, and that is best: remarks in booking lists often tell of pupils' health. Choose the column only "
        "when you have read it through."
    ),
    "school": _("At least the name or the number of the school is needed."),
    "number": _("The six digits of the national register, where the list has them."),
    "year": _("For lists where the day is written as “14/3”."),
}  # fmt: skip


class VisitImportForm(forms.Form):
    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Whose visits are they?"))
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV or Excel from any booking system, at most 25 MB. Do not change it first."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
    )

    def __init__(self, *args, institutions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["institution"].queryset = institutions
        self.fields["institution"].initial = institutions.first()
        if len(institutions) == 1:
            self.fields["institution"].widget = forms.HiddenInput()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 25 MB. Split it and read one part at a time."))
        return file

    def values(self) -> dict:
        file = self.cleaned_data["file"]
        return {
            "institution": self.cleaned_data["institution"], "content": file.read(), "file_name": file.name,
        }  # fmt: skip


class VisitColumnsForm(forms.Form):
    """One select per thing we keep; each column shows what stands in it."""

    source_name = forms.CharField(
        label=_("Where does the file come from?"),
        max_length=80,
        required=False,
        help_text=_("Such as the name of your booking system. The next file from there is read the same way."),
    )

    def __init__(self, *args, table: Table, mapping: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.comments = [name for name in table.header if is_comment(name)]
        choices = [("", _("Not in the file")), *column_choices(table)]
        for key, (label, _pattern) in FIELDS.items():
            self.fields[key] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=mapping.get(key, ""), help_text=HELP.get(key, "")
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("school") and not cleaned.get("number"):
            self.add_error("school", _("Choose the column with the school's name."))
        return cleaned

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        return {"source_name": data.pop("source_name"), "mapping": data}


class SchoolChoiceForm(forms.Form):
    """Which school one way of writing means. Nothing is chosen beforehand unless it is likely."""

    choice = forms.ChoiceField(label="", required=False, widget=forms.RadioSelect)
    number = forms.CharField(label=_("Another school's number"), max_length=6, required=False)

    def __init__(self, *args, row: VisitRow, offered: dict[int, School], **kwargs) -> None:
        super().__init__(*args, prefix=row.group[:12], **kwargs)
        self.row = row
        self.offers = [
            (offered[pk], confidence, how) for pk, confidence, how in row.candidates if pk in offered
        ]  # fmt: skip
        self.fields["choice"].choices = [
            *[(str(school.pk), school.name) for school, _confidence, _how in self.offers],
            (OTHER, _("Another school")),
            (NONE, _("No school we know")),
        ]
        if self.offers and self._is_likely():
            self.fields["choice"].initial = str(self.offers[0][0].pk)

    def _is_likely(self) -> bool:
        """The first is chosen beforehand when it is likely, and clearly more so than the next."""
        first, second = self.offers[0][1], self.offers[1][1] if len(self.offers) > 1 else 0
        return first >= LIKELY and first - second >= 5

    def clean(self) -> dict:
        cleaned = super().clean()
        number = cleaned.get("number", "").strip()
        if number and cleaned.get("choice") in ("", OTHER, None):
            cleaned["other"] = School.objects.filter(number=number.upper()).first()
            if cleaned["other"] is None:
                self.add_error("number", _("No school has this number. It has six digits."))
        elif cleaned.get("choice") == OTHER:
            self.add_error("number", _("Write the school's six-digit number."))
        return cleaned

    def decision(self) -> dict[str, School | None]:
        """Return {way of writing: school}; nothing where nothing was chosen."""
        choice = self.cleaned_data.get("choice")
        if self.cleaned_data.get("other"):
            return {self.row.group: self.cleaned_data["other"]}
        if choice == NONE:
            return {self.row.group: None}
        chosen = next((school for school, _confidence, _how in self.offers if str(school.pk) == choice), None)
        return {self.row.group: chosen} if chosen else {}
