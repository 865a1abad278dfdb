"""Who takes over, and which of the empty places: one form."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Function
from samarbejde.forms.fields import day_field
from samarbejde.forms.person import helper
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Participant


class PlaceField(forms.ModelMultipleChoiceField):
    """The empty places as boxes, each with its collaboration."""

    def label_from_instance(self, row: Participant) -> str:
        words = [str(row.collaboration), str(row.get_role_display()).lower(), row.note]
        return " · ".join(word for word in words if word)


class HandoverForm(ActionFormMixin, forms.Form):
    all_optional = True  # somebody known, or a name: one of the two

    places = PlaceField(
        label=_("Which places?"), queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one place.")},
    )  # fmt: skip
    successor = forms.ModelChoiceField(
        label=_("Somebody you know"), queryset=None, required=False, empty_label=_("Somebody new, written below")
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    function = forms.ChoiceField(label=_("Post"), choices=Function.choices, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    started_on = day_field(_("From"), initial=timezone.localdate)

    def __init__(self, *args, places, successors, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()
        self.fields["places"].queryset = places
        self.fields["places"].initial = [place.pk for place in places]
        self.fields["successor"].queryset = successors

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("successor") and not cleaned.get("name", "").strip():
            self.add_error("name", _("Choose somebody you know, or write the new person's name."))
        if not cleaned.get("successor") and not cleaned.get("function"):
            self.add_error("function", _("Choose the new person's post."))
        cleaned["started_on"] = cleaned.get("started_on") or timezone.localdate()
        return cleaned
