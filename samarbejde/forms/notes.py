"""Writing an internal note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.versioned import ActionFormMixin


class NoteForm(ActionFormMixin, forms.Form):
    text = forms.CharField(
        label=_("Note"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Only your own place can read it, but it can be handed out if somebody asks for access to documents. "
            "Do not write pupils' names."
        ),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper()
