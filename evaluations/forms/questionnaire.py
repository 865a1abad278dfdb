"""The questionnaire as a form: one field per question, in the order asked."""

import uuid

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evaluations.choices import SCALE_ANSWERS, Audience, Scale
from evaluations.models import Question, Questionnaire
from evaluations.models.response import LARGEST_CLASS

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


class HandsForm(forms.Form):
    """A class answers together: how many are there, and how many put their hands up for each answer."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, questionnaire: Questionnaire, **kwargs):
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        self.fields["form_key"].initial = uuid.uuid4
        self.fields["size"] = _hands(_("How many pupils are you?"), required=True, least=1)
        self.questions = [q for q in questionnaire.questions.all() if q.scale != Scale.TEXT]
        for question in self.questions:
            for value, label in SCALE_ANSWERS[question.scale]:
                self.fields[f"{name_of(question)}_{value}"] = _hands(label)

    def rows(self) -> list[dict]:
        """The questions, each with one field per answer."""
        return [
            {"question": q, "label": q.text_in(get_language()), "number": number, "fields": self._fields_of(q)}
            for number, q in enumerate(self.questions, start=1)
        ]

    def _fields_of(self, question: Question) -> list:
        return [(value, self[f"{name_of(question)}_{value}"]) for value, _label in SCALE_ANSWERS[question.scale]]

    def hands(self) -> dict[tuple[int, int], int]:
        """Return {(question id, value): how many}."""
        return {
            (q.pk, value): self.cleaned_data.get(f"{name_of(q)}_{value}") or 0
            for q in self.questions
            for value, _label in SCALE_ANSWERS[q.scale]
        }

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        hands, size = self.hands(), data["size"]
        for question in self.questions:
            values = [value for value, _label in SCALE_ANSWERS[question.scale]]
            if sum(hands[question.pk, value] for value in values) > size:
                self.add_error(
                    f"{name_of(question)}_{values[0]}",
                    _("There are more hands than pupils here. You are %(size)d.") % {"size": size},
                )
        if not self.errors and not any(hands.values()):
            raise forms.ValidationError(_("Write how many put their hands up, for at least one question."))
        return data


def _hands(label, *, required: bool = False, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=LARGEST_CLASS,
        widget=forms.NumberInput(attrs={"class": "form-control w-short", "inputmode": "numeric"}),
        error_messages={"required": _("Write a number."), "invalid": _("Write a whole number.")},
    )


def name_of(question: Question) -> str:
    """Return the field's name."""
    return f"q{question.pk}"


def _field(question: Question) -> forms.Field:
    if question.scale == Scale.TEXT:
        return forms.CharField(
            label=question.text_in(get_language()),
            required=question.is_required,
            max_length=MAX_WORDS,
            strip=True,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": _("That is a little too long. Write at most %(limit_value)d characters.")},
        )
    return forms.ChoiceField(
        label=question.text_in(get_language()),
        required=question.is_required,
        widget=forms.RadioSelect,
        choices=[(str(value), label) for value, label in SCALE_ANSWERS[question.scale]],
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose one of the answers.")},
    )
