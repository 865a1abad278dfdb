"""The advice beside the work. What is changed here is never overwritten by the reference data."""

from django.contrib import admin

from samarbejde.actions.advice import save_advice
from samarbejde.models import Advice


@admin.register(Advice)
class AdviceAdmin(admin.ModelAdmin):
    list_display = ["text", "phase", "situation", "guide", "order", "is_active", "is_edited"]
    list_filter = ["phase", "situation", "is_active", "is_edited"]
    search_fields = ["text", "code"]
    prepopulated_fields = {"code": ["text"]}

    def save_model(self, request, obj, form, change) -> None:
        save_advice(advice=obj, by=request.user)

    def has_delete_permission(self, request, obj=None) -> bool:
        """A piece from the file would come back: it is hidden instead."""
        return False
