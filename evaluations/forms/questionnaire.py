"""The questionnaire as a form: one field per question, in the order asked."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluations.choices import SCALE_ANSWERS, Audience, Scale
from evaluations.models import Question, Questionnaire

MAX_WORDS = 2000


class QuestionnaireForm(forms.Form):
    """``answers()`` gives {question id: value or text}. Everything but the most important may be left empty."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, questionnaire: Questionnaire, **kwargs):
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        self.fields["form_key"].initial = uuid.uuid4
        self.questions = list(questionnaire.questions.all())
        for question in self.questions:
            self.fields[name_of(question)] = _field(question)

    @property
    def is_for_the_young(self) -> bool:
        return self.questionnaire.audience == Audience.PUPILS_YOUNG

    def rows(self) -> list[dict]:
        """The questions with their bound fields, as the template shows them."""
        return [
            {"question": q, "field": self[name_of(q)], "number": number, "is_text": q.scale == Scale.TEXT}
            for number, q in enumerate(self.questions, start=1)
        ]

    def answers(self) -> dict[int, int | str]:
        found: dict[int, int | str] = {}
        for question in self.questions:
            value = self.cleaned_data.get(name_of(question))
            if value not in (None, ""):
                found[question.pk] = value.strip() if question.scale == Scale.TEXT else int(value)
        return found

    def clean(self):
        data = super().clean()
        if not self.errors and not self.answers():
            raise forms.ValidationError(_("Answer at least one question before you send."))
        return data


def name_of(question: Question) -> str:
    """Return the field's name."""
    return f"q{question.pk}"


def _field(question: Question) -> forms.Field:
    if question.scale == Scale.TEXT:
        return forms.CharField(
            label=question.text,
            required=question.is_required,
            max_length=MAX_WORDS,
            strip=True,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": _("That is a little too long. Write at most %(limit_value)d characters.")},
        )
    return forms.ChoiceField(
        label=question.text,
        required=question.is_required,
        widget=forms.RadioSelect,
        choices=[(str(value), label) for value, label in SCALE_ANSWERS[question.scale]],
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose one of the answers.")},
    )
