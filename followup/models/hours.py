"""Hours beside the sessions: preparation, meetings, driving."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import within_calendar


class HoursEntry(models.Model):
    """Some hours one of us has used on a collaboration. The sessions' own hours are not written here again."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="hours_entries")
    date = models.DateField(_("date"))
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    what = models.CharField(_("on what"), max_length=120, blank=True)
    person = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("hours")
        verbose_name_plural = _("hours")
        ordering = ["-date", "-pk"]
        constraints = [
            within_calendar("date"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="followup_hoursentry_some_hours"),
        ]
        indexes = [models.Index(fields=["collaboration", "-date"], name="followup_hours_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.hours}"
