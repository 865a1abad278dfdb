"""What each side expects, and the one text both confirm."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import Rhythm
from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import CollaborationKind
from samarbejde.lib.constraints import at_and_by_together, valid_choice


class ExpectationAlignmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ExpectationAlignmentQuerySet":
        if sees_everything(user):
            return self
        return self.filter(collaboration__institution__in=institution_ids(user))


class ExpectationAlignment(models.Model):
    """One per collaboration. ``confirmed`` is the moment the last side said yes to ``agreed_text``."""

    collaboration = models.OneToOneField("samarbejde.Collaboration", models.CASCADE, related_name="alignment")
    agreed_text = models.TextField(_("our shared text"), blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey("samarbejde.User", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed = models.DateTimeField(_("confirmed by all"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = ExpectationAlignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared understanding")
        verbose_name_plural = _("shared understandings")
        ordering = ["pk"]
        constraints = [at_and_by_together("written")]

    def __str__(self) -> str:
        return str(self.collaboration)

    @property
    def text_hash(self) -> str:
        """The fingerprint of exactly this text."""
        return hashlib.sha256(self.agreed_text.encode()).hexdigest() if self.agreed_text else ""


class ExpectationAnswer(models.Model):
    """One side's answers to the same few questions. ``answered`` is empty until they have come."""

    alignment = models.ForeignKey(ExpectationAlignment, models.CASCADE, related_name="answers")
    party = models.ForeignKey("samarbejde.Party", models.CASCADE, related_name="expectation_answers")
    link = models.OneToOneField(
        "samarbejde.Link", models.SET_NULL, null=True, blank=True, related_name="expectation_answer"
    )
    typed_name = models.CharField(_("name as typed"), max_length=160, blank=True)
    kind = models.CharField(_("what is it to you"), max_length=12, choices=CollaborationKind, blank=True)
    meaning = models.TextField(_("what do you mean by collaboration"), blank=True)
    gain = models.TextField(_("what will you get out of it"), blank=True)
    contribution = models.TextField(_("what do you bring"), blank=True)
    rhythm = models.CharField(_("how often do we talk"), max_length=8, choices=Rhythm, blank=True)
    answered = models.DateTimeField(_("answered"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("answer about expectations")
        verbose_name_plural = _("answers about expectations")
        ordering = ["pk"]
        constraints = [
            valid_choice("kind", CollaborationKind, blank=True),
            valid_choice("rhythm", Rhythm, blank=True),
            models.UniqueConstraint(fields=["alignment", "party"], name="contacts_expectationanswer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.alignment}"


class ExpectationConfirmation(models.Model):
    """One side's yes, bound to the exact text that was on the screen. Never changed afterwards."""

    alignment = models.ForeignKey(ExpectationAlignment, models.CASCADE, related_name="confirmations")
    party = models.ForeignKey("samarbejde.Party", models.CASCADE, related_name="expectation_confirmations")
    typed_name = models.CharField(_("name as typed"), max_length=160)
    text_hash = models.CharField(max_length=64)
    confirmed = models.DateTimeField(_("confirmed"))

    class Meta:
        verbose_name = _("confirmation of a shared understanding")
        verbose_name_plural = _("confirmations of shared understandings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["alignment", "party", "text_hash"], name="contacts_expectationconfirmation_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(typed_name="") & ~models.Q(text_hash=""),
                name="contacts_expectationconfirmation_says_who_and_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} · {self.typed_name}"
