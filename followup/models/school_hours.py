"""The hours that the other side says it has used. Its own figures: they are never added to ours."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import within_calendar


class SchoolHoursQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SchoolHoursQuerySet":
        if sees_everything(user):
            return self
        return self.filter(party__collaboration__institution__in=institution_ids(user))


class SchoolHours(models.Model):
    """Written behind a personal link; the link knows whose it is."""

    party = models.ForeignKey("samarbejde.Party", models.CASCADE, related_name="school_hours")
    link = models.ForeignKey("samarbejde.Link", models.PROTECT, related_name="school_hours")
    date = models.DateField(_("date"))
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2)
    what = models.CharField(_("on what"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = SchoolHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("the school's hours")
        verbose_name_plural = _("the school's hours")
        ordering = ["-date", "-pk"]
        constraints = [
            within_calendar("date"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="followup_schoolhours_some_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.hours}"
