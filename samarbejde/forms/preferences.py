"""One's own page."""

from django import forms
from django.conf import settings

from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import User


class ProfileForm(ActionFormMixin, forms.ModelForm):
    class Meta:
        model = User
        fields = ("name", "phone", "language", "theme")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = self.fields["language"].label
        self.fields["language"] = forms.ChoiceField(choices=settings.LANGUAGES, label=label, widget=forms.RadioSelect)
        self.fields["theme"].widget = forms.RadioSelect(choices=self.fields["theme"].choices)
        self.helper = form_helper()
        self.helper.field_class = "checks"
