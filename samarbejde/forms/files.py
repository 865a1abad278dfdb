"""Taking in a file."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.lib.filetypes import TYPES, detect_type, extension_of


class FileForm(ActionFormMixin, forms.Form):
    upload = forms.FileField(
        label=_("File"), allow_empty_file=False,
        help_text=_("PDF, picture (png, jpg), Word, Excel, OpenDocument or plain text. At most 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.txt"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper()

    def clean_upload(self):
        """Believe the content, not the name; the two must agree."""
        upload = self.cleaned_data["upload"]
        if upload.size > settings.UPLOAD_MAX_BYTES:
            size = filesizeformat(settings.UPLOAD_MAX_BYTES)
            raise forms.ValidationError(_("The file is too large: at most %(size)s.") % {"size": size})
        kind = detect_type(upload)
        if kind is None or kind != extension_of(upload.name):
            raise forms.ValidationError(
                _(
                    "We cannot take this kind of file, or it is something else than its name says. "
                    "Save it as PDF and try again."
                )
            )
        self.content_type = TYPES[kind]
        return upload
