"""A form of collaboration of one's own, and choosing forms for a collaboration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.fields import formats_field
from samarbejde.forms.versioned import VersionedFormMixin
from samarbejde.models import Collaboration, Format

NUMBERS = ("grade_from", "grade_to", "hours_from", "hours_to")


class FormatForm(VersionedFormMixin, forms.ModelForm):
    """Also for a new one, whose version is nought."""

    use_required_attribute = False

    class Meta:
        model = Format
        fields = ("group", "name", "description", "needs", "typical_size", *NUMBERS)
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "needs": forms.Textarea(attrs={"rows": 3}),
            **{name: forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"}) for name in NUMBERS},
        }
        help_texts = {
            "description": _("Two sentences, so that a colleague can see what it is."),
            "needs": _("Who must have time, what must be agreed on first."),
            "typical_size": _("For example “1–3 classes, 4 times”."),
        }

    def clean(self) -> dict:
        cleaned = super().clean()
        for name, most in (("grade", 10), ("hours", 2000)):
            start, end = cleaned.get(f"{name}_from"), cleaned.get(f"{name}_to")
            if start is not None and end is not None and end < start:
                self.add_error(f"{name}_to", _("The last number is smaller than the first."))
            for part in ("from", "to"):
                if (cleaned.get(f"{name}_{part}") or 0) > most:
                    self.add_error(f"{name}_{part}", _("Write a number up to %(most)s.") % {"most": most})
        return cleaned


class ChooseFormatsForm(VersionedFormMixin, forms.Form):
    use_required_attribute = False
    all_optional = True

    def __init__(self, *args, collaboration: Collaboration, **kwargs):
        chosen = [row.pk for row in collaboration.formats.all()]
        super().__init__(*args, initial={"formats": chosen}, version=collaboration.version, **kwargs)
        self.fields["formats"] = formats_field(collaboration.institution_id, kept=chosen)

    def stored_values(self, current: Collaboration) -> dict:
        return {"formats": list(current.formats.all())}
