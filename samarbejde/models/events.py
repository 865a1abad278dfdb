"""What happened: the audit and the timeline in one table, written by actions in the same transaction."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbejde.lib.constraints import valid_choice
from samarbejde.phases import Phase


class Event(models.Model):
    """One thing somebody (or the program) did. ``data`` holds what its sentence needs and changed fields."""

    at = models.DateTimeField(_("when"), default=timezone.now)  # noqa: the moment itself, not a stem_at of a pair
    verb = models.SlugField(_("what"), max_length=60)
    actor = models.ForeignKey("samarbejde.User", models.SET_NULL, null=True, blank=True, related_name="+")
    actor_name = models.CharField(_("who"), max_length=160, blank=True)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, blank=True)
    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="+")
    collaboration = models.ForeignKey(
        "samarbejde.Collaboration", models.CASCADE, null=True, blank=True, related_name="events"
    )
    school = models.ForeignKey("samarbejde.School", models.CASCADE, null=True, blank=True, related_name="events")
    person = models.ForeignKey("samarbejde.Person", models.SET_NULL, null=True, blank=True, related_name="events")
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]
        constraints = [valid_choice("phase", Phase, blank=True)]
        indexes = [
            models.Index(fields=["collaboration", "-at", "-id"], name="samarbejde_event_collaboration"),
            models.Index(fields=["institution", "-at", "-id"], name="samarbejde_event_institution"),
            models.Index(fields=["school", "-at", "-id"], name="samarbejde_event_school"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.verb}"
