"""Naming a view."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import SavedList
from samarbejde.models import Institution


class SavedViewForm(forms.Form):
    """``places`` are the institutions at which the user may share views; with none, the view stays one's own."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("What you call it yourself, such as ”Ends this year”.")
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Who can see it"), required=False, empty_label=_("Only me")
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = places
        self.fields["institution"].label_from_instance = lambda place: _("Everybody at %(place)s") % {"place": place}
        if not places:
            del self.fields["institution"]
        self.helper = FormHelper()
        self.helper.form_tag = False


class SavedViewCreateForm(SavedViewForm):
    """Also what is to be kept; the view reads it again and keeps what it knows."""

    liste = forms.ChoiceField(choices=SavedList.choices, widget=forms.HiddenInput)
    query = forms.CharField(
        required=False, max_length=4000, widget=forms.HiddenInput, validators=[ProhibitNullCharactersValidator()]
    )


class ColumnsForm(forms.Form):
    liste = forms.ChoiceField(choices=SavedList.choices)
    kolonne = forms.MultipleChoiceField(required=False)
    query = forms.CharField(required=False, max_length=4000)

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kolonne"].choices = [(key, key) for key in columns]
