"""Whom do we ask by name?"""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.forms.collaborations import form_helper
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.models import Person


class _People(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person) -> str:
        return f"{person.name}, {person.email}"


class InvitationForm(ActionFormMixin, forms.Form):
    """One group of boxes per questionnaire for adults; all who were not asked before are proposed."""

    message = forms.CharField(
        label=_("A few words of your own"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They stand in the mail, above the link."),
    )  # fmt: skip

    def __init__(self, *args, questionnaires, people: dict[str, list[Person]], asked: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.questionnaires = []
        for questionnaire in questionnaires:
            new = [p for p in people.get(questionnaire.audience, []) if p.email.lower() not in asked]
            if new:
                self._add(questionnaire, [person.pk for person in new])
        self.order_fields([name for name in self.fields if name != "message"])
        self.helper = form_helper()
        self.helper.layout = Layout(*self.fields)

    def _add(self, questionnaire, keys: list[int]) -> None:
        name = f"people_{questionnaire.pk}"
        self.questionnaires.append(questionnaire)
        self.fields[name] = _People(
            Person.objects.filter(pk__in=keys).order_by("name_key", "pk"), initial=keys, required=False,
            label=questionnaire.get_audience_display(),
        )  # fmt: skip

    def chosen(self) -> dict[int, list[Person]]:
        """Return {questionnaire id: people}."""
        return {q.pk: list(self.cleaned_data[f"people_{q.pk}"]) for q in self.questionnaires}

    def clean(self) -> dict:
        data = super().clean()
        if self.questionnaires and not self.errors and not any(self.chosen().values()):
            raise forms.ValidationError(_("Choose at least one to write to."))
        return data
