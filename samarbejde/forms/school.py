"""Correcting what the register says about a school."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.actions.school_corrections import CORRECTABLE
from samarbejde.forms.versioned import VersionedFormMixin
from samarbejde.models import School


class SchoolForm(VersionedFormMixin, forms.ModelForm):
    email = forms.EmailField(label=_("e-mail"), required=False, max_length=254)
    web = forms.URLField(label=_("website"), required=False, max_length=254, assume_scheme="https")

    class Meta:
        model = School
        fields = CORRECTABLE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["leader_name"].label = _("Head teacher")
