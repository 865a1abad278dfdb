from django.contrib import admin

from agreements.models import AgreementVersion


@admin.register(AgreementVersion)
class AgreementVersionAdmin(admin.ModelAdmin):
    """To look something up; a version never changes."""

    list_display = ("number", "title", "status", "sent_at", "sent_by")
    list_filter = ("status",)
    list_select_related = ("agreement__collaboration", "sent_by")
    search_fields = ("agreement__collaboration__title", "content_hash")
    fields = ("agreement", "number", "status", "sent_at", "sent_by", "content_hash", "content")
    readonly_fields = fields

    @admin.display(ordering="agreement__collaboration__title")
    def title(self, version: AgreementVersion) -> str:
        return version.agreement.collaboration.title

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
