"""A new address for one's own calendar."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from followup.choices import AlarmLead


class CalendarFeedForm(forms.Form):
    name = forms.CharField(
        label=_("Where will you use it?"), max_length=60,
        help_text=_("For example Outlook or my phone, so that you know which one to stop later."),
    )  # fmt: skip

    alarm = forms.ChoiceField(
        label=_("Should the calendar remind you?"), choices=AlarmLead.choices, initial=AlarmLead.NONE,
        widget=forms.RadioSelect,
        help_text=_("Some programs, such as Google's, follow their own setting instead."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
