"""What the mail on Monday is about."""

from crispy_forms.helper import FormHelper
from django import forms

from followup.models import DigestSetting
from samarbejde.forms.versioned import ActionFormMixin


class DigestForm(ActionFormMixin, forms.ModelForm):
    class Meta:
        model = DigestSetting
        fields = ("dates", "signals", "promises")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
