"""Looking at one goal."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from followup.choices import GoalStatus
from followup.models import GoalReview
from samarbejde.forms.versioned import ActionFormMixin


class GoalReviewForm(ActionFormMixin, forms.ModelForm):
    status = forms.ChoiceField(label=_("How is it going?"), choices=GoalStatus.choices, widget=forms.RadioSelect)

    class Meta:
        model = GoalReview
        fields = ("status", "evidence", "next_step")
        labels = {"evidence": _("What have you seen or heard?"), "next_step": _("What do you do now?")}
        help_texts = {
            "evidence": _("Look for the signs you agreed on. Do not write pupils' names."),
            "next_step": _("One small step is enough."),
        }
        widgets = {"evidence": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
