"""Mail that waits, leaves or has left. A row is written in the same transaction as what it tells of."""

from django.db import models
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samarbejde.choices import MessageStatus
from samarbejde.lib.constraints import valid_choice
from samarbejde.lib.functions import OctetLength

MAX_ATTACHMENT = 1_000_000  # bytes; what we attach is written by the program, and small


class OutboxMessage(models.Model):
    """One mail. ``key`` names thing, kind and date, so that nothing is sent twice."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.SlugField(_("kind"), max_length=60)
    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, null=True, blank=True, related_name="+")
    collaboration = models.ForeignKey(
        "samarbejde.Collaboration", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    to_name = models.CharField(_("to"), max_length=160, blank=True)
    to_email = models.EmailField(_("to, e-mail"))
    reply_to = models.EmailField(_("answers go to"), blank=True)
    subject = models.CharField(pgettext_lazy("mail", "subject"), max_length=200)
    body = models.TextField(_("text"))
    status = models.CharField(_("status"), max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    due = models.DateTimeField(_("not before"), default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    sent_on = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("mail in the outbox")
        verbose_name_plural = _("mails in the outbox")
        ordering = ["-created_at", "-pk"]
        constraints = [valid_choice("status", MessageStatus)]
        indexes = [models.Index(fields=["status", "due"], name="samarbejde_outbox_waiting")]

    def __str__(self) -> str:
        return self.subject


class OutboxAttachment(models.Model):
    """A file that leaves with a mail. ``content_type`` stands in the mail as it is, with its parameters."""

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="attachments")
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=100)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(OctetLength("content"), MAX_ATTACHMENT),
                name="samarbejde_outboxattachment_not_too_large",
            )
        ]

    def __str__(self) -> str:
        return self.name
