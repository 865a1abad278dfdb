"""Where the collaboration stands: phase, status, next step, and the answer to a signal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.phases import STATUS_TRANSITIONS, DeclineReason, Phase, Status

STATUS_LABELS = {
    Status.RUNNING: _("Take it up again"),
    Status.PAUSED: _("Pause it: we come back to it"),
    Status.DECLINED: _("It did not become a collaboration"),
}


class PhaseForm(ActionFormMixin, forms.Form):
    target = forms.ChoiceField(label=_("Which phase is it in now?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Needed when something is left open, and when you go back a step. The others can see it in the history."
        ),
    )  # fmt: skip

    def __init__(self, *args, phase: str, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason
        self.fields["reason"].error_messages["required"] = _(
            "Write in a few words why, so that others can see it later."
        )
        later = [each for each in Phase if each.number > Phase(phase).number]
        self.fields["target"].choices = [(each.value, each.label) for each in Phase if each != phase]
        self.initial.setdefault("target", later[0].value if later else Phase.EVALUATION.value)
        self.helper = form_helper()
        self.helper.field_class = "checks"


class StatusForm(ActionFormMixin, forms.Form):
    target = forms.ChoiceField(label=_("What happens with it?"), widget=forms.RadioSelect)
    decline_reason = forms.ChoiceField(
        label=_("What was the reason?"), required=False, choices=[("", _("Choose …")), *DeclineReason.choices],
        help_text=_("Only when it did not become a collaboration."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("In your own words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, status: str, **kwargs):
        super().__init__(*args, **kwargs)
        possible = [each for each in Status if each in STATUS_TRANSITIONS[status] and each in STATUS_LABELS]
        self.fields["target"].choices = [(each.value, STATUS_LABELS[each]) for each in possible]
        self.initial.setdefault("target", possible[0].value)
        self.helper = form_helper()
        self.helper.field_class = "checks"

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("target") == Status.DECLINED and not cleaned.get("decline_reason"):
            self.add_error("decline_reason", _("Choose the reason."))
        return cleaned


class NextStepForm(ActionFormMixin, forms.Form):
    text = forms.CharField(
        label=_("Next step"), max_length=200, required=False,
        help_text=_("What happens next, and who does it? Leave it empty when nothing is planned."),
    )  # fmt: skip
    on = day_field(_("When"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper()


class SignalAnswerForm(ActionFormMixin, forms.Form):
    answer = forms.CharField(
        label=_("Your reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The signal is then silent until something changes. The reason stands in the history."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper()
