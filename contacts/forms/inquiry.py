"""The public form, and what we do with a request: match it, decide, set up the page."""

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.choices import Decision, Driver
from contacts.forms.assessment import DecisionForm
from contacts.models import Inquiry, InquiryPage
from contacts.validators import new_stamp, read_stamp
from samarbejde.choices import CollaborationKind, Function
from samarbejde.forms.pickers import PickedField, Picker, place_picker
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.models import Institution, Municipality, School
from samarbejde.queries.places import find_places, get_places, option_of

DRIVERS = [
    (Driver.TEACHER, _("My own")),
    (Driver.TEAM, _("Our team's")),
    (Driver.LEADERSHIP, _("The leadership's")),
    (Driver.MUNICIPALITY, _("The municipality's")),
]
KINDS = [
    ("", _("We do not know yet")),
    (CollaborationKind.SINGLE, _("One visit or one course")),
    (CollaborationKind.OVER_TIME, _("Something that goes on for a while")),
    (CollaborationKind.PARTNERSHIP, _("A partnership over several years")),
]
POSTS = (
    Function.TEACHER, Function.PEDAGOGUE, Function.CLASS_TEACHER, Function.TEAM_COORDINATOR, Function.PLC,
    Function.PEDAGOGICAL_LEADER, Function.SCHOOL_LEADER, Function.SECRETARY, Function.ADMINISTRATION,
    Function.OPEN_SCHOOL, Function.OTHER,
)  # fmt: skip


def _text(label, *, rows: int = 3, required: bool = False, help_text="", **kwargs) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": 4000})
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=widget, help_text=help_text, **kwargs
    )


class OwnPlaceField(PickedField):
    """Must be answered, but a place in the school's own words (see `InquiryForm.clean`) is an answer too."""

    def clean(self, value):
        return next(iter(self.fetch([value] if value else [])), None)


