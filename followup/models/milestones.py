"""What should be reached by a day: as agreed, as it is now, and each time the day was moved."""

import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.choices import MilestoneStatus
from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import valid_choice, within_calendar


class FollowedMilestoneQuerySet(OfCollaborationQuerySet):
    def open(self) -> "FollowedMilestoneQuerySet":
        return self.filter(status=MilestoneStatus.OPEN)


class FollowedMilestone(models.Model):
    """``planned_on`` is the day in the approved agreement, or the first one written down; ``due_on`` the day now."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="milestones")
    # Which line of the approved agreement it follows; empty when the parties wrote it down along the way.
    key = models.CharField(max_length=64, blank=True, editable=False)
    text = models.CharField(_("what"), max_length=200)
    planned_on = models.DateField(_("agreed day"))
    due_on = models.DateField(_("day"))
    status = models.CharField(_("status"), max_length=8, choices=MilestoneStatus, default=MilestoneStatus.OPEN)
    done_on = models.DateField(_("reached on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = FollowedMilestoneQuerySet.as_manager()

    class Meta:
        db_table = "followup_milestone"
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "pk"]
        constraints = [
            valid_choice("status", MilestoneStatus),
            within_calendar("planned_on", "due_on", "done_on"),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on__isnull=True)),
                name="followup_milestone_done_has_a_day",
            ),
            models.UniqueConstraint(
                fields=["collaboration", "key"], condition=~Q(key=""), name="followup_milestone_once_per_line"
            ),
        ]
        indexes = [
            models.Index(fields=["collaboration", "due_on"], name="followup_milestone_day"),
            models.Index(fields=["due_on"], name="followup_milestone_open", condition=Q(status="open")),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("followup:milestone_edit", args=[self.collaboration_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == MilestoneStatus.OPEN

    @property
    def is_done(self) -> bool:
        return self.status == MilestoneStatus.DONE

    @property
    def is_agreed(self) -> bool:
        return bool(self.key)

    @property
    def day(self) -> datetime.date:
        """The day it was reached, or else the day it is due."""
        return self.done_on or self.due_on

    @property
    def slip(self) -> int:
        """Days after the agreed day; negative when it comes, or came, before."""
        return (self.day - self.planned_on).days


class MilestoneMove(models.Model):
    """The day was moved, and why."""

    milestone = models.ForeignKey(FollowedMilestone, models.CASCADE, related_name="moves")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    why = models.CharField(_("why"), max_length=200)
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("move of a milestone")
        verbose_name_plural = _("moves of milestones")
        ordering = ["pk"]
        constraints = [
            within_calendar("from_on", "to_on"),
            models.CheckConstraint(condition=~Q(why=""), name="followup_milestonemove_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} → {self.to_on}"
