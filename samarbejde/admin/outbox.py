"""The outbox: see, hold, let go, cancel. Mails are written by the program, never here."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samarbejde.actions.outbox import cancel_message, hold_message, release_message
from samarbejde.admin.readonly import ReadOnlyAdmin, ReadOnlyMixin
from samarbejde.models import OutboxAttachment, OutboxMessage


class OutboxAttachmentInline(ReadOnlyMixin, admin.TabularInline):
    model = OutboxAttachment
    fields = ["name", "content_type"]
    extra = 0

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).defer("content")


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    list_display = ["subject", "to_email", "status", "attempts", "due", "sent_on"]
    list_filter = ["status", "kind"]
    search_fields = ["to_email", "subject"]
    date_hierarchy = "created_at"
    # A mail's text can hold a personal link: it is read by its receiver, not by an admin.
    exclude = ["body"]
    show_full_result_count = False
    inlines = [OutboxAttachmentInline]
    actions = ["hold", "release", "cancel"]

    def has_change_permission(self, request, obj=None) -> bool:
        """The list's actions need the right to change; a single mail cannot be edited."""
        return obj is None and request.user.is_superuser

    @admin.action(description=gettext_lazy("Hold back"))
    def hold(self, request, queryset) -> None:
        self._each(request, queryset, hold_message)

    @admin.action(description=gettext_lazy("Let go"))
    def release(self, request, queryset) -> None:
        self._each(request, queryset, release_message)

    @admin.action(description=gettext_lazy("Cancel the mail"))
    def cancel(self, request, queryset) -> None:
        self._each(request, queryset, cancel_message)

    def _each(self, request, queryset, action) -> None:
        for message in queryset:
            action(message=message, by=request.user)
        messages.success(request, _("Done."))
