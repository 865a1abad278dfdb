"""Hours written by somebody at the school."""

import datetime
import uuid
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.forms.fields import HoursField
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin


class SchoolHoursForm(ActionFormMixin, forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    hours = HoursField(label=_("Hours"), help_text=_("For example 1,5 t or 90 min."))
    date = day_field(_("Date"), required=True)
    what = forms.CharField(
        label=_("On what?"), max_length=120, required=False,
        help_text=_("For example preparation in class. Do not write pupils' names."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["date"].initial = timezone.localdate
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("form_key", Row(Field("hours"), Field("date")), "what")

    def clean_hours(self) -> Decimal:
        hours = self.cleaned_data["hours"]
        if not hours:
            raise ValidationError(_("How many hours was it?"))
        return hours

    def clean_date(self) -> datetime.date:
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("The day has not come yet."))
        return date
