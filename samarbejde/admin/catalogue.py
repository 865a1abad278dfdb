"""Subjects, grades, forms of collaboration and school holidays. Dated: law changes them."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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


class SchoolHolidayForm(forms.ModelForm):
    def clean(self) -> dict:
        data = super().clean()
        if data.get("first_day") and data.get("last_day") and data["last_day"] < data["first_day"]:
            self.add_error("last_day", _("The last day is before the first."))
        return data


@admin.register(SchoolHoliday)
class SchoolHolidayAdmin(admin.ModelAdmin):
    """Write a municipality's own beside the usual ones: it takes their place there."""

    form = SchoolHolidayForm
    list_display = ["name", "municipality", "first_day", "last_day", "source"]
    list_select_related = ["municipality"]
    list_filter = ["kind"]
    date_hierarchy = "first_day"
    search_fields = ["name", "municipality__name"]
    autocomplete_fields = ["municipality"]
    fields = ["kind", "name", "municipality", ("first_day", "last_day"), "source"]
