"""Answers. Random keys and a date without time: nothing joins a row to a person or to the order they came in."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbejde.lib.constraints import within_calendar

LARGEST_CLASS = 200


class Response(models.Model):
    """``form_key`` is the random key of the form as shown: sent twice, it is one response.

    ``size`` is how many answered: 1, or a whole class that put their hands up (`HandCount` has their answers).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey("evaluations.Questionnaire", models.CASCADE, related_name="responses")
    answered_on = models.DateField(_("answered"))
    form_key = models.UUIDField(unique=True)
    size = models.PositiveSmallIntegerField(_("how many answered"), default=1, db_default=1)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["id"]
        constraints = [
            within_calendar("answered_on"),
            models.CheckConstraint(condition=Q(size__range=(1, LARGEST_CLASS)), name="evaluations_response_size"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Answer(models.Model):
    """``value`` on the question's scale (0 is "don't know") or ``text``; exactly one of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey("evaluations.Question", models.CASCADE, related_name="answers")
    value = models.PositiveSmallIntegerField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="evaluations_answer_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) ^ Q(text=""), name="evaluations_answer_value_or_text"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__lte=5), name="evaluations_answer_value_on_scale"
            ),
        ]

    def __str__(self) -> str:
        return str(self.value if self.value is not None else self.text)


class HandCount(models.Model):
    """How many of a class put their hands up for one answer. Nobody knows what the same pupil said to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="hands")
    question = models.ForeignKey("evaluations.Question", models.CASCADE, related_name="hands")
    value = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("hands up")
        verbose_name_plural = _("hands up")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question", "value"], name="evaluations_handcount_once"),
            models.CheckConstraint(condition=Q(value__lte=5), name="evaluations_handcount_value_on_scale"),
            models.CheckConstraint(
                condition=Q(count__range=(1, LARGEST_CLASS)), name="evaluations_handcount_count_in_class"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.count}"
