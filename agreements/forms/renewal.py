"""When the new period begins and ends."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin


class RenewalForm(ActionFormMixin, forms.Form):
    use_required_attribute = False
    starts_on = day_field(_("From"), required=True)
    ends_on = day_field(_("To"), required=True)

    def clean(self) -> dict:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if isinstance(start, datetime.date) and end and end < start:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned
