"""The agreement's days and money: milestones, and who pays what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.choices import EconomyKind
from samarbejde.lib.constraints import valid_choice, within_calendar


class MilestoneManager(models.Manager):
    """The milestones that still stand."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(is_dropped=False)


class Milestone(models.Model):
    """Something that is to be done by a day. Taken out, it is dropped, never deleted: the follow-up may point at it."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=160)
    due_on = models.DateField(_("by"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_dropped = models.BooleanField(_("taken out"), default=False, db_default=False, editable=False)

    objects = MilestoneManager()
    with_dropped = models.Manager()  # noqa: DJ012 - a manager, not a field

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["order", "pk"]
        constraints = [within_calendar("due_on")]
        indexes = [models.Index(fields=["due_on", "id"], name="agreements_milestone_due")]

    def __str__(self) -> str:
        return self.title


class EconomyLine(models.Model):
    """One cost in whole kroner, and who pays. Without a party it is paid by a grant, or by somebody else."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="economy_lines")
    kind = models.CharField(_("what"), max_length=10, choices=EconomyKind, default=EconomyKind.OTHER)
    text = models.CharField(_("in words"), max_length=200, blank=True)
    amount = models.PositiveIntegerField(_("kroner"))
    paid_by = models.ForeignKey(
        "samarbejde.Party", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("who pays")
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("economy line")
        verbose_name_plural = _("economy lines")
        ordering = ["order", "pk"]
        constraints = [valid_choice("kind", EconomyKind)]

    def __str__(self) -> str:
        return f"{self.text or self.get_kind_display()}: {self.amount}"
