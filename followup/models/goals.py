"""How the goals are coming along."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.choices import GoalStatus, SignSeen
from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import valid_choice


class GoalReview(models.Model):
    """How one goal stood on one day. Append-only."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="goal_reviews")
    goal = models.ForeignKey("agreements.Goal", models.CASCADE, related_name="reviews")
    status = models.CharField(_("how is it going"), max_length=12, choices=GoalStatus)
    evidence = models.TextField(_("what have you seen or heard"), blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal review")
        verbose_name_plural = _("goal reviews")
        ordering = ["-reviewed_at", "-pk"]
        constraints = [valid_choice("status", GoalStatus)]
        indexes = [models.Index(fields=["goal", "-reviewed_at"], name="followup_review_goal")]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.reviewed_at:%Y-%m-%d}"


class SignObservation(models.Model):
    """Whether one of the goal's signs was seen that day, with the words the sign had then. Append-only."""

    review = models.ForeignKey(GoalReview, models.CASCADE, related_name="signs")
    text = models.CharField(_("sign"), max_length=300)
    seen = models.CharField(_("was it seen"), max_length=10, choices=SignSeen)

    class Meta:
        verbose_name = _("sign looked for")
        verbose_name_plural = _("signs looked for")
        ordering = ["pk"]
        constraints = [valid_choice("seen", SignSeen)]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_seen_display()}"
