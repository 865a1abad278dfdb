"""A part of the record in somebody's own words. The compiled text stays the source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.choices import RecordKey
from knowledge.querysets import OfCollaborationQuerySet
from samarbejde.lib.constraints import valid_choice


class RecordPart(models.Model):
    """``source`` is the compiled text as it was when somebody wrote ``text`` instead: what is new since then shows."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="record_parts")
    key = models.CharField(_("heading"), max_length=12, choices=RecordKey)
    text = models.TextField(_("text"))
    source = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField(auto_now=True)
    edited_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the record")
        verbose_name_plural = _("parts of the record")
        ordering = ["pk"]
        constraints = [
            valid_choice("key", RecordKey),
            models.UniqueConstraint(fields=["collaboration", "key"], name="knowledge_recordpart_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} · {self.collaboration}"
