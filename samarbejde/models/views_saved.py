"""Saved views: a name for a filter, a sort and a choice of columns."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import SavedList
from samarbejde.lib.constraints import valid_choice
from samarbejde.querysets.views_saved import SavedViewQuerySet


class SavedView(models.Model):
    """``query`` is a query string with known keys only; ``institution`` is set when colleagues see it too."""

    list_name = models.CharField(_("list"), max_length=16, choices=SavedList)
    user = models.ForeignKey("samarbejde.User", models.CASCADE, related_name="saved_views")
    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="saved_views",
        verbose_name=_("shared at"),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(max_length=80)
    query = models.CharField(max_length=1000, blank=True)
    columns = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            valid_choice("list_name", SavedList),
            models.UniqueConstraint(fields=["user", "list_name", "slug"], name="samarbejde_savedview_slug"),
        ]

    def __str__(self) -> str:
        return self.name
