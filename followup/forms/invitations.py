"""Whom do we write to about a meeting?"""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from followup.queries.invitations import Invitee
from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.versioned import ActionFormMixin


class MeetingInviteForm(ActionFormMixin, forms.Form):
    """One box per person and mailbox; those who have something to hear are ticked."""

    chosen = forms.MultipleChoiceField(
        label=_("Whom do you write to?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one to write to.")},
    )  # fmt: skip

    def __init__(self, *args, invitees: list[Invitee], **kwargs):
        super().__init__(*args, **kwargs)
        self.invitees = {invitee.key: invitee for invitee in invitees}
        self.fields["chosen"].choices = [(key, label_of(invitee)) for key, invitee in self.invitees.items()]
        self.fields["chosen"].initial = [invitee.key for invitee in invitees if invitee.is_proposed]
        self.helper = form_helper()
        self.helper.field_class = "checks"  # names, places and addresses: each on a line of its own
        self.helper.layout = Layout("chosen")

    def people(self) -> list[Invitee]:
        return [self.invitees[key] for key in self.cleaned_data["chosen"]]


def label_of(invitee: Invitee) -> str:
    """Return ”Inger Holm, Tinghøjskolen · inger@skole.example”; and whether they know already."""
    words = [", ".join(filter(None, [invitee.name, invitee.place])), invitee.email]
    return " · ".join([*words, str(_("is invited"))] if invitee.knows else words)
