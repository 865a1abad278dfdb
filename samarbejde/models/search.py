"""One table that everything findable is written to; internal notes never are."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import DocumentKind
from samarbejde.lib.constraints import valid_choice
from samarbejde.lib.functions import folded
from samarbejde.querysets.search import SearchDocumentQuerySet


class SearchDocument(models.Model):
    """Text of one thing. ``institution`` empty means everybody who is logged in may find it (the register).

    ``network``: also those who are in it find it, as long as the institution is in it, too.
    """

    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind)
    object_id = models.PositiveBigIntegerField()
    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, null=True, related_name="+")
    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, null=True, related_name="+")
    network = models.ForeignKey("samarbejde.Network", models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    title_folded = folded("title")
    body_folded = folded("body")
    vector = models.GeneratedField(
        expression=SearchVector("title", config="danish", weight="A") + SearchVector("body", config="danish"),
        output_field=SearchVectorField(), db_persist=True,
    )  # fmt: skip

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        ordering = ["pk"]
        constraints = [
            valid_choice("kind", DocumentKind),
            models.UniqueConstraint(fields=["kind", "object_id"], name="samarbejde_searchdocument_once"),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="samarbejde_search_vector"),
            GinIndex(fields=["title_folded"], opclasses=["gin_trgm_ops"], name="samarbejde_search_title"),
            GinIndex(fields=["body_folded"], opclasses=["gin_trgm_ops"], name="samarbejde_search_body"),
        ]

    def __str__(self) -> str:
        return self.title
