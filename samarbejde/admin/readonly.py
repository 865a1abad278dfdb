"""Admin pages one may look at and not change."""

from django.contrib import admin


class ReadOnlyMixin:
    """What actions write is never edited by hand: it would lose its event."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """A page of its own."""
