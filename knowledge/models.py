"""What is kept when a collaboration ends: how it ended, and what was learnt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.choices import EndReason
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import valid_choice, within_calendar


class OfCollaborationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OfCollaborationQuerySet":
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user))


class Closure(models.Model):
    """The ending: when, how and why. Also for a collaboration that stops early."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="closure")
    ended_on = models.DateField(_("ended"))
    reason = models.CharField(_("how"), max_length=14, choices=EndReason)
    explanation = models.TextField(_("why, and what would you say to the next"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["-ended_on", "-pk"]
        constraints = [valid_choice("reason", EndReason), within_calendar("ended_on")]

    def __str__(self) -> str:
        return str(self.collaboration)


class Lesson(models.Model):
    """Something learnt that others may read. Internal experiences stand in `InternalNote`, never here."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="lessons")
    headline = models.CharField(_("in one sentence"), max_length=200)
    text = models.TextField(_("what happened, and what we would do again"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["-written_at", "-id"], name="knowledge_lesson_newest")]

    def __str__(self) -> str:
        return self.headline