class InquiryForm(ActionFormMixin, forms.Form):
    """What a school is asked, on a phone and without an account. The place may be in its own words."""

    places = OwnPlaceField(
        fetch=get_places, label=_("Your school"), multiple=False,
        help_text=_("Write the name and choose it. Is it not there? Then just leave what you wrote."),
    )  # fmt: skip
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(
        label=_("Your phone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    function = forms.ChoiceField(
        label=_("What are you at the school?"), required=False,
        choices=[("", _("Choose …")), *((each.value, each.label) for each in POSTS)],
    )  # fmt: skip
    wish = _text(
        _("What would you like to do with us?"), rows=4, required=True,
        help_text=_("A few lines are enough. Do not write pupils' names."),
        error_messages={"required": _("Write a few words about what you have in mind.")},
    )  # fmt: skip
    extent = forms.CharField(
        label=_("Which classes, when, and how much?"), max_length=200, required=False,
        help_text=_("For example: 5.a and 5.b, three mornings in May"),
    )  # fmt: skip
    driver = forms.ChoiceField(
        label=_("Whose wish is it?"), choices=DRIVERS, widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose wish it is.")},
    )  # fmt: skip
    people_behind = forms.CharField(
        label=_("Who else at the school would take part?"), max_length=200, required=False,
        help_text=_("Colleagues or the leadership, never pupils."),
    )  # fmt: skip
    school_reason = _text(_("Why us?"))
    expected_outcome = _text(_("What do you hope to get out of it?"))
    kind = forms.ChoiceField(label=_("What is it to you?"), choices=KINDS, required=False, widget=forms.RadioSelect)
    understanding = _text(
        _("What do you mean by collaboration?"), help_text=_("What do we each do, and what is it not?")
    )
    # Nobody sees this field; programs fill it in.
    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)

    MORE = ("school_reason", "expected_outcome", "kind", "understanding")

    def __init__(self, *args, institution: Institution, url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.institution, self.url = institution, url
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.found: object | None = None

    @property
    def words(self) -> str:
        """What stands in the search field: the place in the school's own words."""
        return " ".join(self.data.get("places_q", "").split())[:200] if self.is_bound else ""

    @cached_property
    def picker(self) -> Picker:
        value = self["places"].value() or ""
        chosen = [option_of(row) for row in get_places([value])] if isinstance(value, str) else []
        taken = [option.value for option in chosen]
        return Picker("places", self.url, self.words, chosen, find_places(self.words, leave_out=taken), multiple=False)

    @property
    def fresh_stamp(self) -> str:
        """The stamp to send along: the one the form came with, or a new one when that no longer holds."""
        old = self.data.get("stamp", "") if self.is_bound else ""
        if old and read_stamp(old, self.institution.slug):
            return old
        return new_stamp(self.institution.slug, shown_before=self.is_bound)

    @property
    def shows_more(self) -> bool:
        """Whether the fold is open: something in it is wrong, or written."""
        return self.is_bound and any(self[name].value() or self[name].errors for name in self.MORE)

    def without_errors(self) -> "InquiryForm":
        """Show the form as typed so far (the search button was pressed)."""
        self._errors = ErrorDict()
        return self

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("places") and len(self.words) < 2:
            self.add_error("places", _("Write the name of your school."))
        if cleaned.get("website"):
            self.add_error("website", _("This field must be empty. Clear it, and send again."))
        self.found = read_stamp(cleaned.get("stamp", ""), self.institution.slug)
        if self.found is None:
            self.add_error(None, _("The page has been open for a long time. Press “Send” once more."))
        elif self.found.is_quick:
            self.add_error(None, _("That went very fast. Press “Send” once more."))
        return cleaned

    def values(self) -> dict:
        left_out = {"places", "website", "stamp"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        place = self.cleaned_data["places"]
        return values | {
            "school": place if isinstance(place, School) else None,
            "municipality": place if isinstance(place, Municipality) else None,
            "place_name": str(place or self.words)[:200],
            "form_key": self.found.key,
        }


class MatchForm(VersionedFormMixin, forms.Form):
    """Which place in the register is meant?"""

    places = PickedField(
        fetch=get_places, label=_("School or municipality"), multiple=False,
        error_messages={"required": _("Choose the school in the register.")},
    )  # fmt: skip

    def __init__(self, *args, url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.url = url

    @cached_property
    def picker(self) -> Picker:
        words = self.data.get("places_q", "") if self.is_bound else self.initial.get("places_q", "")
        value = self["places"].value() or ""
        found = place_picker(url=self.url, query=words, values=[value])
        return Picker("places", self.url, words, found.chosen, found.found, multiple=False)

    def without_errors(self) -> "MatchForm":
        """Show the boxes again (the search button was pressed)."""
        self._errors = ErrorDict()
        return self

    def stored_values(self, current: Inquiry) -> dict:
        return {"places": current.place}


class InquiryDecisionForm(DecisionForm):
    title = forms.CharField(
        label=_("If you say yes: what do you call it?"), max_length=160, required=False,
        help_text=_("The name of the collaboration. It can be changed later."),
    )  # fmt: skip

    field_order = ("decision", "reason", "title", "ask_again_on", "decline_reason")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("decision") == Decision.ACCEPT and not cleaned.get("title", "").strip():
            self.add_error("title", _("Give it a name, so that you can find it again."))
        return cleaned

    def stored_values(self, current: Inquiry) -> dict:
        return {"reason": current.decision_reason}


class InquiryPageForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = InquiryPage
        fields = ("is_open", "welcome", "closed_text")
        widgets = {name: forms.Textarea(attrs={"rows": 4, "maxlength": 2000}) for name in ("welcome", "closed_text")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["welcome"].label = _("What it says above the form")
        self.fields["welcome"].help_text = _("For example what you can do together, and how soon you answer.")
        self.fields["closed_text"].label = _("What it says while it is closed")
