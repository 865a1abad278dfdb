"""When, how and why it ended."""

from copy import copy

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.choices import EndReason
from knowledge.models import Closure
from samarbejde.forms.versioned import VersionedFormMixin


class ClosureForm(VersionedFormMixin, forms.ModelForm):
    """Also for a collaboration that stops early. Version 0: nobody has written it before."""

    lesson = forms.CharField(
        label=_("One thing the next one must know"), max_length=300, required=False,
        help_text=_("It becomes a lesson that is shown where something like it is planned."),
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("How did it end?"), choices=EndReason.choices, widget=forms.RadioSelect)

    class Meta:
        model = Closure
        fields = ("ended_on", "reason", "explanation", "goes_on", "keepsakes", "addresses", "tidy_by")
        labels = {
            "ended_on": _("When did it end?"),
            "explanation": _("Why, and what would you say to the next?"),
            "goes_on": _("Do you go on?"),
            "keepsakes": _("Pictures, film and what the pupils made"),
            "addresses": _("Names and addresses"),
            "tidy_by": _("By when is it done?"),
        }
        help_texts = {
            "explanation": _(
                "The school may come to see it one day. What is for yourselves belongs in the internal notes."
            ),
            "tidy_by": _("Only if something is to be deleted or handed over. It becomes your next step."),
        }
        widgets = {
            "ended_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "tidy_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "explanation": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args, closure: Closure | None, **kwargs):
        instance, version = (copy(closure), closure.version) if closure else (None, 0)
        super().__init__(*args, instance=instance, version=version, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.order_fields(["ended_on", "reason", "explanation", "goes_on", "lesson", "keepsakes"])
        for name in ("goes_on", "keepsakes", "addresses"):
            self.fields[name].choices = [("", _("Not said")), *self.fields[name].choices[1:]]
