"""What was learnt, and what becomes of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.querysets import OfCollaborationQuerySet
from samarbejde.lib.constraints import at_and_by_together, valid_choice
from samarbejde.phases import Phase


class LessonQuerySet(OfCollaborationQuerySet):
    def in_force(self) -> "LessonQuerySet":
        """Those nobody has put aside as outdated."""
        return self.filter(retired_at__isnull=True)


class Lesson(models.Model):
    """Something learnt that others may read. Internal experiences stand in `InternalNote`, never here."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="lessons")
    headline = models.CharField(_("in one sentence"), max_length=200)
    text = models.TextField(_("what happened, and what we would do again"), blank=True)
    applies_when = models.CharField(_("when it applies"), max_length=200, blank=True, db_default="")
    to_do = models.CharField(_("what to do"), max_length=300, blank=True, db_default="")
    phase = models.CharField(_("learnt in"), max_length=12, choices=Phase, blank=True, db_default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, related_name="+", editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, related_name="+", editable=False)
    retired_reason = models.CharField(
        _("why it no longer holds"), max_length=200, blank=True, db_default="", editable=False
    )

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["-written_at", "-pk"]
        constraints = [
            valid_choice("phase", Phase, blank=True),
            at_and_by_together("reviewed"),
            at_and_by_together("retired"),
        ]
        indexes = [models.Index(fields=["-written_at", "-id"], name="knowledge_lesson_newest")]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class LessonUse(models.Model):
    """Somebody used a lesson in a collaboration of theirs: what ”brugt af 4” counts."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="uses")
    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="lesson_uses")
    used_at = models.DateTimeField(auto_now_add=True)
    used_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a lesson")
        verbose_name_plural = _("uses of lessons")
        ordering = ["-used_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["lesson", "collaboration"], name="knowledge_lessonuse_once")]

    def __str__(self) -> str:
        return f"{self.lesson} · {self.collaboration}"


class LessonDismissal(models.Model):
    """A lesson that is not to be shown again beside this collaboration."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="dismissals")
    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="lesson_dismissals")
    dismissed_at = models.DateTimeField(auto_now_add=True)
    dismissed_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("dismissed lesson")
        verbose_name_plural = _("dismissed lessons")
        ordering = ["-dismissed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "collaboration"], name="knowledge_lessondismissal_once")
        ]

    def __str__(self) -> str:
        return f"{self.lesson} · {self.collaboration}"
