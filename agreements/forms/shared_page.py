"""Who may look up what is agreed, and how they get the link."""

import uuid

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Collaboration, Participant, Party, Person
from samarbejde.queries.collaborations import other_parties_first

MAIL, COPY = "mail", "copy"
WAYS = ((MAIL, _("We mail it for you")), (COPY, _("I copy the link and send it myself")))


class SharePageForm(ActionFormMixin, forms.Form):
    """One person on the other side. Those who take part are a click away."""

    use_required_attribute = False
    all_optional = True  # which are needed depends on who it is
    known = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect, required=False)
    party = forms.ChoiceField(label=_("Where?"), widget=forms.RadioSelect, required=False)
    name = forms.CharField(
        label=_("Name"), max_length=160, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("Work e-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    way = forms.ChoiceField(label=_("How do they get it?"), choices=WAYS, widget=forms.RadioSelect, initial=MAIL)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, collaboration: Collaboration, people: list[Participant], **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        own = collaboration.institution_id
        self.parties = {str(p.pk): p for p in other_parties_first(collaboration) if p.institution_id != own}
        self.people = {str(row.pk): row for row in people if str(row.party_id) in self.parties}
        self._set_choices()

    def _set_choices(self) -> None:
        rows = [(key, f"{row.person}, {row.get_role_display()}") for key, row in self.people.items()]
        if rows:
            self.fields["known"].choices = [*rows, ("", _("Somebody else"))]
            self.fields["known"].initial = rows[0][0]
        else:
            del self.fields["known"]
        places = [(key, str(party)) for key, party in self.parties.items()]
        self.fields["party"].choices, self.fields["party"].initial = places, places[0][0] if places else ""
        if len(places) < 2:
            del self.fields["party"]

    @property
    def chosen(self) -> Participant | None:
        return self.people.get(self.cleaned_data.get("known") or "")

    def clean(self) -> dict:
        cleaned = super().clean()
        row = self.chosen
        if row is None and not cleaned.get("name"):
            self.add_error("name", _("Write who gets the link."))
        email = row.person.email if row else cleaned.get("email")
        if cleaned.get("way") == MAIL and not email and "email" not in self.errors:
            words = _("We know no address for this person. Choose “Somebody else” and write it, or copy the link.")
            self.add_error("known" if row else "email", words if row else _("Write the address the link goes to."))
        return cleaned

    def recipient(self) -> dict:
        """Return the keywords of `share_page`: at whose side, who, and the key of the mail when we send it."""
        values, row = self.cleaned_data, self.chosen
        key = str(values["form_key"]) if values["way"] == MAIL else ""
        if row:
            party, person = self.parties[str(row.party_id)], row.person
            return {"party": party, "name": person.name, "email": person.email, "person": person, "form_key": key}
        party = self.parties.get(values.get("party") or "") or next(iter(self.parties.values()))
        who = {"name": values["name"], "email": values["email"], "person": self._known_by(values["email"], party)}
        return {"party": party, "form_key": key} | who

    def _known_by(self, email: str, party: Party) -> Person | None:
        rows = (row for row in self.people.values() if row.party_id == party.pk)
        return next((row.person for row in rows if email and row.person.email.lower() == email.lower()), None)
