"""What a school can look up in the agreement, through a link of its own."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything


class SharedPageQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SharedPageQuerySet":
        if sees_everything(user):
            return self
        return self.filter(party__collaboration__institution__in=institution_ids(user))


class SharedPage(models.Model):
    """One person on the other side may read what is agreed. The link knows for whom, until when, and if it is over."""

    party = models.ForeignKey("samarbejde.Party", models.CASCADE, related_name="shared_pages")
    link = models.OneToOneField("samarbejde.Link", models.PROTECT, related_name="shared_page")

    objects = SharedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared page")
        verbose_name_plural = _("shared pages")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.party} · {self.link.recipient_name}"

    @property
    def is_over(self) -> bool:
        """Whether the link has run out by itself."""
        return bool(self.link.expires and self.link.expires <= timezone.now())
