"""What an institution lets its network read: a text of its own, looked through by a person, never the source itself."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from knowledge.choices import SharedKind
from samarbejde.access import institution_ids, network_ids, sees_everything
from samarbejde.lib.constraints import at_and_by_together, exactly_one, valid_choice


class SharedItemQuerySet(models.QuerySet):
    def in_force(self) -> "SharedItemQuerySet":
        """Those not taken back, of institutions that are still in the network they shared with."""
        return self.filter(taken_back_at__isnull=True, institution__network=F("network"))

    def visible_to(self, user) -> "SharedItemQuerySet":
        """What the networks of ``user`` may read."""
        if sees_everything(user):
            return self.in_force()
        return self.in_force().filter(network__in=network_ids(user))

    def of_own(self, user) -> "SharedItemQuerySet":
        """What the institutions ``user`` works at have shared, and not taken back; also after they left the network."""
        rows = self.filter(taken_back_at__isnull=True)
        return rows if sees_everything(user) else rows.filter(institution__in=institution_ids(user, "view_people"))


class SharedItem(models.Model):
    """A lesson, a record or a form of collaboration as the network sees it; exactly one of the three is its source."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="shared_items")
    network = models.ForeignKey("samarbejde.Network", models.CASCADE, related_name="shared_items")
    kind = models.CharField(_("kind"), max_length=8, choices=SharedKind)
    lesson = models.ForeignKey("knowledge.Lesson", models.CASCADE, null=True, related_name="shared_items")
    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, null=True, related_name="+")
    format = models.ForeignKey("samarbejde.Format", models.CASCADE, null=True, related_name="+")
    title = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("text"))
    topics = models.CharField(_("what it is about"), max_length=300, blank=True, db_default="")
    version = models.PositiveIntegerField(default=1, editable=False)
    shared_at = models.DateTimeField(auto_now_add=True)
    shared_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, editable=False)
    taken_back_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, related_name="+", editable=False)

    objects = SharedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared item")
        verbose_name_plural = _("shared items")
        ordering = ["-shared_at", "-pk"]
        constraints = [
            valid_choice("kind", SharedKind),
            exactly_one("lesson", "collaboration", "format"),
            at_and_by_together("taken_back"),
            *(
                models.UniqueConstraint(
                    fields=[source],
                    condition=Q(taken_back_at__isnull=True, **{f"{source}__isnull": False}),
                    name=f"knowledge_shareditem_{source}_once",
                )
                for source in ("lesson", "collaboration", "format")
            ),
        ]
        indexes = [models.Index(fields=["network", "-shared_at", "-id"], name="knowledge_shared_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("knowledge:shared_detail", args=[self.pk])

    @property
    def source(self):
        return self.lesson or self.collaboration or self.format


class SharedUse(models.Model):
    """Another place in the network has used it: what ”brugt af 4” counts."""

    item = models.ForeignKey(SharedItem, models.CASCADE, related_name="uses")
    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="+")
    used_at = models.DateTimeField(auto_now_add=True)
    used_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("use of something shared")
        verbose_name_plural = _("uses of what is shared")
        ordering = ["-used_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["item", "institution"], name="knowledge_shareduse_once")]

    def __str__(self) -> str:
        return f"{self.item} · {self.institution}"
