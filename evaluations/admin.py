"""The ready question sets. Evaluations that were made keep the questions they were made with."""

from django.contrib import admin

from evaluations.forms.question_set import SetQuestionForm
from evaluations.models import QuestionSet, SetQuestion


class SetQuestionInline(admin.TabularInline):
    model = SetQuestion
    form = SetQuestionForm
    extra = 1


@admin.register(QuestionSet)
class QuestionSetAdmin(admin.ModelAdmin):
    list_display = ["name", "audience", "size", "institution"]
    list_select_related = ["institution"]
    list_filter = ["audience", "size"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["institution"]
    inlines = [SetQuestionInline]

    def save_model(self, request, obj, form, change) -> None:
        """Every save in the administration is a version of its own, so that one can see which one was asked."""
        obj.version += 1 if change else 0
        super().save_model(request, obj, form, change)
