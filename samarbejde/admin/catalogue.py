"""Subjects, grades, forms of collaboration and school holidays. Dated: law changes them."""

from django.contrib import admin

from samarbejde.models import Format, Grade, SchoolHoliday, Subject


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


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(admin.ModelAdmin):
    """Write a municipality's own beside the usual ones: it takes their place there."""

    list_display = ["name", "municipality", "first_day", "last_day", "source"]
    list_select_related = ["municipality"]
    list_filter = ["kind"]
    date_hierarchy = "first_day"
    search_fields = ["name", "municipality__name"]
    autocomplete_fields = ["municipality"]
    fields = ["kind", "name", "municipality", ("first_day", "last_day"), "source"]
