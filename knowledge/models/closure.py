"""How a collaboration ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.choices import Addresses, EndReason, GoesOn, Keepsakes
from knowledge.querysets import OfCollaborationQuerySet
from samarbejde.lib.constraints import at_and_by_together, valid_choice, within_calendar


class Closure(models.Model):
    """The ending: when, how and why. Also for a collaboration that stops early."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="closure")
    ended_on = models.DateField(_("ended"))
    reason = models.CharField(_("how"), max_length=14, choices=EndReason)
    explanation = models.TextField(_("why, and what would you say to the next"), blank=True)
    goes_on = models.CharField(_("going on"), max_length=8, choices=GoesOn, blank=True, db_default="")
    keepsakes = models.CharField(
        _("pictures, film and pupils' work"), max_length=10, choices=Keepsakes, blank=True, db_default=""
    )
    addresses = models.CharField(_("names and addresses"), max_length=8, choices=Addresses, blank=True, db_default="")
    tidy_by = models.DateField(_("to be tidied by"), null=True, blank=True)
    tidied_at = models.DateTimeField(null=True, editable=False)
    tidied_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["-ended_on", "-pk"]
        constraints = [
            valid_choice("reason", EndReason),
            valid_choice("goes_on", GoesOn, blank=True),
            valid_choice("keepsakes", Keepsakes, blank=True),
            valid_choice("addresses", Addresses, blank=True),
            within_calendar("ended_on", "tidy_by"),
            at_and_by_together("tidied"),
        ]

    def __str__(self) -> str:
        return str(self.collaboration)

    @property
    def must_be_tidied(self) -> bool:
        """Return whether something was to be deleted or handed over, and nobody has said that it is done."""
        return self.tidy_by is not None and self.tidied_at is None
