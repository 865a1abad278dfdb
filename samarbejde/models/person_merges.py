"""Two cards about one person made one, so that it can be undone; and pairs that only look alike."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samarbejde.lib.constraints import at_and_by_together


class PersonMerge(models.Model):
    """``other`` is the card that was taken away, ``moved`` and ``removed`` what hung on it: enough to put it back."""

    kept = models.ForeignKey("samarbejde.Person", models.CASCADE, related_name="merges", verbose_name=_("kept"))
    other_number = models.PositiveBigIntegerField(_("the other's number"))
    other = models.JSONField(default=dict)
    before = models.JSONField(default=dict)  # the kept card's fields that were filled in, as they were
    after = models.JSONField(default=dict)  # and what the merge made of them
    moved = models.JSONField(default=dict)  # {"app.model.field": [pk, …]}
    removed = models.JSONField(default=list)  # rows both had, as {"model": …, "values": {…}}
    made_at = models.DateTimeField(_("merged"))
    made_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("merge of two people")
        verbose_name_plural = _("merges of people")
        ordering = ["-made_at", "-pk"]
        constraints = [
            at_and_by_together("undone"),
            # While a card is away it is away once; what it was made part of is where its address leads.
            models.UniqueConstraint(
                fields=["other_number"], condition=Q(undone_at__isnull=True), name="samarbejde_personmerge_away_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other.get('name', '')} → {self.kept}"


class PersonPair(models.Model):
    """Somebody has looked: these two are not the same person."""

    first = models.ForeignKey("samarbejde.Person", models.CASCADE, related_name="+")
    second = models.ForeignKey("samarbejde.Person", models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("two different people")
        verbose_name_plural = _("different people")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="samarbejde_personpair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="samarbejde_personpair_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
