"""A lesson in one line, with more if there is more."""

from copy import copy

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import Lesson
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin


class LessonForm(forms.ModelForm):
    class Meta:
        model = Lesson
        fields = ("headline", "applies_when", "to_do", "text")
        labels = {
            "headline": _("What have you learnt, in one sentence?"),
            "applies_when": _("When does it apply?"),
            "to_do": _("What should one do?"),
            "text": _("Tell a little more"),
        }
        help_texts = {
            "headline": _("Write it to a colleague who begins on something like it."),
            "applies_when": _("For example “when a class comes by bus” or “with the youngest”."),
            "text": _("What happened, and what would you do again? Do not write pupils' names."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class LessonCreateForm(ActionFormMixin, LessonForm):
    """A new one."""


class LessonEditForm(VersionedFormMixin, LessonForm):
    def __init__(self, *args, lesson: Lesson, **kwargs):
        super().__init__(*args, instance=copy(lesson), version=lesson.version, **kwargs)
