"""The audit, read-only."""

from django.contrib import admin

from samarbejde.admin.readonly import ReadOnlyAdmin
from samarbejde.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "verb", "actor_name", "collaboration", "institution"]
    list_select_related = ["collaboration", "institution"]
    list_filter = ["phase"]
    search_fields = ["verb", "actor_name"]
    # What was typed stays with the collaboration: the admin sees who did what and when.
    fields = ["at", "verb", "actor_name", "phase", "institution", "collaboration", "school"]
    show_full_result_count = False
    list_per_page = 50
