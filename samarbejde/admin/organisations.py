"""Regions, municipalities, school types, schools, institutions."""

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from samarbejde.lib.folding import fold
from samarbejde.lib.logos import check_logo
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


class InstitutionForm(forms.ModelForm):
    """A logo is a picture we can draw; see `samarbejde.lib.logos`."""

    without_logo = forms.BooleanField(label=_("Take the logo off"), required=False)

    class Meta:  # the model and the other fields come from the administration
        widgets = {"logo": forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"})}
        help_texts = {"logo": _("Stands on agreements and on the pages your schools open. png or jpg, at most 300 KB.")}

    def clean_logo(self):
        upload = self.cleaned_data["logo"]
        if isinstance(upload, UploadedFile):
            check_logo(upload, upload.size)
        return upload

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("without_logo") and "logo" not in self.changed_data:
            cleaned["logo"] = False
        return cleaned


@admin.register(Institution)
class InstitutionAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "municipality", "network"]
    list_select_related = ["municipality", "network"]
    list_filter = ["kind", "network"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["municipality", "network"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    form = InstitutionForm
    readonly_fields = ["logo_shown"]

    @admin.display(description=_("the logo as it is"))
    def logo_shown(self, institution: Institution) -> str:
        if not institution.logo:
            return "–"
        return format_html('<img src="{}" alt="{}" height="48">', institution.logo_url, institution.name)
