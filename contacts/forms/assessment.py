"""The questions before a yes or a no, the decision, and the reply to the school."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.choices import Decision
from contacts.forms.attempt import DayInput
from contacts.models import Assessment
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.models import OutboxMessage
from samarbejde.phases import DeclineReason

QUESTIONS = {
    "driver": (_("Who drives it?"), _("A wish from the leadership lasts differently from one teacher's own idea.")),
    "people_behind": (_("Who else will take part?"), _("At the school, beyond the one you talk to.")),
    "school_reason": (_("Why does the school come to you?"), _("In their own words, if you can.")),
    "expected_outcome": (_("What does the school hope to get out of it?"), ""),
    "motivation": (_("Why do you want it?"), ""),
    "expected_gain": (_("What can you get out of it yourselves?"), ""),
    "expected_hours": (_("How many of your hours will it take?"), _("Preparation and meetings too.")),
    "expected_money": (_("How much of your own money, kr.?"), _("0 when it costs nothing.")),
    "staff": (
        _("Who of you has the time and knows how?"),
        _("Behind each name: what they already teach in other collaborations."),
    ),
    "from_daily_work": (_("Does it take time from your ordinary teaching?"), _("Whose, and how much?")),
}


class StaffField(forms.ModelMultipleChoiceField):
    """Shows each colleague with what they already have; ``loads`` is {person id: text}."""

    loads: dict[int, str] = {}

    def label_from_instance(self, obj) -> str:
        return f"{obj} · {self.loads[obj.pk]}" if obj.pk in self.loads else str(obj)


class AssessmentForm(VersionedFormMixin, forms.ModelForm):
    all_optional = True
    staff = StaffField(queryset=None, required=False, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Assessment
        fields = tuple(QUESTIONS)
        localized_fields = ("expected_hours", "expected_money")
        widgets = {
            "driver": forms.RadioSelect,
            **{
                name: forms.Textarea(attrs={"rows": 3, "maxlength": 4000})
                for name in ("motivation", "expected_gain", "school_reason", "expected_outcome")
            },
        }

    def __init__(self, *args, staff, loads: dict[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["staff"].queryset, self.fields["staff"].loads = staff, loads
        self.fields["driver"].choices = [c for c in self.fields["driver"].choices if c[0]]
        for name, (label, help_text) in QUESTIONS.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text


class DecisionForm(VersionedFormMixin, forms.Form):
    all_optional = True  # what is needed depends on the decision, and the labels say so
    decision = forms.ChoiceField(label=_("What do you decide?"), choices=Decision.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("At “wait” and “no” this also goes into the draft of the reply, which you read before it is sent."),
    )  # fmt: skip
    ask_again_on = forms.DateField(
        label=_("If you wait: when will you take it up again?"), required=False, widget=DayInput()
    )
    decline_reason = forms.ChoiceField(
        label=_("If you say no: the main reason"), required=False, choices=[("", "–"), *DeclineReason.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="afgoer_%s", **kwargs)  # it stands on one page with the assessment
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict:
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == Decision.DECLINE and not cleaned.get("decline_reason"):
            self.add_error("decline_reason", _("Choose the reason: then it can be counted later."))
        if decision == Decision.WAIT and "ask_again_on" not in self.errors:
            day = cleaned.get("ask_again_on")
            if day is None or day < timezone.localdate() or day.year > 2100:
                self.add_error("ask_again_on", _("Choose a day that is still to come."))
        if decision in {Decision.WAIT, Decision.DECLINE} and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Write in a few words why, so that others can see it later."))
        return cleaned

    def stored_values(self, current: Assessment) -> dict:
        return {"decision": current.decision, "reason": current.decision_reason}


class ReplyForm(ActionFormMixin, forms.ModelForm):
    class Meta:
        model = OutboxMessage
        fields = ("to_email", "subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 14, "class": "voice"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["to_email"].label = _("To")
        self.fields["subject"].label = _("What the mail is about")
