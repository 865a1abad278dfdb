"""Internal notes: a table of their own, with a permission of its own, never in anything another party can open."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbejde.querysets.notes import InternalNoteQuerySet


class InternalNote(models.Model):
    """For the institution's own staff only. Not searched, not exported, not in any report to others."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="internal_notes")
    text = models.TextField(_("internal note"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = InternalNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
