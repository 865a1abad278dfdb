"""Who takes part: somebody we know, somebody new, or an empty place."""

from crispy_forms.layout import HTML, Div, Field
from django import forms
from django.db.models import TextChoices
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Function, ParticipantRole
from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.fields import day_field
from samarbejde.forms.pickers import PickedField, Picker, person_picker, place_picker
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Party, Person
from samarbejde.queries.participants import get_people
from samarbejde.queries.places import get_places


class Who(TextChoices):
    KNOWN = "known", _("Somebody we already have")
    NEW = "new", _("Somebody new")
    NOBODY = "nobody", _("Nobody yet: show the place as empty")


class ParticipantForm(ActionFormMixin, forms.Form):
    all_optional = True  # what is needed depends on who it is; the form says it when something is missing
    party = forms.ModelChoiceField(Party.objects.none(), label=_("From"), empty_label=None, widget=forms.RadioSelect)
    role = forms.ChoiceField(label=_("Role in the collaboration"), choices=ParticipantRole.choices)
    note = forms.CharField(
        label=_("What they do"), required=False, max_length=200,
        help_text=_("For instance: keeps in touch with the bus, learning centre adviser."),
    )  # fmt: skip
    started_on = day_field(_("From which day"))
    who = forms.ChoiceField(label=_("Who is it?"), choices=Who.choices, widget=forms.RadioSelect, initial=Who.KNOWN)
    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    function = forms.ChoiceField(label=_("Post"), required=False, choices=[("", _("Choose …")), *Function.choices])
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)

    def __init__(self, *args, collaboration, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.collaboration = people, collaboration
        self.fields["party"].queryset = collaboration.parties.select_related("school", "municipality", "institution")
        self.fields["person"] = PickedField(
            fetch=lambda values: get_people(people, values), multiple=False, required=False, label=_("Person"),
            help_text=_("Write a part of the name or of the school."),
        )  # fmt: skip
        picker = HTML("{% include 'samarbejde/_picker.html' with picker=form.picker field=form.person %}")
        self.helper = form_helper(
            "party", "role", "note", "who", Div(picker, css_class="part only-known"),
            Div(Field("name"), Field("function"), Field("email"), Field("phone"), css_class="part only-new"),
            "started_on",
        )  # fmt: skip
        self.helper.field_class = "checks"

    @property
    def picker(self) -> Picker:
        query = self.data.get("person_q", "") if self.is_bound else ""
        url = reverse("samarbejde:person_options", args=[self.collaboration.pk])
        return person_picker(url=url, query=query, value=str(self["person"].value() or ""), people=self.people)

    def without_errors(self) -> "ParticipantForm":
        self._errors = ErrorDict()
        return self

    def clean(self) -> dict:
        cleaned = super().clean()
        who = cleaned.get("who")
        if who == Who.KNOWN and not cleaned.get("person"):
            self.add_error("person", _("Choose the person, or choose ”Somebody new”."))
        for name in ("name", "function"):
            if who == Who.NEW and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Needed for a new person."))
        return cleaned

    @property
    def is_new_person(self) -> bool:
        return self.cleaned_data["who"] == Who.NEW

    def values(self) -> dict:
        """Return the keywords of `add_new_participant`, or of `add_participant` with the person or nobody."""
        names = ["party", "role", "note", "started_on"]
        if self.is_new_person:
            names += ["name", "function", "email", "phone"]
        values = {name: self.cleaned_data[name] for name in names}
        if not self.is_new_person:
            known = self.cleaned_data["who"] == Who.KNOWN
            values["person"] = self.cleaned_data["person"] if known else None
        return values


class EndParticipationForm(ActionFormMixin, forms.Form):
    ended_on = day_field(_("Last day"), required=True)
    leave_vacant = forms.BooleanField(
        label=_("Show the place as empty, so that we remember to fill it"), required=False, initial=True
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ended_on", timezone.localdate())
        self.helper = form_helper()


class PartyForm(ActionFormMixin, forms.Form):
    places = PickedField(fetch=get_places, label=_("School or municipality"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            HTML("{% include 'samarbejde/_picker.html' with picker=form.picker field=form.places %}")
        )

    @property
    def picker(self) -> Picker:
        query = self.data.get("places_q", "") if self.is_bound else ""
        return place_picker(url=reverse("samarbejde:place_options"), query=query, values=self["places"].value() or [])

    def without_errors(self) -> "PartyForm":
        self._errors = ErrorDict()
        return self


def people_kept_at(user, collaboration):
    """Return the people ``user`` may choose among: those in the address book of the collaboration's own place."""
    return Person.objects.visible_to(user).filter(institution=collaboration.institution_id)
