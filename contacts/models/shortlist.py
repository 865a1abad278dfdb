"""The schools an institution means to talk to next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything


class ShortlistQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ShortlistQuerySet":
        """Who was put there, by whom and why, is for the institution's own people."""
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user, "view_people"))


class ShortlistEntry(models.Model):
    """One school on one institution's list: who put it there, when, and why."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="shortlist")
    school = models.ForeignKey("samarbejde.School", models.PROTECT, related_name="shortlisted")
    note = models.CharField(_("why this school"), max_length=300, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ShortlistQuerySet.as_manager()

    class Meta:
        verbose_name = _("school on the list")
        verbose_name_plural = _("schools on the list")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "school"], name="contacts_shortlistentry_once"),
        ]

    def __str__(self) -> str:
        return str(self.school)
