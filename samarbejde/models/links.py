"""Personal links without an account: 256 bits, only a hash stored, one purpose, expiring, revocable."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import LinkPurpose
from samarbejde.lib.constraints import at_and_by_together, valid_choice


class Link(models.Model):
    """The phases point at a link; a link points only at whom it is about, or whose it is."""

    purpose = models.CharField(_("for"), max_length=16, choices=LinkPurpose)
    token_hash = models.CharField(max_length=64, unique=True)
    collaboration = models.ForeignKey(
        "samarbejde.Collaboration", models.CASCADE, null=True, blank=True, related_name="links"
    )
    user = models.ForeignKey("samarbejde.User", models.CASCADE, null=True, blank=True, related_name="links")
    person = models.ForeignKey("samarbejde.Person", models.CASCADE, null=True, blank=True, related_name="links")
    institution = models.ForeignKey(
        "samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="links"
    )
    recipient_name = models.CharField(_("for whom"), max_length=160, blank=True)
    recipient_email = models.EmailField(_("sent to"), blank=True)
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    first_opened = models.DateTimeField(_("first opened"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("personal link")
        verbose_name_plural = _("personal links")
        ordering = ["-created_at", "-pk"]
        constraints = [
            valid_choice("purpose", LinkPurpose),
            at_and_by_together("revoked"),
            models.CheckConstraint(
                condition=Q(collaboration__isnull=False)
                | Q(user__isnull=False)
                | Q(person__isnull=False)
                | Q(institution__isnull=False),
                name="samarbejde_link_belongs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.recipient_name}"
