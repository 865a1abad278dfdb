"""Forms for making and preparing an evaluation."""

import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.choices import Audience, Size
from evaluations.models import Evaluation
from samarbejde.forms.versioned import VersionedFormMixin

TWO_WEEKS = datetime.timedelta(days=14)


def day_input() -> forms.DateInput:
    """Return the browser's own day picker; its value is always ISO."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EvaluationCreateForm(forms.Form):
    """Sensible from the first look: it can be sent as it stands."""

    title = forms.CharField(label=_("Title"), max_length=160)
    audiences = forms.MultipleChoiceField(
        label=_("Who do you ask?"),
        choices=Audience,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )
    size = forms.ChoiceField(
        label=_("How much do you ask?"),
        choices=[
            (Size.LIGHT, _("A little: two minutes")),
            (Size.STANDARD, _("More: five minutes")),
            (Size.FULL, _("It all: once, when much is at stake")),
        ],
        widget=forms.RadioSelect,
        initial=Size.LIGHT,
    )
    opens_on = forms.DateField(label=_("Opens"), widget=day_input())
    closes_on = forms.DateField(label=_("Closes"), widget=day_input(), help_text=_("The last day one can answer."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["opens_on"].initial = today
        self.fields["closes_on"].initial = today + TWO_WEEKS
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("title", "audiences", "size", Row("opens_on", "closes_on"))

    def clean(self):
        data = super().clean()
        return check_days(self, data)


def check_days(form: forms.Form, data: dict) -> dict:
    """The closing day is not before the opening day, and both are days one could mean."""
    opens, closes = data.get("opens_on"), data.get("closes_on")
    for name, day in (("opens_on", opens), ("closes_on", closes)):
        if day and not 1900 <= day.year <= 2100:
            form.add_error(name, _("Write a day between 1900 and 2100."))
    if opens and closes and closes < opens:
        form.add_error("closes_on", _("It closes before it opens. Choose a later day."))
    return data


class EvaluationEditForm(VersionedFormMixin, forms.ModelForm):
    """Title, days, conclusion; and per questionnaire how many could answer (``expected_<id>``)."""

    class Meta:
        model = Evaluation
        fields = ["title", "opens_on", "closes_on", "conclusion"]
        widgets = {"opens_on": day_input(), "closes_on": day_input(), "conclusion": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.questionnaires = list(self.instance.questionnaires.all())
        for questionnaire in self.questionnaires:
            self.fields[f"expected_{questionnaire.pk}"] = forms.IntegerField(
                label=_("%(audience)s: how many could answer?") % {"audience": questionnaire.get_audience_display()},
                initial=questionnaire.expected,
                required=False,
                min_value=0,
                max_value=100_000,
                widget=forms.NumberInput(attrs={"class": "w-short"}),
            )
        self.fields["conclusion"].help_text = _("Two or three sentences. They stand at the top of the report.")
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self):
        return check_days(self, super().clean())

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def expected(self) -> dict[int, int | None]:
        """Return {questionnaire id: how many could answer}."""
        return {q.pk: self.cleaned_data[f"expected_{q.pk}"] for q in self.questionnaires}
