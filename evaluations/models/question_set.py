"""Ready question sets: editable defaults, copied into an evaluation when it is made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluations.choices import Audience, Scale, Size, Theme
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import valid_choice


class QuestionSetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "QuestionSetQuerySet":
        """Everybody's sets, and those of one's own institutions."""
        if sees_everything(user):
            return self
        return self.filter(models.Q(institution=None) | models.Q(institution__in=institution_ids(user)))


class QuestionSet(models.Model):
    """Questions for one audience. ``institution`` empty: everybody's.

    An evaluation copies its questions and notes the ``version``: changing a set changes nothing that was asked.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    audience = models.CharField(_("for"), max_length=14, choices=Audience)
    size = models.CharField(_("size"), max_length=10, choices=Size, default=Size.LIGHT)
    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="question_sets",
        verbose_name=_("only at"),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("question set")
        verbose_name_plural = _("question sets")
        ordering = ["audience", "name", "pk"]
        constraints = [valid_choice("audience", Audience), valid_choice("size", Size)]

    def __str__(self) -> str:
        return self.name


class SetQuestion(models.Model):
    question_set = models.ForeignKey(QuestionSet, models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    translations = models.JSONField(_("in other languages"), default=dict, db_default={}, blank=True)
    theme = models.CharField(_("about"), max_length=14, choices=Theme)
    scale = models.CharField(_("answered by"), max_length=8, choices=Scale)
    is_required = models.BooleanField(_("must be answered"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question in a set")
        verbose_name_plural = _("questions in a set")
        ordering = ["order", "pk"]
        constraints = [valid_choice("theme", Theme), valid_choice("scale", Scale)]

    def __str__(self) -> str:
        return self.text
