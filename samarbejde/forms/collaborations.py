"""Starting and editing a collaboration."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.fields import day_field, formats_field, grades_field, leads_of, subjects_field
from samarbejde.forms.pickers import PLACE_MISSING, PickedField, Picker, place_picker
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.models import Collaboration, Institution, Municipality, School
from samarbejde.queries.places import get_places

PICKER = HTML("{% include 'samarbejde/_picker.html' with picker=form.picker field=form.places %}")


def folded_field(name: str) -> list:
    """Return a layout that keeps a long group of boxes folded until it is wanted."""
    opening = (
        f"<details class='fold fold-choices'{{% if form.{name}.errors %}} open{{% endif %}}>"
        f"<summary>{{{{ form.{name}.label }}}}"
        f" <span class='opt'>{{% firstof form.chosen.{name} _('(optional)') %}}</span></summary>"
    )
    return [HTML(opening), Field(name), HTML("</details>")]


class FoldedChoices:
    """A form with folded groups of boxes: the fold says what is ticked inside."""

    FOLDED: tuple[str, ...] = ()

    @property
    def chosen(self) -> dict[str, str]:
        """Return {field: the ticked labels in one line}."""
        return {name: ", ".join(self._ticked(name)) for name in self.FOLDED}

    def _ticked(self, name: str) -> list[str]:
        values = {str(value) for value in self[name].value() or []}
        groups = [options for _heading, options in self.fields[name].choices]
        return [str(label) for options in groups for value, label in options if str(value) in values]


def form_helper(*layout) -> FormHelper:
    """Return the helper every form of ours has: the template owns the form tag and the buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.field_class = "checks checks-columns"
    if layout:
        helper.layout = Layout(*layout)
    return helper


class CollaborationCreateForm(FoldedChoices, ActionFormMixin, forms.Form):
    """At most ten fields: the rest is written when it is known."""

    FOLDED = ("grades", "subjects")

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Our place"))
    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("What you call it among yourselves. It can be changed later.")
    )
    places = PickedField(
        fetch=get_places, label=_("School or municipality"), error_messages={"required": PLACE_MISSING},
        help_text=_("Write the name, the town or the register number."),
    )  # fmt: skip
    kind = Collaboration._meta.get_field("kind").formfield()
    description = forms.CharField(
        label=_("In short"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is it about, and whose idea was it?"),
    )  # fmt: skip
    anyway = forms.BooleanField(label=_("Start a new one all the same"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.duplicates: list[Collaboration] = []
        self.fields["institution"].queryset = institutions
        self.fields["grades"], self.fields["subjects"] = grades_field(), subjects_field()
        first = list(institutions[:2])
        if len(first) == 1:
            self.fields["institution"].widget = forms.HiddenInput()
            self.initial.setdefault("institution", first[0].pk)
        self.helper = form_helper(
            "form_key", "institution", "title", PICKER, "kind", *folded_field("grades"), *folded_field("subjects"),
            "description", "anyway",
        )  # fmt: skip

    @property
    def picker(self) -> Picker:
        query = self.data.get("places_q", "") if self.is_bound else self.initial.get("places_q", "")
        values = self["places"].value() or []
        return place_picker(url=reverse("samarbejde:place_options"), query=query, values=values)

    def without_errors(self) -> "CollaborationCreateForm":
        """Show the form as typed so far, before anything is said about it (the search button was pressed)."""
        self._errors = ErrorDict()
        return self

    def warn(self, duplicates: list[Collaboration]) -> None:
        """Say that the school already has these open; one more press starts it all the same."""
        self.duplicates = duplicates
        self.fields["anyway"].widget = forms.CheckboxInput()

    def values(self) -> dict:
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"places", "anyway"}}
        places = self.cleaned_data["places"]
        values["schools"] = [row for row in places if isinstance(row, School)]
        values["municipalities"] = [row for row in places if isinstance(row, Municipality)]
        return values


class CollaborationEditForm(FoldedChoices, VersionedFormMixin, forms.ModelForm):
    """Everything about the collaboration itself; phase, status, people and parties have their own pages."""

    FOLDED = ("grades", "subjects", "formats")

    class Meta:
        model = Collaboration
        fields = (
            "title", "kind", "lead", "starts_on", "ends_on", "next_step", "next_step_on", "description",
            "understanding", "value_for_school",
        )  # fmt: skip
        help_texts = {
            "lead": _("Who of you keeps hold of it."),
            "understanding": _("In both parties' words: what do you mean by it, and what is it not?"),
            "value_for_school": _("So that the head teacher can see it in two sentences."),
        }

    def __init__(self, *args, may_choose_lead: bool, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_on"], self.fields["ends_on"] = day_field(_("From")), day_field(_("To"))
        self.fields["next_step_on"] = day_field(_("Next step, when"))
        for name in ("description", "understanding", "value_for_school"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})
        self._limit_lead(user, may_choose=may_choose_lead)
        many = {
            "grades": grades_field(),
            "subjects": subjects_field(),
            "formats": formats_field(
                self.instance.institution_id, kept=[row.pk for row in self.instance.formats.all()]
            ),
        }
        for name, field in many.items():
            self.fields[name] = field
            self.initial[name] = [row.pk for row in getattr(self.instance, name).all()]
        self.helper = form_helper(
            "version", "title", "kind", "lead",
            *folded_field("grades"), *folded_field("subjects"), *folded_field("formats"),
            "starts_on", "ends_on", "next_step", "next_step_on", "description", "understanding", "value_for_school",
        )  # fmt: skip

    def _limit_lead(self, user, *, may_choose: bool) -> None:
        """Everybody who edits may take it on or leave it as it is; a coordinator chooses among all."""
        rows = leads_of(self.instance.institution_id)
        if not may_choose:
            rows = rows.filter(pk__in=[user.pk, self.instance.lead_id or user.pk])
        self.fields["lead"].queryset = rows

    def clean(self) -> dict:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day is before the first."))
        return cleaned

    def stored_values(self, current) -> dict:
        plain = {name: getattr(current, name) for name in self.Meta.fields}
        return plain | {name: list(getattr(current, name).all()) for name in ("grades", "subjects", "formats")}
