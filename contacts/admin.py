"""Imports of the register, read-only: they are made, saved and discarded on their own pages."""

from django.contrib import admin

from contacts.models import RegisterImport
from samarbejde.admin.readonly import ReadOnlyAdmin


@admin.register(RegisterImport)
class RegisterImportAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "layout", "row_count", "status", "created_at", "created_by", "applied_at"]
    list_select_related = ["created_by"]
    list_filter = ["status", "layout"]
    search_fields = ["file_name"]
