"""Our own people in the work: what they can, when they are here, when they are away; and what a stand-in must know."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.models.base import OfCollaborationQuerySet
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import not_negative, starts_before_ends, within_calendar


class OfPersonQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfPersonQuerySet":
        if sees_everything(user):
            return self
        return self.filter(person__institution__in=institution_ids(user, "view_people"))


class StaffProfile(models.Model):
    """What one of us can do and how much time is set aside. Words with commas between; nothing about health."""

    person = models.OneToOneField("samarbejde.Person", models.CASCADE, related_name="staff_profile")
    competences = models.CharField(_("can do"), max_length=300, blank=True)
    availability = models.CharField(_("is usually here"), max_length=200, blank=True)
    available_until = models.DateField(_("is with us until"), null=True, blank=True)
    weekly_hours = models.DecimalField(
        _("hours a week for collaborations"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff profile")
        verbose_name_plural = _("staff profiles")
        ordering = ["pk"]
        constraints = [within_calendar("available_until"), *not_negative("weekly_hours")]

    def __str__(self) -> str:
        return str(self.person)


class Absence(models.Model):
    """Somebody is away, from and to; never why. Without an end nobody knows yet."""

    person = models.ForeignKey("samarbejde.Person", models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("away from"))
    ends_on = models.DateField(_("last day away"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on", "pk"]
        constraints = [
            within_calendar("starts_on", "ends_on"),
            starts_before_ends("starts_on", "ends_on"),
            models.UniqueConstraint(fields=["person", "starts_on"], name="followup_absence_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_on}"

    def covers(self, day) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Briefing(models.Model):
    """What somebody who stands in or takes over must know and be able to do. Never for the other side."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="briefing")
    text = models.TextField(_("what a stand-in must know"), blank=True)
    # For the one who takes over, never for the other side: what they like, and what to leave alone.
    together = models.TextField(_("how we are together"), blank=True, default="", db_default="")
    needs = models.CharField(_("what one must be able to do"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.collaboration)
