"""What the person behind a link may say about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.person import ReachFieldsMixin, helper
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Person

HERE, GONE = "her", "stoppet"
STILL = [(HERE, _("Yes, I still work there")), (GONE, _("No, I have changed jobs"))]


class OwnDetailsForm(ReachFieldsMixin, ActionFormMixin, forms.ModelForm):
    still = forms.ChoiceField(
        label=_("Do you still work there?"), choices=STILL, initial=HERE, widget=forms.RadioSelect
    )
    successor = forms.CharField(
        label=_("Whom should we talk to instead?"), required=False, max_length=300,
        help_text=_("Only if you have changed jobs. Name and e-mail, if you know them."),
    )  # fmt: skip
    field_order = ("still", "successor")

    class Meta:
        model = Person
        fields = ("name", "email", "phone", "preferred_channel", "preferred_times")
        labels = {
            "name": _("Your name"), "email": _("Your e-mail at work"), "phone": _("Your phone at work"),
            "preferred_channel": _("How do you prefer to be contacted?"),
            "preferred_times": _("When does it suit you?"),
        }  # fmt: skip
        help_texts = {"preferred_times": _("For example: Tuesdays after 14")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def answer(self) -> dict:
        """Return the keywords of `answer_confirmation`."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return values | {"has_left": self.cleaned_data["still"] == GONE, "successor": self.cleaned_data["successor"]}
