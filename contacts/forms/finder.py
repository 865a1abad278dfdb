"""The small forms beside the finder: why a school is on the list, and the institution's own criteria."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import Criterion, ShortlistEntry
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin


class ShortlistNoteForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = ShortlistEntry
        fields = ("note",)
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"note": _("One or two sentences. Never write pupils' names.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class CriterionForm(ActionFormMixin, forms.ModelForm):
    class Meta:
        model = Criterion
        fields = ("name",)
        help_texts = {"name": _("For example: The bus stops at the door, or: Has a school garden.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
