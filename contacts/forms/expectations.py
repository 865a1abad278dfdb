"""The few questions both sides answer, the shared text, and the yes to it."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.actions.expectations import QUESTIONS
from contacts.models import ExpectationAlignment, ExpectationAnswer
from contacts.queries.expectations import CHOSEN, LABELS
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin

NAME = _("Your name")
HELP = {
    "meaning": _("What do we do together, and what is it not?"),
    "gain": _("For the pupils, and for yourselves."),
    "contribution": _("Time, people, places, what you know."),
}


class _Plain:
    """Without crispy's own form tag."""

    def _plain(self) -> None:
        self.helper = FormHelper()
        self.helper.form_tag = False


class ExpectationForm(_Plain, VersionedFormMixin, forms.ModelForm):
    """``with_name`` asks who answers: somebody without an account."""

    class Meta:
        model = ExpectationAnswer
        fields = QUESTIONS
        labels = LABELS
        help_texts = HELP
        widgets = {
            **dict.fromkeys(CHOSEN, forms.RadioSelect),
            **{name: forms.Textarea(attrs={"rows": 3, "maxlength": 2000}) for name in HELP},
        }

    def __init__(self, *args, with_name: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self._plain()
        for name in CHOSEN:
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        self.fields["meaning"].required = True
        if with_name:
            self.fields["typed_name"] = forms.CharField(label=NAME, max_length=160, initial=self.instance.typed_name)


class AskForm(_Plain, ActionFormMixin, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._plain()


class UnderstandingForm(_Plain, VersionedFormMixin, forms.Form):
    text = forms.CharField(
        label=_("Your shared text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8, "class": "voice"}),
        help_text=_("In a few lines: what do you mean by it, what does each of you do, and what is it not?"),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._plain()

    def stored_values(self, current: ExpectationAlignment) -> dict:
        return {"text": current.agreed_text}


class ConfirmForm(_Plain, ActionFormMixin, forms.Form):
    typed_name = forms.CharField(label=NAME, max_length=160)
    agree = forms.BooleanField(
        label=_("I have read the text, and it is what we mean"),
        error_messages={"required": _("Tick the box when you have read the text.")},
    )  # fmt: skip
    text_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._plain()
