"""Looking a text through before the network reads it: first see exactly what others will see, then share it."""

import hashlib

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from knowledge.actions.sharing import refuse_names
from knowledge.models import SharedItem
from samarbejde.forms.versioned import VersionedFormMixin

SHARE = "share"


class ShareForm(VersionedFormMixin, forms.ModelForm):
    """``step`` ”share” counts only for the very words that were previewed (``seen``); else the preview is shown anew.

    Version 0: nothing is shared yet.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput, label=_("seen"))
    step = forms.CharField(required=False, widget=forms.HiddenInput, label=_("step"))

    class Meta:
        model = SharedItem
        fields = ("title", "text")
        labels = {"title": _("Heading"), "text": _("Text")}
        help_texts = {
            "text": _(
                "Names, e-mails and phone numbers have been taken out. Read it through: what else tells who it was?"
            )
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args, institution_id: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.institution_id = institution_id
        self.fields["text"].required = False  # a lesson may be one sentence: its heading
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("title", "text", "version")  # the page itself sends what was seen

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if "title" in cleaned and "text" in cleaned:
            try:
                refuse_names(institution_id=self.institution_id, title=cleaned["title"], text=cleaned["text"])
            except ValidationError as error:
                self.add_error("text", error)
        return cleaned

    @property
    def words(self) -> tuple[str, str]:
        return self.cleaned_data["title"], self.cleaned_data["text"]

    @property
    def digest(self) -> str:
        """A mark of the words the preview shows."""
        return hashlib.sha256("\0".join(self.words).encode()).hexdigest()

    def is_agreed(self) -> bool:
        """Return whether the user has seen exactly these words as others will, and wants to share them."""
        return self.is_valid() and self.cleaned_data["step"] == SHARE and self.cleaned_data["seen"] == self.digest

    def values(self) -> dict:
        return {"title": self.cleaned_data["title"], "text": self.cleaned_data["text"]}
