"""A part of the record in one's own words."""

from copy import copy

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import RecordPart
from samarbejde.forms.versioned import VersionedFormMixin


class RecordPartForm(VersionedFormMixin, forms.ModelForm):
    """Begins with the compiled text, which is easier to change than an empty field."""

    class Meta:
        model = RecordPart
        fields = ("text",)
        labels = {"text": _("In your own words")}
        help_texts = {"text": _("Colleagues read it, and it goes along in the PDF. Do not write pupils' names.")}
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args, part: RecordPart | None, source: str, **kwargs):
        instance, version = (copy(part), part.version) if part else (None, 0)
        super().__init__(*args, instance=instance, version=version, initial={} if part else {"text": source}, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
