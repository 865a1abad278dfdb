"""A short talk about how it goes, around the five points of the follow-up."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.choices import CheckInState, Focus
from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import valid_choice, within_calendar


class CheckIn(models.Model):
    """One talk. What is written here both sides may read; our own remarks are internal notes."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="check_ins")
    date = models.DateField(_("date"))
    our_person = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who from us")
    )
    their_person = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("who from the other side"),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["-date", "-pk"]
        constraints = [within_calendar("date")]
        indexes = [models.Index(fields=["collaboration", "-date"], name="followup_checkin_date")]

    def __str__(self) -> str:
        return f"{self.date}"

    def get_absolute_url(self) -> str:
        return reverse("followup:checkin_detail", args=[self.collaboration_id, self.pk])


class CheckInPoint(models.Model):
    """What each side said about one of the points."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="points")
    focus = models.CharField(_("about what"), max_length=14, choices=Focus)
    state = models.CharField(_("how is it"), max_length=8, choices=CheckInState, blank=True)
    theirs = models.TextField(_("the other side says"), blank=True)
    ours = models.TextField(_("we say"), blank=True)

    class Meta:
        verbose_name = _("point of a check-in")
        verbose_name_plural = _("points of a check-in")
        ordering = ["pk"]
        constraints = [
            valid_choice("focus", Focus),
            valid_choice("state", CheckInState, blank=True),
            models.UniqueConstraint(fields=["check_in", "focus"], name="followup_checkinpoint_once_per_focus"),
        ]

    def __str__(self) -> str:
        return str(self.get_focus_display())

    @property
    def level(self) -> str:
        """The colour of the badge: good, care or stop."""
        return {CheckInState.GOOD: "good", CheckInState.WATCH: "care"}.get(CheckInState(self.state), "stop")
