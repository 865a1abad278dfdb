"""What somebody wants to read in the mail on Monday."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestSetting(models.Model):
    """The topics of one user's week mail. Without a row all are on; with all off no mail is sent."""

    user = models.OneToOneField("samarbejde.User", models.CASCADE, related_name="digest_setting")
    dates = models.BooleanField(_("What is on this week"), default=True)
    signals = models.BooleanField(_("What is new and needs attention"), default=True)
    promises = models.BooleanField(_("What I have promised"), default=True)

    class Meta:
        verbose_name = _("week mail")
        verbose_name_plural = _("week mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_on(self) -> bool:
        return self.dates or self.signals or self.promises
