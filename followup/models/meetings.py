"""Meetings between the parties, and what somebody promised to do."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.choices import SessionStatus
from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import at_and_by_together, valid_choice, within_calendar


class Meeting(models.Model):
    """What is written here can be read by both sides once the minutes are sent; our own remarks are internal notes."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="meetings")
    date = models.DateField(_("date"))
    starts_time = models.TimeField(_("from"), null=True, blank=True)
    ends_time = models.TimeField(_("to"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    decisions = models.TextField(_("what you decided"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=SessionStatus, default=SessionStatus.PLANNED)
    shared_at = models.DateTimeField(null=True, blank=True, editable=False)
    shared_by = models.ForeignKey(
        "samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    # When somebody was first invited, and who did it: calendars answer that one. ``sequence`` counts the changes since.
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    invited_by = models.ForeignKey(
        "samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    sequence = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-date", "-pk"]
        constraints = [
            valid_choice("status", SessionStatus),
            within_calendar("date"),
            at_and_by_together("shared"),
            at_and_by_together("invited"),
            models.CheckConstraint(
                condition=Q(ends_time__isnull=True)
                | Q(starts_time__isnull=True)
                | Q(ends_time__gt=models.F("starts_time")),
                name="followup_meeting_starts_before_ends",
            ),
        ]
        indexes = [models.Index(fields=["collaboration", "date"], name="followup_meeting_date")]

    def __str__(self) -> str:
        return f"{self.date}"

    def get_absolute_url(self) -> str:
        return reverse("followup:meeting_detail", args=[self.collaboration_id, self.pk])

    @property
    def is_planned(self) -> bool:
        return self.status == SessionStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status == SessionStatus.HELD

    @property
    def outbox_kind(self) -> str:
        return f"meeting-invitation-{self.pk}"


class ActionPoint(models.Model):
    """Something somebody does by a day; agreed at a meeting, or because the work had drifted."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="action_points")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="action_points", verbose_name=_("meeting")
    )
    check_in = models.ForeignKey(
        "followup.CheckIn", models.SET_NULL, null=True, blank=True, related_name="action_points",
        verbose_name=_("check-in"),
    )  # fmt: skip
    text = models.CharField(_("what"), max_length=200)
    owner = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    due_on = models.DateField(_("by"))
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        "samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due_on", "pk"]
        constraints = [within_calendar("due_on"), at_and_by_together("done")]
        indexes = [
            models.Index(
                fields=["collaboration", "due_on"], name="followup_action_open", condition=Q(done_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.text
