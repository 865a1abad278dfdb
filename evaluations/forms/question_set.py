"""A question set as a form: its name, and one row per question."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from evaluations.models import QuestionSet, SetQuestion
from samarbejde.forms.versioned import VersionedFormMixin

FREE_ROWS = 3
MOST_QUESTIONS = 40


class QuestionSetForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = QuestionSet
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class SetQuestionForm(forms.ModelForm):
    """One question in Danish and English. A row whose Danish text is emptied leaves the set."""

    english = forms.CharField(label=_("In English"), max_length=300, required=False)

    class Meta:
        model = SetQuestion
        fields = ["text", "english", "theme", "scale", "is_required", "order"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["english"].initial = self.instance.translations.get("en", "")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self):
        data = super().clean()
        self.instance.translations = self.instance.translations | {"en": data.get("english", "")}
        return data


class SetRowForm(SetQuestionForm):
    """A row of the page: everything but the text has a value beforehand, and the text may be emptied."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["order"].required = False
        self.fields["order"].widget.attrs["class"] = "w-short"

    def clean_order(self) -> int:
        return self.cleaned_data["order"] or 0


SetRows = forms.formset_factory(SetRowForm, extra=0, absolute_max=MOST_QUESTIONS, max_num=MOST_QUESTIONS)


class QuestionRows(SetRows):  # type: ignore[valid-type, misc]
    """The rows of one set, with a few free ones at the end."""

    def __init__(self, *args, question_set: QuestionSet, **kwargs):
        self.stored = list(question_set.questions.all())
        self.free = [SetQuestion(order=len(self.stored) + n, theme="quality", scale=_usual_scale(self.stored))
                     for n in range(FREE_ROWS)]  # fmt: skip
        super().__init__(*args, initial=[{} for _row in (*self.stored, *self.free)], prefix="q", **kwargs)

    def get_form_kwargs(self, index):
        rows = [*self.stored, *self.free]
        instance = rows[index] if index is not None and index < len(rows) else SetQuestion()
        return super().get_form_kwargs(index) | {"instance": instance}

    def questions(self) -> list[SetQuestion]:
        """Return the questions in the order asked for."""
        kept = [form.instance for form in self.forms if form.cleaned_data.get("text")]
        return sorted(kept, key=lambda question: question.order)

    def clean(self):
        if not any(form.cleaned_data.get("text") for form in self.forms if hasattr(form, "cleaned_data")):
            raise forms.ValidationError(_("A set needs at least one question."))


def _usual_scale(questions: list[SetQuestion]) -> str:
    return questions[0].scale if questions else "degree"
