"""Sessions with pupils, and how the goals are coming along."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.choices import GoalStatus, SessionStatus, Venue
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import not_negative, valid_choice, within_calendar


class OfCollaborationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfCollaborationQuerySet":
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user))


class Session(models.Model):
    """A class and us, once. ``hours`` are teaching hours; pupils and adults are raw counts, never names."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="sessions")
    date = models.DateField(_("date"))
    starts_time = models.TimeField(_("from"), null=True, blank=True)
    ends_time = models.TimeField(_("to"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=160, blank=True)
    class_name = models.CharField(_("class"), max_length=60, blank=True)
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    adults = models.PositiveIntegerField(_("adults"), null=True, blank=True)
    venue = models.CharField(_("where"), max_length=16, choices=Venue, default=Venue.AT_INSTITUTION)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2, null=True, blank=True)
    taught_by = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who taught")
    )
    note = models.TextField(_("short note"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=SessionStatus, default=SessionStatus.PLANNED)
    cancel_reason = models.CharField(_("why cancelled"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(auto_now=True)
    recorded_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    # One form shown once makes one row, however often it is sent.
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-date", "-pk"]
        constraints = [
            valid_choice("venue", Venue),
            valid_choice("status", SessionStatus),
            within_calendar("date"),
            *not_negative("hours"),
            models.CheckConstraint(
                condition=~models.Q(status="held") | models.Q(pupils__isnull=False, hours__isnull=False),
                name="followup_session_held_has_figures",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_time__isnull=True)
                | models.Q(starts_time__isnull=True)
                | models.Q(ends_time__gt=models.F("starts_time")),
                name="followup_session_starts_before_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["collaboration", "date"], name="followup_session_date"),
            models.Index(
                fields=["date", "starts_time", "id"], name="followup_session_planned",
                condition=models.Q(status=SessionStatus.PLANNED),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.date} {self.class_name}"

    def get_absolute_url(self) -> str:
        return reverse("followup:session_edit", args=[self.collaboration_id, self.pk])

    @property
    def name(self) -> str:
        """What to call it: its title, else its class."""
        return self.title or self.class_name

    @property
    def is_planned(self) -> bool:
        return self.status == SessionStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status == SessionStatus.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED


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
