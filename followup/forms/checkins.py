"""Writing down a talk about how it goes, point by point, and what follows from it."""

import uuid
from collections.abc import Iterator

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.choices import CheckInState, Focus
from followup.forms.fields import lesson_field, offer
from followup.models import CheckIn
from followup.queries.meetings import by_name, people_at, people_of_the_other_side
from followup.queries.sessions import our_people
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin

WORDS = ("state", "theirs", "ours")
STATES = [("", _("Not talked about")), *CheckInState.choices]
BOTH_READ = _("Both sides may read what stands here. Do not write pupils' names.")


class CheckInForm(forms.Form):
    """Five points, each with how it is and what each side says; below, what follows from the talk."""

    # Whatever was not talked about stays empty.
    all_optional = True
    date = day_field(_("When did you talk?"), required=True)
    our_person = forms.ModelChoiceField(
        label=_("Who from us?"), queryset=None, required=False, empty_label=_("Nobody chosen")
    )
    their_person = forms.ModelChoiceField(
        label=_("Who from the other side?"), queryset=None, required=False, empty_label=_("Nobody chosen")
    )
    promise = forms.CharField(label=_("What is to be done?"), max_length=200, required=False)
    owner = forms.ModelChoiceField(label=_("Who does it?"), queryset=None, required=False, empty_label=_("Nobody yet"))
    due_on = day_field(_("By when?"))
    lesson = lesson_field()
    remark = forms.CharField(
        label=_("For us alone"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Becomes an internal note, and never reaches the other side."),
    )  # fmt: skip

    def __init__(self, *args, collaboration, people, user=None, may_remark: bool = False, **kwargs):
        """``people`` are the participants of now, as they were read for the page."""
        super().__init__(*args, **kwargs)
        ours, everybody = list(our_people(collaboration)), by_name(people)
        theirs = by_name(row for row in people if row.party.institution_id != collaboration.institution_id)
        offer(self.fields["our_person"], our_people(collaboration), ours)
        offer(self.fields["their_person"], people_of_the_other_side(collaboration), theirs)
        offer(self.fields["owner"], people_at(collaboration), everybody)
        if not may_remark:
            del self.fields["remark"]
        for focus in Focus:
            self.fields |= _fields_of(focus)
        if not self.is_bound and user and not self.initial.get("date"):
            me = next((person for person in ours if person.user_id == user.pk), None)
            self.initial |= {"date": timezone.localdate(), "our_person": me}
        self.helper = FormHelper()
        self.helper.form_tag = False

    def of_topics(self, topics: list) -> Iterator[tuple]:
        """Yield (topic, its three fields) for the template."""
        for topic in topics:
            yield topic, [self[f"{topic.focus}_{word}"] for word in WORDS]

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("The day has not come yet."))
        return date

    def clean(self) -> dict:
        data = super().clean()
        if data.get("promise") and "due_on" in data and not data["due_on"]:
            self.add_error("due_on", _("Write by when it is to be done."))
        if not data.get("promise") and (data.get("owner") or data.get("due_on")):
            self.add_error("promise", _("Write what is to be done, or leave the rest empty."))
        if not any(words for point in self.points().values() for words in point.values()):
            raise ValidationError(_("Write what was said about at least one of the five points."))
        return data

    def values(self) -> dict:
        """Return the action's keywords."""
        data = self.cleaned_data
        follows = {"lesson": data.get("lesson"), "remark": data.get("remark")}
        if data.get("promise"):
            follows["promise"] = {"text": data["promise"], "owner": data.get("owner"), "due_on": data["due_on"]}
        plain = {name: data.get(name) for name in ("date", "our_person", "their_person")}
        return {"values": plain, "points": self.points(), "follows": follows}

    def points(self) -> dict[str, dict]:
        data = self.cleaned_data
        return {focus.value: {word: data.get(f"{focus}_{word}") or "" for word in WORDS} for focus in Focus}


class CheckInCreateForm(ActionFormMixin, CheckInForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    @property
    def form_key_sent(self) -> uuid.UUID:
        return self.cleaned_data["form_key"]

    def values(self) -> dict:
        return CheckInForm.values(self)


class CheckInEditForm(VersionedFormMixin, CheckInForm):
    def __init__(self, *args, check_in: CheckIn, **kwargs):
        super().__init__(*args, initial=_stored(check_in), version=check_in.version, **kwargs)

    def values(self) -> dict:
        return CheckInForm.values(self)

    def stored_values(self, current: Model) -> dict:
        empty = {f"{focus}_{word}": "" for focus in Focus for word in WORDS}
        return empty | _stored(current)


def _fields_of(focus: Focus) -> dict[str, forms.Field]:
    area = {"rows": 2}
    return {
        f"{focus}_state": forms.ChoiceField(
            label=_("How is it?"), choices=STATES, required=False, widget=forms.RadioSelect, initial=""
        ),
        f"{focus}_theirs": forms.CharField(
            label=_("The other side says"), required=False, max_length=4000, widget=forms.Textarea(attrs=area)
        ),
        f"{focus}_ours": forms.CharField(
            label=_("We say"), required=False, max_length=4000, widget=forms.Textarea(attrs=area)
        ),
    }


def _stored(check_in) -> dict:
    values = {name: getattr(check_in, name) for name in ("date", "our_person", "their_person")}
    for point in check_in.points.all():
        values |= {f"{point.focus}_{word}": getattr(point, word) for word in WORDS}
    return values
