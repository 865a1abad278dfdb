"""What the one with the link answers."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.versioned import ActionFormMixin

APPROVE, CHANGE = "approve", "change"


class ApprovalForm(ActionFormMixin, forms.Form):
    """``answer`` is the button. ``text_hash`` is the text that stood on the page."""

    use_required_attribute = False
    all_optional = True
    answer = forms.ChoiceField(choices=[(APPROVE, APPROVE), (CHANGE, CHANGE)], widget=forms.HiddenInput)
    text_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    typed_name = forms.CharField(
        label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )  # fmt: skip
    agree = forms.BooleanField(required=False)
    comment = forms.CharField(
        label=_("What should be different?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Do not write the names of pupils."),
    )  # fmt: skip

    def __init__(self, *args, party: str, text_hash: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["text_hash"].initial = text_hash
        self.fields["agree"].label = _("I have read the agreement and can approve it for %(party)s") % {"party": party}

    @property
    def wants_change(self) -> bool:
        """Whether the other button was pressed; also when something was wrong."""
        return self.data.get("answer") == CHANGE

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("answer") == APPROVE and not cleaned.get("agree"):
            self.add_error("agree", _("Tick here if you can approve the agreement."))
        if cleaned.get("answer") == CHANGE and not cleaned.get("comment"):
            self.add_error("comment", _("Write what you would like to change."))
        return cleaned
