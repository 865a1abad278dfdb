"""People and their posts. A school is found by its number or a part of its name, also without script."""

import datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Channel, Function
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.models import Institution, Municipality, Person, School
from samarbejde.queries.places import find_places

PERSON_FIELDS = ("name", "email", "phone", "preferred_channel", "preferred_times", "good_to_know", "source")
PERSON_HELP = {
    "preferred_channel": _("What they answer. Ask."),
    "preferred_times": _("For example: Tuesdays after 14"),
    "good_to_know": _("What whoever takes over would like to know. The person may ask to read it."),
    "source": _("For example: the school's website, or the person"),
}
EARLIEST = datetime.date(1950, 1, 1)


class Where(TextChoices):
    SCHOOL = "school", _("At a school")
    MUNICIPALITY = "municipality", _("In a municipality")
    US = "us", _("With us")


def helper() -> FormHelper:
    """Return crispy's helper without a form tag: the template owns it."""
    made = FormHelper()
    made.form_tag = False
    return made


def check_past(day: datetime.date | None) -> None:
    """Raise ValidationError for a day that is still to come, or absurdly long ago."""
    if day and not EARLIEST <= day <= timezone.localdate():
        raise forms.ValidationError(_("Choose a day that has been."))


class ReachFieldsMixin:
    """How one reaches a person: no row of dashes for "not known"."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["preferred_channel"].choices = [("", "–"), *Channel.choices]


class PersonForm(ReachFieldsMixin, VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Person
        fields = PERSON_FIELDS
        help_texts = PERSON_HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()


class PostFieldsMixin(forms.Form):
    """Function and place. When several schools fit the words, they come back as choices in ``chosen_school``."""

    all_optional = True  # which place is needed depends on "where"

    function = forms.ChoiceField(label=_("Post"), choices=[("", "–"), *Function.choices])
    title = forms.CharField(label=_("Title, if they use another"), required=False, max_length=120)
    where = forms.ChoiceField(label=_("Where?"), choices=Where.choices, initial=Where.SCHOOL, widget=forms.RadioSelect)
    school = forms.CharField(
        label=_("School"), required=False, max_length=200,
        help_text=_("The school's number, or a part of its name and town."),
    )  # fmt: skip
    chosen_school = forms.ChoiceField(label=_("Which of these?"), required=False, widget=forms.RadioSelect)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.all(), required=False, empty_label="–"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = self.data.get(self.add_prefix("school"), "") if self.is_bound else ""
        self.found = _schools_matching(words)
        self.fields["chosen_school"].choices = self.found if len(self.found) > 1 else []

    def clean(self) -> dict:
        cleaned = super().clean()
        checks = {Where.SCHOOL: self._clean_school, Where.MUNICIPALITY: self._clean_municipality}
        check = checks.get(cleaned.get("where"))
        if check:
            check(cleaned)
        return cleaned

    def _clean_school(self, cleaned: dict) -> None:
        numbers = [cleaned.get("chosen_school")] if cleaned.get("chosen_school") else [row[0] for row in self.found]
        if len(numbers) == 1:
            cleaned["school"] = School.objects.get(number=numbers[0])
        elif not cleaned.get("school", "").strip():
            self.add_error("school", _("Write the school's number or name."))
        elif numbers:
            self.add_error("chosen_school", _("Several schools fit. Choose one."))
        else:
            self.add_error("school", _("We found no open school like that. Try fewer letters, or the number."))

    def _clean_municipality(self, cleaned: dict) -> None:
        if not cleaned.get("municipality"):
            self.add_error("municipality", _("Choose the municipality."))

    def post_values(self, house: Institution) -> dict:
        """Return the fields of `Post`."""
        values = self.cleaned_data
        places = {
            Where.SCHOOL: {"school": values["school"]},
            Where.MUNICIPALITY: {"municipality": values["municipality"]},
            Where.US: {"institution": house},
        }
        return {"function": values["function"], "title": values["title"], **places[values["where"]]}


def _schools_matching(words: str) -> list[tuple[str, str]]:
    """Return (number, ”name, town”) of the open schools that fit, at most eight; a full number fits only itself."""
    exact = School.objects.filter(number=words.strip().upper()).first() if words.strip() else None
    if exact:
        return [(exact.number, exact.name)]
    found = [option for option in find_places(words) if option.value.startswith("school:")]
    keys = {option.value.removeprefix("school:"): option for option in found}
    numbers = dict(School.objects.filter(pk__in=list(keys)).values_list("pk", "number")) if keys else {}
    return [(numbers[int(pk)], f"{option.label}, {option.detail}") for pk, option in keys.items()]


class PersonCreateForm(ReachFieldsMixin, ActionFormMixin, PostFieldsMixin, forms.ModelForm):
    institution = forms.ModelChoiceField(label=_("Whose address book?"), queryset=None, empty_label=None)
    field_order = ("institution", "name", "function", "title", "where", "school", "chosen_school", "municipality")

    class Meta:
        model = Person
        fields = PERSON_FIELDS
        help_texts = PERSON_HELP

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
        self.fields["institution"].queryset = institutions
        self.places = list(institutions[:2])
        if len(self.places) < 2:
            self.fields["institution"].required = False

    def clean_institution(self) -> Institution:
        return self.cleaned_data["institution"] or self.places[0]

    def values(self) -> dict:
        """Return the keywords of `create_person`."""
        values = {name: self.cleaned_data[name] for name in (*PERSON_FIELDS, "institution")}
        return values | {"posts": [self.post_values(values["institution"])]}


class PostForm(ActionFormMixin, PostFieldsMixin):
    started_on = day_field(_("from"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def clean_started_on(self) -> datetime.date | None:
        check_past(self.cleaned_data["started_on"])
        return self.cleaned_data["started_on"]


class LeaveForm(ActionFormMixin, forms.Form):
    left_on = day_field(_("Last day"), required=True, initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def clean_left_on(self) -> datetime.date:
        check_past(self.cleaned_data["left_on"])
        return self.cleaned_data["left_on"]
