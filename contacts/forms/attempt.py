"""Logging a contact: two taps for how and what came of it, the rest if there is more to say."""

import datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.choices import Direction, Outcome
from contacts.queries.attempts import people_at_school, people_to_reach
from samarbejde.choices import Channel
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Collaboration, Institution, Person, School

QUICK_DAYS = {"tomorrow": 1, "week": 7, "two_weeks": 14}
QUICK = (
    ("tomorrow", _("tomorrow")), ("week", _("in a week")), ("two_weeks", _("in two weeks")),
    ("date", _("on this day:")),
)  # fmt: skip


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs):
        super().__init__(format="%Y-%m-%d", attrs=attrs)


class AttemptForm(ActionFormMixin, forms.Form):
    """Use `for_collaboration` or `for_school`, which know whom one can reach."""

    direction = forms.ChoiceField(
        label=_("Who contacted whom?"), choices=Direction.choices, initial=Direction.OUT, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(label=_("How?"), choices=Channel.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=Outcome.choices, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(
        label=_("With whom?"), queryset=None, required=False, empty_label=_("Nobody we know yet")
    )
    school = forms.ModelChoiceField(label=_("Which school?"), queryset=None, required=False, empty_label=None)
    happened_on = forms.DateField(label=_("When was it?"), widget=DayInput(), initial=timezone.localdate)
    note = forms.CharField(
        label=_("What was said?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Never write pupils' names."),
    )  # fmt: skip
    completes_step = forms.BooleanField(label=_("The planned step is done"), required=False)
    next_step = forms.CharField(
        label=_("Next step"), required=False, max_length=200, help_text=_("For example: Call Inger about the bus")
    )
    when = forms.ChoiceField(label=_("When?"), choices=QUICK, required=False, widget=forms.RadioSelect)
    next_step_on = forms.DateField(label=_("Day"), required=False, widget=DayInput())

    def __init__(self, *args, people, schools=None, planned: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["person"].queryset = people
        self.people = people
        if schools is not None and len(schools) > 1:
            self.fields["school"].queryset = School.objects.filter(pk__in=[s.pk for s in schools])
            self.fields["school"].initial = schools[0]
        else:
            del self.fields["school"]
        self.only_school = schools[0] if schools else None
        if planned:
            self.fields["completes_step"].label = _("Done: %(step)s") % {"step": planned}
        else:
            del self.fields["completes_step"]

    @property
    def reaches(self) -> list:
        """Return the first people one could reach, so that number and good times stand where one contacts them."""
        return [person for person in self.people[:8] if person.phone or person.email or person.reached]

    @classmethod
    def for_collaboration(cls, data, *, collaboration: Collaboration) -> "AttemptForm":
        schools = [p.school for p in collaboration.parties.all() if p.school_id]
        people = people_to_reach(collaboration)
        return cls(data, people=people, schools=schools, planned=collaboration.next_step)

    @classmethod
    def for_school(cls, data, *, institution: Institution, school: School) -> "AttemptForm":
        return cls(data, people=people_at_school(institution.pk, school.pk), schools=[school])

    @classmethod
    def for_schools(cls, data) -> "AttemptForm":
        """The same said to several schools: no one person."""
        form = cls(data, people=Person.objects.none())
        del form.fields["person"]
        return form

    def clean_happened_on(self) -> datetime.date:
        day = self.cleaned_data["happened_on"]
        if not datetime.date(1990, 1, 1) <= day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that has been; what comes is a next step."))
        return day

    def clean(self) -> dict:
        cleaned = super().clean()
        day = self._next_day(cleaned)
        step = cleaned.get("next_step", "").strip()
        if day and not step:
            step = str(_("Contact them again"))
        if step and not day and not self.errors.get("next_step_on"):
            self.add_error("when", _("Choose when the next step is."))
        cleaned["next_step"], cleaned["next_step_on"] = step, day
        return cleaned

    def _next_day(self, cleaned: dict) -> datetime.date | None:
        typed, when = cleaned.get("next_step_on"), cleaned.get("when")
        if when in QUICK_DAYS:
            return timezone.localdate() + datetime.timedelta(days=QUICK_DAYS[when])
        if when == "date" and not typed and not self.errors.get("next_step_on"):
            self.add_error("next_step_on", _("Choose the day."))
        if typed and not timezone.localdate() <= typed <= datetime.date(2100, 12, 31):
            self.add_error("next_step_on", _("Choose a day that is still to come."))
            return None
        return typed

    def values(self) -> dict:
        """Return the keywords of `log_contact_attempt`."""
        values = super().values()
        values.pop("when")
        if "school" in values or self.only_school:
            values["school"] = values.get("school") or self.only_school
        return values
