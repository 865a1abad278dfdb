"""Regions, municipalities, school types, schools, institutions."""

from django.contrib import admin
from django.db import models
from django.db.models import Q

from samarbejde.lib.folding import fold
from samarbejde.models import (
    Institution,
    Municipality,
    MunicipalityAlias,
    Region,
    School,
    SchoolFormerName,
    SchoolType,
)  # fmt: skip


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ["name", "code", "valid_from", "valid_to"]
    search_fields = ["name", "code"]


class AliasInline(admin.TabularInline):
    model = MunicipalityAlias
    fields = ["alias"]
    extra = 1


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ["name", "code", "region", "valid_from", "valid_to"]
    list_select_related = ["region"]
    list_filter = ["region"]
    search_fields = ["name", "code", "aliases__alias"]
    inlines = [AliasInline]


@admin.register(SchoolType)
class SchoolTypeAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "is_school"]
    list_filter = ["is_school"]
    search_fields = ["name", "code"]


class FormerNameInline(admin.TabularInline):
    model = SchoolFormerName
    extra = 0


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    """The register is changed by import or on the school's own page; here one looks, and mends what neither can."""

    list_display = ["name", "number", "type", "municipality", "closed_on"]
    list_select_related = ["type", "municipality"]
    list_filter = [("closed_on", admin.EmptyFieldListFilter), "unit_kind"]
    search_fields = ["number", "name"]
    autocomplete_fields = ["parent", "type", "municipality"]
    inlines = [FormerNameInline]
    show_full_result_count = False
    list_per_page = 50

    def get_search_results(self, request, queryset, search_term):
        """Search the prepared, indexed column: ”Aarhus” finds ”Århus”."""
        words = fold(search_term).split()
        condition = Q()
        for word in words:
            condition &= Q(search_text__contains=word)
        return queryset.filter(condition), False

    def has_delete_permission(self, request, obj=None) -> bool:
        """A school is closed, never deleted."""
        return False


@admin.register(Institution)
class InstitutionAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "municipality", "network"]
    list_select_related = ["municipality", "network"]
    list_filter = ["kind", "network"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["municipality", "network"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
