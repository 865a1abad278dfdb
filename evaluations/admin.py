"""The ready question sets. Evaluations that were made keep the questions they were made with."""

from django.contrib import admin

from evaluations.models import QuestionSet, SetQuestion


class SetQuestionInline(admin.TabularInline):
    model = SetQuestion
    extra = 1


@admin.register(QuestionSet)
class QuestionSetAdmin(admin.ModelAdmin):
    list_display = ["name", "audience", "size", "institution"]
    list_select_related = ["institution"]
    list_filter = ["audience", "size"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["institution"]
    inlines = [SetQuestionInline]
