"""The talk about the answers: what both sides may read, and apart from it what we keep to ourselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluations.choices import Decision
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import at_and_by_together, valid_choice, within_calendar


class TalkQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TalkQuerySet":
        """Minutes name people: a network's coordinator sees figures, and not them."""
        if sees_everything(user):
            return self
        return self.filter(evaluation__collaboration__institution__in=institution_ids(user, "view_people"))


class EvaluationTalk(models.Model):
    """Minutes of the talk. Everything here may be read by both sides."""

    evaluation = models.OneToOneField("evaluations.Evaluation", models.CASCADE, related_name="talk")
    talked_on = models.DateField(_("date"))
    present = models.CharField(_("who took part"), max_length=300, blank=True)
    keep = models.TextField(_("what we do again"), blank=True)
    change = models.TextField(_("what we change"), blank=True)
    stop = models.TextField(_("what we stop"), blank=True)
    decision = models.CharField(_("what we decided"), max_length=8, choices=Decision, blank=True)
    decision_why = models.TextField(_("why"), blank=True)
    lesson = models.CharField(_("what did we learn"), max_length=300, blank=True)
    actions = models.ManyToManyField("followup.ActionPoint", blank=True, related_name="+")
    # What has to be done because of the decision; it follows when the decision is changed.
    decision_action = models.ForeignKey(
        "followup.ActionPoint", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    shared_at = models.DateTimeField(null=True, blank=True, editable=False)
    shared_by = models.ForeignKey(
        "samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk about the answers")
        verbose_name_plural = _("talks about the answers")
        ordering = ["-talked_on", "-pk"]
        constraints = [
            valid_choice("decision", Decision, blank=True),
            within_calendar("talked_on"),
            at_and_by_together("shared"),
        ]

    def __str__(self) -> str:
        return f"{self.talked_on}"

    @property
    def parts(self) -> list[tuple]:
        """Return (heading, text) of what was written."""
        found = [
            (_("What we do again"), self.keep), (_("What we change"), self.change), (_("What we stop"), self.stop),
        ]  # fmt: skip
        return [(heading, text) for heading, text in found if text]


class InternalExperienceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "InternalExperienceQuerySet":
        if sees_everything(user):
            return self
        return self.filter(evaluation__collaboration__institution__in=institution_ids(user, "view_internal_notes"))


class InternalExperience(models.Model):
    """What we say among ourselves. No report, export, mail or search reads this table."""

    evaluation = models.OneToOneField("evaluations.Evaluation", models.CASCADE, related_name="internal_experience")
    text = models.TextField(_("for our own place alone"))
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = InternalExperienceQuerySet.as_manager()

    class Meta:
        verbose_name = _("internal experience")
        verbose_name_plural = _("internal experiences")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.updated_at:%Y-%m-%d}"
