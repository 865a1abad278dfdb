"""What the collaboration has cost so far."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import within_calendar


class Spending(models.Model):
    """Some kroner somebody has paid. ``what`` and ``payer`` are the words of the agreement's line, if there is one."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="spendings")
    date = models.DateField(_("date"))
    what = models.CharField(_("on what"), max_length=200)
    payer = models.CharField(_("who paid"), max_length=200)
    amount = models.PositiveIntegerField(_("kroner"))
    note = models.CharField(_("note"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("spending")
        verbose_name_plural = _("spendings")
        ordering = ["-date", "-pk"]
        constraints = [
            within_calendar("date"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="followup_spending_some_money"),
        ]
        indexes = [models.Index(fields=["collaboration", "-date"], name="followup_spending_date")]

    def __str__(self) -> str:
        return f"{self.what}: {self.amount}"
