"""Writing a campaign, and noting what a school answered."""

import datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.choices import Audience, CampaignChannel, Outcome
from contacts.models import Campaign, ValueProposition
from contacts.placeholders import complaints
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.models import School


class CampaignTexts(forms.Form):
    """The fields both pages have; the texts' placeholders are checked one field at a time."""

    title = forms.CharField(label=_("Called"), max_length=120, help_text=_("For yourselves: Open days in May"))
    channel = forms.ChoiceField(label=_("How?"), choices=CampaignChannel.choices, widget=forms.RadioSelect)
    audience = forms.ChoiceField(label=_("To whom at the school?"), choices=Audience.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject of the mail"), max_length=160, required=False)
    text = forms.CharField(
        label=_("Text"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Never write pupils' names."),
    )  # fmt: skip
    proposition = forms.ModelChoiceField(
        label=_("Use one you have written before"), queryset=None, required=False, empty_label="–"
    )
    value = forms.CharField(
        label=_("What does the school get out of it?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Two or three sentences, seen from the school."),
    )  # fmt: skip
    keep_as = forms.CharField(
        label=_("Keep it under the name"), max_length=120, required=False,
        help_text=_("Then you can use it again next time."),
    )  # fmt: skip

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        rows = ValueProposition.objects.filter(institution__in=institutions)
        self.fields["proposition"].queryset = rows.order_by("title", "pk")

    def _clean_text(self, name: str) -> str:
        found = complaints(self.cleaned_data[name])
        if found:
            raise forms.ValidationError(found)
        return self.cleaned_data[name]

    def clean_subject(self) -> str:
        return self._clean_text("subject")

    def clean_text(self) -> str:
        return self._clean_text("text")

    def clean(self) -> dict:
        cleaned = super().clean()
        chosen = cleaned.get("proposition")
        if chosen and not cleaned.get("value", "").strip():
            cleaned["value"] = chosen.text
        if cleaned.get("keep_as") and not cleaned.get("value", "").strip():
            self.add_error("value", _("Write what the school gets out of it, or leave the name empty."))
        return cleaned

    def written(self) -> dict:
        """Return the texts as keywords of the actions."""
        return {name: self.cleaned_data[name] for name in ("title", "channel", "audience", "subject", "text", "value")}


class CampaignCreateForm(ActionFormMixin, CampaignTexts):
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    institution = forms.ModelChoiceField(label=_("Whose campaign?"), queryset=None, required=False, empty_label=None)

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, institutions=institutions, **kwargs)
        self.places = list(institutions[:2])
        self.fields["institution"].queryset = institutions
        if len(self.places) < 2:
            del self.fields["institution"]

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["institution"] = cleaned.get("institution") or self.places[0]
        return cleaned

    def keywords(self) -> dict:
        """Return the keywords of `start_campaign`, without the schools."""
        return self.written() | {name: self.cleaned_data[name] for name in ("institution", "form_key")}


class CampaignEditForm(VersionedFormMixin, CampaignTexts):
    def stored_values(self, current: Campaign) -> dict:
        return {name: getattr(current, name) for name in ("title", "channel", "audience", "subject", "text", "value")}


class ResponseForm(ActionFormMixin, forms.Form):
    outcome = forms.ChoiceField(label=_("What did they answer?"), choices=Outcome.choices, widget=forms.RadioSelect)
    responded_on = day_field(_("When?"), required=True, initial=timezone.localdate)
    note = forms.CharField(
        label=_("In their words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Never write pupils' names."),
    )  # fmt: skip
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_step_on = day_field(_("Day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_responded_on(self) -> datetime.date:
        if self.cleaned_data["responded_on"] > timezone.localdate():
            raise forms.ValidationError(_("Choose a day that has been."))
        return self.cleaned_data["responded_on"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("next_step") and not cleaned.get("next_step_on") and "next_step_on" not in self.errors:
            self.add_error("next_step_on", _("Choose when the next step is."))
        return cleaned


def ticked(schools, chosen: list[str]) -> list[School]:
    """Return the schools of a shortlist that are ticked."""
    return [school for school in schools if school.number in set(chosen)]


def first_values() -> dict:
    """Return what an empty campaign begins with, so that nobody meets a blank page."""
    return {
        "channel": CampaignChannel.MAIL,
        "audience": Audience.KNOWN,
        "subject": _("Would {skole} like to work with {sted}?"),
        "text": _("Dear {navn}\n\nWe would like to do something together with a school in {kommune}.\n\n{udbytte}\n\n"
                  "May we call you about it?\n\nKind regards\n{afsender}\n{sted}"),
    }  # fmt: skip
