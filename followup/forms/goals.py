"""Looking at one goal."""

from collections.abc import Iterable

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Sign
from followup.choices import GoalStatus, SignSeen
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

    def __init__(self, *args, signs: Iterable[Sign] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.sign_texts = {f"sign_{sign.pk}": sign.text for sign in signs}
        for name, text in self.sign_texts.items():
            self.fields[name] = forms.ChoiceField(
                label=text, choices=SignSeen.choices, widget=forms.RadioSelect, initial=SignSeen.NOT_LOOKED
            )  # fmt: skip
        self.helper = FormHelper()
        self.helper.form_tag = False
        signs_first = [Field(name, wrapper_class="inline-choices") for name in self.sign_texts]
        self.helper.layout = Layout(*signs_first, "status", "evidence", "next_step")

    def values(self) -> dict:
        """Return the action's keywords: what was said of each sign with the words the sign has today."""
        plain = {name: value for name, value in super().values().items() if name not in self.sign_texts}
        return plain | {"signs": [(text, self.cleaned_data[name]) for name, text in self.sign_texts.items()]}
