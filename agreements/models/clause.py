"""The texts an institution wants its agreements to begin with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.choices import Template
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import valid_choice


class StandardClauseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "StandardClauseQuerySet":
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user))


class StandardClause(models.Model):
    """One field's ready text in one template, in place of the program's own (`standard_texts`)."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="standard_clauses")
    template = models.CharField(_("template"), max_length=10, choices=Template)
    field = models.SlugField(_("field"), max_length=40)
    text = models.TextField(_("text"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    objects = StandardClauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard text")
        verbose_name_plural = _("standard texts")
        ordering = ["institution", "template", "pk"]
        constraints = [
            valid_choice("template", Template),
            models.UniqueConstraint(fields=["institution", "template", "field"], name="agreements_standardclause_once"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.get_template_display()} · {self.field}"
