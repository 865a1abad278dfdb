"""Subjects, grades and forms of collaboration. Dated: law changes them."""

from django.contrib import admin

from samarbejde.models import Format, Grade, Subject


@admin.register(Grade)
class GradeAdmin(admin.ModelAdmin):
    list_display = ["name", "code", "phase", "order", "valid_from", "valid_to"]
    list_filter = ["phase"]
    search_fields = ["name", "code"]


@admin.register(Subject)
class SubjectAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "first_grade", "last_grade", "valid_from", "valid_to"]
    list_select_related = ["first_grade", "last_grade"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]


@admin.register(Format)
class FormatAdmin(admin.ModelAdmin):
    list_display = ["name", "group", "institution", "order", "retired_on"]
    list_select_related = ["institution"]
    list_filter = ["group"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["institution"]
