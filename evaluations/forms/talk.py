"""The talk about the answers as a form: minutes, decision, promises, and apart from them our own experience."""

import datetime
import uuid
from copy import copy

from crispy_forms.layout import Div, Field, Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.actions.talks import Step, decision_step
from evaluations.choices import Decision
from evaluations.models import EvaluationTalk
from followup.queries.meetings import people_at
from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import VersionedFormMixin

STEPS = 2
TWO_WEEKS = datetime.timedelta(days=14)


class TalkForm(VersionedFormMixin, forms.ModelForm):
    """``steps()`` are the free rows, ``decided()`` the decision's; ``internal`` is there only for who may write it."""

    talked_on = day_field(_("When did you talk?"), required=True)
    decision = forms.ChoiceField(
        label=_("What did you decide?"), required=False, widget=forms.RadioSelect,
        choices=[*Decision.choices, ("", _("Nothing yet"))],
    )  # fmt: skip
    decision_owner = forms.ModelChoiceField(
        label=_("Who sees to it?"), queryset=None, required=False, empty_label=_("Nobody yet")
    )
    decision_due = day_field(_("By when?"))
    decision_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    internal = forms.CharField(
        label=_("For our own place alone"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What worked for you and what did not: staffing, form, content. It is kept apart and is in no report, mail"
            " or export. Do not write pupils' names."
        ),
    )  # fmt: skip

    class Meta:
        model = EvaluationTalk
        fields = ("talked_on", "present", "keep", "change", "stop", "decision", "decision_why", "lesson")
        labels = {
            "present": _("Who took part?"), "keep": _("What do we do again?"), "change": _("What do we change?"),
            "stop": _("What do we stop?"), "decision_why": _("Why?"), "lesson": _("In one sentence"),
        }  # fmt: skip
        help_texts = {
            "keep": _("Both sides may read it. Do not write pupils' names."),
            "lesson": _("A sentence others can use, too. Both sides may read it."),
        }
        widgets = {
            "keep": forms.Textarea(attrs={"rows": 3}), "change": forms.Textarea(attrs={"rows": 3}),
            "stop": forms.Textarea(attrs={"rows": 3}), "decision_why": forms.Textarea(attrs={"rows": 2}),
        }  # fmt: skip

    def __init__(self, *args, talk: EvaluationTalk, collaboration, internal: str | None, **kwargs):
        super().__init__(*args, instance=copy(talk), version=talk.version, **kwargs)
        people = people_at(collaboration)
        self.fields["decision_owner"].queryset = people
        planned = talk.decision_action
        if planned and planned.done_at:
            planned = None
        self.fields["decision_owner"].initial = planned and planned.owner_id
        self.fields["decision_due"].initial = planned.due_on if planned else timezone.localdate() + TWO_WEEKS
        self.initial["talked_on"] = talk.talked_on or timezone.localdate()
        for number in range(1, STEPS + 1):
            self._add_row(number, people)
        if internal is None:
            del self.fields["internal"]
        else:
            self.fields["internal"].initial = internal
        self.helper = form_helper()
        self.helper.layout = self._layout()

    def _add_row(self, number: int, people) -> None:
        self.fields[f"step{number}_text"] = forms.CharField(
            label=_("What is to be done?"), required=False, max_length=200
        )
        self.fields[f"step{number}_owner"] = forms.ModelChoiceField(
            label=_("Who?"), queryset=people, required=False, empty_label=_("Nobody yet")
        )
        self.fields[f"step{number}_due"] = day_field(_("By when?"))
        self.fields[f"step{number}_key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def _layout(self) -> Layout:
        parts = [
            "version", "talked_on", "present", "keep", "change", "stop",
            Fieldset(
                _("Decision"), "decision_key", Field("decision"), "decision_why",
                Row("decision_owner", "decision_due", css_class="form-pair"),
            ),
            Fieldset(_("Who does what?"), *[self._row_layout(n) for n in range(1, STEPS + 1)]),
            Fieldset(_("What did you learn?"), "lesson"),
        ]  # fmt: skip
        if "internal" in self.fields:
            parts.append(Fieldset(_("Not for the other side"), "internal"))
        return Layout(*parts)

    def _row_layout(self, n: int) -> Div:
        return Div(
            f"step{n}_key", f"step{n}_text", Row(f"step{n}_owner", f"step{n}_due", css_class="form-pair"),
            css_class="set-row",
        )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        if data.get("talked_on") and data["talked_on"] > timezone.localdate():
            self.add_error("talked_on", _("The day has not come yet. Write the minutes when you have talked."))
        for number in range(1, STEPS + 1):
            due = f"step{number}_due"
            if data.get(f"step{number}_text") and not data.get(due) and due not in self.errors:
                self.add_error(due, _("Write by when it is to be done."))
        return data

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def stored_values(self, current) -> dict:
        return {name: getattr(current, name) for name in self._meta.fields}

    @property
    def own_words(self) -> str | None:
        """Our own experience; None for who may not write it."""
        return self.cleaned_data.get("internal")

    def decided(self) -> Step | None:
        """What is to be done because of the decision."""
        data = self.cleaned_data
        if not (data["decision"] and data["decision_due"]):
            return None
        return decision_step(
            data["decision"], due_on=data["decision_due"], owner=data["decision_owner"], form_key=data["decision_key"]
        )

    def steps(self) -> list[Step]:
        """What else is to be done: the rows that were written."""
        data = self.cleaned_data
        return [
            Step(data[f"step{n}_text"], data[f"step{n}_due"], data[f"step{n}_owner"], data[f"step{n}_key"])
            for n in range(1, STEPS + 1)
            if data[f"step{n}_text"]
        ]
