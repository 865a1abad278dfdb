"""Whom to ask on each side, and a few words with it."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.queries.people import Approver
from samarbejde.choices import PartyKind
from samarbejde.forms.versioned import ActionFormMixin


class SendForm(ActionFormMixin, forms.Form):
    """One name and one address for each side, filled in as far as we know; see `queries.people.suggest_approvers`."""

    use_required_attribute = False

    def __init__(self, *args, approvers: list[Approver], version: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.approvers = approvers
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)
        for approver in approvers:
            self._add_party(approver)
        if len(approvers) > 1:
            self.fields["order"] = forms.ChoiceField(
                label=_("Who is asked first?"), required=False, choices=self._orders(), widget=forms.RadioSelect
            )
        self.fields["message"] = forms.CharField(
            label=_("A few words with it"), required=False, max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Stands in the mail, above the link."),
        )  # fmt: skip

    def _add_party(self, approver: Approver) -> None:
        key, optional = approver.party.pk, self.is_optional(approver)
        self.fields[f"name_{key}"] = forms.CharField(
            label=_("Name"), required=not optional, max_length=160, initial=approver.name,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.fields[f"email_{key}"] = forms.EmailField(
            label=_("E-mail"), required=not optional, max_length=254, initial=approver.email
        )

    def _orders(self) -> list[tuple[str, str]]:
        """Return who can come first; the others follow one after the other, as they stand on the page."""
        first = [
            (str(each.party.pk), _("First %(party)s, the other side when they have approved") % {"party": each.party})
            for each in self.approvers
        ]
        return [("", _("Everybody at the same time")), *first]

    def is_optional(self, approver: Approver) -> bool:
        """A municipality need not say yes when a school does."""
        has_school = any(each.party.kind == PartyKind.SCHOOL for each in self.approvers)
        return approver.party.kind == PartyKind.MUNICIPALITY and has_school

    @property
    def sides(self) -> list[dict]:
        """Return what the page shows of each side."""
        return [
            {
                "approver": approver,
                "fields": [self[f"name_{approver.party.pk}"], self[f"email_{approver.party.pk}"]],
                "optional": self.is_optional(approver),
            }
            for approver in self.approvers
        ]

    def clean(self) -> dict:
        cleaned = super().clean()
        for approver in self.approvers:
            name, email = f"name_{approver.party.pk}", f"email_{approver.party.pk}"
            if cleaned.get(name) and not cleaned.get(email) and email not in self.errors:
                self.add_error(email, _("Write the address the link goes to."))
            if cleaned.get(email) and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Write who is asked."))
        return cleaned

    def chosen(self) -> list[Approver]:
        """Return who is asked. A person we know is kept only while the name is theirs."""
        first = self.cleaned_data.get("order", "")
        asked = [self._chosen(each) for each in self.approvers if self.cleaned_data[f"name_{each.party.pk}"]]
        return sorted(asked, key=lambda approver: str(approver.party.pk) != first)

    @property
    def in_order(self) -> bool:
        """Whether each is asked only when the one before has approved."""
        return bool(self.cleaned_data.get("order"))

    def _chosen(self, approver: Approver) -> Approver:
        key = approver.party.pk
        name, email = self.cleaned_data[f"name_{key}"], self.cleaned_data[f"email_{key}"]
        return Approver(approver.party, name, email, approver.person if name == approver.name else None)
