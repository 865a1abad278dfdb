"""What one decided when the work had drifted from the agreement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.choices import DriftAnswerKind
from followup.models.base import OfCollaborationQuerySet
from samarbejde.lib.constraints import valid_choice


class DriftAnswer(models.Model):
    """An answer to one difference. It holds as long as the difference is the same: ``mark``."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="drift_answers")
    key = models.CharField(max_length=40)
    mark = models.CharField(max_length=120)
    agreed = models.CharField(_("agreed"), max_length=300)
    actual = models.CharField(_("how it is"), max_length=300)
    answer = models.CharField(_("what you do"), max_length=8, choices=DriftAnswerKind)
    why = models.CharField(_("why"), max_length=200, blank=True)
    action = models.ForeignKey("followup.ActionPoint", models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)
    answered_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = OfCollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to drift")
        verbose_name_plural = _("answers to drift")
        ordering = ["pk"]
        constraints = [
            valid_choice("answer", DriftAnswerKind),
            models.UniqueConstraint(fields=["collaboration", "key"], name="followup_driftanswer_once_per_difference"),
            models.CheckConstraint(
                condition=~Q(answer="keep") | ~Q(why=""), name="followup_driftanswer_keeping_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.answer}"
