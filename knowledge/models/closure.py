"""How a collaboration ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.choices import EndReason
from knowledge.querysets import OfCollaborationQuerySet
from samarbejde.lib.constraints import valid_choice, within_calendar


class Closure(models.Model):
    """The ending: when, how and why. Also for a collaboration that stops early."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="closure")
    ended_on = models.DateField(_("ended"))
    reason = models.CharField(_("how"), max_length=14, choices=EndReason)
    explanation = models.TextField(_("why, and what would you say to the next"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["-ended_on", "-pk"]
        constraints = [valid_choice("reason", EndReason), within_calendar("ended_on")]

    def __str__(self) -> str:
        return str(self.collaboration)
