"""Choosing a file of the school register, and agreeing to close many schools."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.forms.columns import column_choices
from contacts.imports.register_columns import FIELDS
from samarbejde.lib.tables_in import MAX_BYTES, Table

NEEDED = {
    "number": _("Choose the column with the school's six-digit number: the schools are known by it."),
    "name": _("Choose the column with the school's name."),
}  # fmt: skip


class RegisterImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_(
            "CSV, Excel (.xlsx) or JSON, at most 25 MB, as it comes from the register. Do not change it first."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.json"}),
    )
    source_date = forms.DateField(
        label=_("From which day are the data?"),
        help_text=_(
            "Shown as the source on each school, and used as the day a school closed when the file does not say."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )
    is_full = forms.BooleanField(
        label=_("The file is the whole register"),
        required=False,
        help_text=_("Then schools that are not in it are closed. Leave it out when you fetched one municipality only."),
    )
    without_leaders = forms.BooleanField(
        label=_("Leave the leaders' names out"),
        required=False,
        help_text=_("Names of head teachers are personal data. The names we have stay as they are."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 25 MB. Split it and read one part at a time."))
        return file

    def clean_source_date(self):
        day = self.cleaned_data["source_date"]
        if day > timezone.localdate() or day.year < 2000:
            raise forms.ValidationError(_("Choose a day between the year 2000 and today."))
        return day

    def values(self) -> dict:
        """Return what the action takes; the file's content as bytes."""
        data = self.cleaned_data
        return {
            "content": data["file"].read(),
            "file_name": data["file"].name,
            "is_full": data["is_full"],
            "keep_leaders": not data["without_leaders"],
            "source_date": data["source_date"],
        }


class RegisterColumnsForm(forms.Form):
    """One select per thing we keep of a school; each column shows what stands in it."""

    source_name = forms.CharField(
        label=_("Where does the file come from?"),
        max_length=80,
        required=False,
        help_text=_("Such as the name of a system. The next file with the same columns is read the same way."),
    )

    def __init__(self, *args, table: Table, mapping: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.guessed = mapping
        choices = [("", _("Not in the file")), *column_choices(table)]
        for key, (label, _words, _content) in FIELDS.items():
            self.fields[key] = forms.ChoiceField(
                label=label, choices=choices, required=key in NEEDED, initial=mapping.get(key, ""),
                error_messages={"required": NEEDED.get(key, "")},
            )  # fmt: skip

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in ("latitude", "longitude"):
            other = "longitude" if name == "latitude" else "latitude"
            if cleaned.get(name) and not cleaned.get(other):
                self.add_error(other, _("Latitude and longitude go together: choose both or neither."))
        return cleaned

    def values(self) -> dict:
        data = dict(self.cleaned_data)
        return {"source_name": data.pop("source_name"), "mapping": data}


class RegisterApplyForm(forms.Form):
    """Only asks when more than a twentieth of the open schools would be closed."""

    confirm_closing = forms.BooleanField(label=_("Yes, these schools have closed"), required=True)

    def __init__(self, *args, closes_many: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        if not closes_many:
            del self.fields["confirm_closing"]
