"""Attention signals as last computed. The rules stand in each app's `attention.py`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Severity
from samarbejde.lib.constraints import at_and_by_together, valid_choice


class AttentionSignal(models.Model):
    """One rule that holds for one collaboration. ``data`` are the values its sentence needs (no private text)."""

    collaboration = models.ForeignKey("samarbejde.Collaboration", models.CASCADE, related_name="signals")
    code = models.SlugField(_("rule"), max_length=60)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    data = models.JSONField(default=dict)
    since = models.DateField(_("since"))
    # A changed fingerprint opens an answered signal again: the situation is another one.
    fingerprint = models.CharField(max_length=64, blank=True)
    answer = models.CharField(_("answered with"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("attention signal")
        verbose_name_plural = _("attention signals")
        ordering = ["-severity", "since", "pk"]
        constraints = [
            valid_choice("severity", Severity),
            at_and_by_together("answered"),
            models.UniqueConstraint(fields=["collaboration", "code"], name="samarbejde_attentionsignal_once"),
        ]
        indexes = [
            models.Index(fields=["code", "collaboration"], name="samarbejde_signal_code"),
            # The overview's order: the first lines are found without sorting all the others.
            models.Index(
                fields=["-severity", "since", "id"],
                name="samarbejde_signal_open",
                condition=models.Q(answered_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.code
