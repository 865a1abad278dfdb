"""The questions before a yes or a no, the decision, and the reply to the school."""

from decimal import Decimal

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
    "school_understanding": (
        _("What does the school mean by collaboration?"),
        _("A single visit, something that lasts, a partnership? The same word can mean several things."),
    ),
    "motivation": (_("Why do you want it?"), ""),
    "expected_gain": (_("What can you get out of it yourselves?"), ""),
    "expected_hours": (_("How many of your hours will it take?"), _("Preparation and meetings too.")),
    "expected_money": (_("How much of your own money, kr.?"), _("0 when it costs nothing.")),
    "worth": (
        _("Is what comes out of it worth the hours and the money?"),
        _("Look at what the school hopes for and what you get yourselves."),
    ),
    "staff": (
        _("Who of you has the time and knows how?"),
        _("Behind each name: what they already teach in other collaborations."),
    ),
    "from_daily_work": (_("Does it take time from your ordinary teaching?"), _("Whose, and how much?")),
}


def short_hours(value: Decimal | None) -> Decimal | None:
    """Return 32 for 32.00 and 42.5 for 42.50, as one would write it."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


LONG = ("motivation", "expected_gain", "school_reason", "expected_outcome", "school_understanding")


class StaffField(forms.ModelMultipleChoiceField):
    """Shows each colleague with what they already have; ``loads`` is {person id: text}."""

    loads: dict = {}

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
            "worth": forms.RadioSelect,
            **{name: forms.Textarea(attrs={"rows": 3, "maxlength": 4000}) for name in LONG},
        }

    def __init__(self, *args, staff, loads: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["expected_hours"] = short_hours(self.instance.expected_hours)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["staff"].queryset, self.fields["staff"].loads = staff, loads
        for name in ("driver", "worth"):
            self.fields[name].choices = [c for c in self.fields[name].choices if c[0]]
        for name, (label, help_text) in QUESTIONS.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        self._add_staff_fields()

    def _add_staff_fields(self) -> None:
        """For each colleague: the hours here, and what they know."""
        known = {row.person_id: row for row in self.instance.staffing.all()} if self.instance.pk else {}
        for person in self.fields["staff"].queryset:
            row = known.get(person.pk)
            self.fields[f"hours_{person.pk}"] = forms.DecimalField(
                label=_("Hours"), required=False, localize=True, min_value=0, max_digits=6, decimal_places=2,
                initial=short_hours(row.hours) if row else None,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )  # fmt: skip
            self.fields[f"knows_{person.pk}"] = forms.CharField(
                label=_("Knows how to"), required=False, max_length=200, initial=row.knows if row else ""
            )

    @property
    def staff_rows(self) -> list[tuple]:
        """Return (box, hours, knows) for each colleague, as the page shows them."""
        rows = []
        for box in self["staff"]:
            pk = str(box.data["value"])
            rows.append((box, self[f"hours_{pk}"], self[f"knows_{pk}"]))
        return rows

    def values(self) -> dict:
        """Whoever has hours is named too, also when the box was forgotten."""
        left_out = lambda name: name == "staff" or name.startswith(("hours_", "knows_"))  # noqa: E731
        values = {name: value for name, value in super().values().items() if not left_out(name)}
        ticked = {person.pk for person in self.cleaned_data["staff"]}
        given = {pk: self.cleaned_data.get(f"hours_{pk}") for pk in self._people}
        values["staffing"] = [
            {"person": person, "hours": given[pk], "knows": self.cleaned_data.get(f"knows_{pk}", "")}
            for pk, person in self._people.items()
            if pk in ticked or given[pk]
        ]
        return values

    @property
    def _people(self) -> dict:
        return {person.pk: person for person in self.fields["staff"].queryset}


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
