"""An evaluation of one collaboration: one questionnaire per audience, with its own link."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.choices import PUPIL_AUDIENCES, Audience, EvaluationStatus, Scale, Source, Theme
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import starts_before_ends, valid_choice, within_calendar


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "EvaluationQuerySet":
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user))


class Evaluation(models.Model):
    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="evaluations")
    title = models.CharField(_("title"), max_length=160)
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"))
    status = models.CharField(_("status"), max_length=8, choices=EvaluationStatus, default=EvaluationStatus.DRAFT)
    conclusion = models.TextField(_("what we take from it"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-opens_on", "-pk"]
        indexes = [
            models.Index(
                fields=["closes_on", "id"], name="evaluations_evaluation_open",
                condition=models.Q(status=EvaluationStatus.OPEN),
            )
        ]  # fmt: skip
        constraints = [
            valid_choice("status", EvaluationStatus),
            starts_before_ends("opens_on", "closes_on"),
            within_calendar("opens_on", "closes_on"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_begun(self) -> bool:
        return self.opens_on <= timezone.localdate()

    @property
    def answered(self) -> int:
        """How many have answered; needs `queries.evaluations.with_counts`."""
        return sum(questionnaire.response_count for questionnaire in self.questionnaires.all())


class Questionnaire(models.Model):
    """What one audience is asked. ``expected`` is how many could answer, for the response rate."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="questionnaires")
    audience = models.CharField(_("for"), max_length=14, choices=Audience)
    link = models.OneToOneField("samarbejde.Link", models.PROTECT, null=True, blank=True, related_name="questionnaire")
    expected = models.PositiveIntegerField(_("how many could answer"), null=True, blank=True)
    question_set = models.ForeignKey(
        "evaluations.QuestionSet", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    set_version = models.PositiveIntegerField(_("version of the ready questions"), null=True, editable=False)

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["pk"]
        constraints = [
            valid_choice("audience", Audience),
            models.UniqueConstraint(fields=["evaluation", "audience"], name="evaluations_questionnaire_once"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.get_audience_display()}"

    @property
    def is_for_pupils(self) -> bool:
        return self.audience in PUPIL_AUDIENCES


class Question(models.Model):
    """A question as it was asked; ``goal`` and ``sign`` when it comes from the agreement."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    goal = models.ForeignKey("agreements.Goal", models.SET_NULL, null=True, blank=True, related_name="+")
    sign = models.ForeignKey("agreements.Sign", models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.CharField(_("comes from"), max_length=8, choices=Source, default=Source.SET, db_default=Source.SET)
    text = models.CharField(_("question"), max_length=400)
    translations = models.JSONField(_("in other languages"), default=dict, db_default={}, blank=True)
    theme = models.CharField(_("about"), max_length=14, choices=Theme)
    scale = models.CharField(_("answered by"), max_length=8, choices=Scale)
    is_required = models.BooleanField(_("must be answered"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["order", "pk"]
        constraints = [
            valid_choice("theme", Theme),
            valid_choice("scale", Scale),
            valid_choice("source", Source),
        ]

    def __str__(self) -> str:
        return self.text

    def text_in(self, language: str) -> str:
        """Return the question in ``language``, or as it was written."""
        return self.translations.get(language) or self.text
