"""Sessions with pupils."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.choices import SessionStatus, Venue
from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import at_and_by_together, not_negative, valid_choice, within_calendar
from samarbejde.lib.danish import format_day
from samarbejde.lib.weeks import iso_week


class Session(models.Model):
    """A class and us, once. ``hours`` are teaching hours; pupils and adults are raw counts, never names."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="sessions")
    date = models.DateField(_("date"))
    # Until the day is agreed, ``date`` is the Friday: then the week is over, and somebody must say how it went.
    week_only = models.BooleanField(_("only the week is agreed"), default=False, db_default=False)
    starts_time = models.TimeField(_("from"), null=True, blank=True)
    ends_time = models.TimeField(_("to"), null=True, blank=True)
    title = models.CharField(_("what"), max_length=160, blank=True)
    class_name = models.CharField(_("class"), max_length=60, blank=True)
    class_group = models.ForeignKey(
        "followup.ClassGroup", models.SET_NULL, null=True, blank=True, related_name="sessions",
        verbose_name=_("class group"),
    )  # fmt: skip
    pupils = models.PositiveIntegerField(_("pupils"), null=True, blank=True)
    adults = models.PositiveIntegerField(_("adults"), null=True, blank=True)
    venue = models.CharField(_("where"), max_length=16, choices=Venue, default=Venue.AT_INSTITUTION)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2, null=True, blank=True)
    taught_by = models.ForeignKey(
        "samarbejde.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who taught")
    )
    format = models.ForeignKey(
        "samarbejde.Format", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("form")
    )
    note = models.TextField(_("short note"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=SessionStatus, default=SessionStatus.PLANNED)
    cancel_reason = models.CharField(_("why cancelled"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The raw count: whose it is, and when it was made. A corrected note or a new date leaves them alone.
    counted_at = models.DateTimeField(null=True, blank=True, editable=False)
    counted_by = models.ForeignKey(
        "samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
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
            at_and_by_together("counted"),
            models.CheckConstraint(
                condition=~models.Q(status="held") | models.Q(pupils__isnull=False, hours__isnull=False),
                name="followup_session_held_has_figures",
            ),
            models.CheckConstraint(
                condition=~models.Q(week_only=True, status="held"), name="followup_session_held_on_a_day"
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
    def when(self) -> str:
        """”tirsdag 13. oktober (uge 42)”, or ”i uge 42” while no day is agreed."""
        if self.week_only:
            return gettext("in week %(week)s") % {"week": iso_week(self.date)}
        return format_day(self.date)

    @property
    def is_planned(self) -> bool:
        return self.status == SessionStatus.PLANNED

    @property
    def is_held(self) -> bool:
        return self.status == SessionStatus.HELD

    @property
    def is_cancelled(self) -> bool:
        return self.status == SessionStatus.CANCELLED
