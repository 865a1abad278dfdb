"""What to do about one difference."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from followup.choices import DriftAnswerKind
from followup.queries.meetings import people_at
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin


class DriftAnswerForm(ActionFormMixin, forms.Form):
    # What must be filled in depends on the answer.
    all_optional = True
    answer = forms.ChoiceField(label=_("What do you do?"), choices=DriftAnswerKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("If you steer back: what is to be done?"), max_length=200, required=False,
        help_text=_("It becomes a promise with a day, and stands with the others."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(label=_("Who does it?"), queryset=None, required=False, empty_label=_("Nobody yet"))
    due_on = day_field(_("By when?"))
    why = forms.CharField(label=_("If it is all right: why?"), max_length=200, required=False)

    def __init__(self, *args, collaboration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_at(collaboration)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("answer", "text", Row(Field("owner"), Field("due_on")), "why")

    def clean(self) -> dict:
        data = super().clean()
        answer = data.get("answer")
        if answer == DriftAnswerKind.STEER and not data.get("text"):
            self.add_error("text", _("What do you do to steer back? One small step is enough."))
        if answer == DriftAnswerKind.STEER and "due_on" in data and not data["due_on"]:
            self.add_error("due_on", _("By when?"))
        if answer == DriftAnswerKind.KEEP and not data.get("why"):
            self.add_error("why", _("Write in a few words why it is all right."))
        return data
