"""What was sent, frozen, and who said yes to it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.choices import ApprovalAnswer, VersionStatus
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.constraints import valid_choice, within_calendar


class AgreementVersionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AgreementVersionQuerySet":
        if sees_everything(user):
            return self
        return self.filter(agreement__collaboration__institution__in=institution_ids(user))


class AgreementVersion(models.Model):
    """The exact text sent. What was sent, by whom and when never changes after insert: the database refuses it."""

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    status = models.CharField(_("status"), max_length=10, choices=VersionStatus, default=VersionStatus.SENT)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")
    in_order = models.BooleanField(_("one after the other"), default=False, db_default=False)
    message = models.TextField(_("a few words with it"), blank=True, default="", db_default="")
    reason = models.TextField(_("why it was changed"), blank=True, default="", db_default="")

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the agreement")
        verbose_name_plural = _("versions of the agreement")
        ordering = ["-number"]
        constraints = [
            valid_choice("status", VersionStatus),
            models.UniqueConstraint(fields=["agreement", "number"], name="agreements_agreementversion_number"),
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(status="sent"), name="agreements_agreementversion_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} · {self.number}"


class Approval(models.Model):
    """One party's answer to one version. Bound to the text: ``text_hash`` is what was on the screen.

    ``asked`` is empty while somebody else must answer first. ``scan`` is a paper that was signed instead.
    """

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="approvals")
    party = models.ForeignKey("samarbejde.Party", models.PROTECT, related_name="+")
    person = models.ForeignKey("samarbejde.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("to"), max_length=160)
    email = models.EmailField(_("e-mail"))
    link = models.OneToOneField("samarbejde.Link", models.PROTECT, null=True, related_name="approval")
    answer = models.CharField(_("answer"), max_length=10, choices=ApprovalAnswer, default=ApprovalAnswer.WAITING)
    typed_name = models.CharField(_("name as typed"), max_length=160, blank=True)
    comment = models.TextField(_("what should be changed"), blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    answered = models.DateTimeField(_("answered"), null=True, blank=True)
    reminded = models.DateTimeField(_("reminded"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the order"), default=0, db_default=0)
    asked = models.DateTimeField(_("asked"), null=True, blank=True)
    scan = models.ForeignKey("samarbejde.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    # The head teacher's decision that others than teachers teach the pupils (folkeskolelovens § 3, stk. 5).
    decision_on = models.DateField(_("decided"), null=True, blank=True)
    decision_who = models.CharField(_("who may teach"), max_length=200, blank=True, default="", db_default="")
    decision_extent = models.CharField(_("when and how much"), max_length=300, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["place", "pk"]
        constraints = [
            valid_choice("answer", ApprovalAnswer),
            models.UniqueConstraint(fields=["version", "party"], name="agreements_approval_once_per_party"),
            models.CheckConstraint(
                condition=models.Q(answer="waiting", answered__isnull=True)
                | (~models.Q(answer="waiting") & models.Q(answered__isnull=False)),
                name="agreements_approval_answer_is_dated",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="approved") | (~models.Q(typed_name="") & ~models.Q(text_hash="")),
                name="agreements_approval_names_the_text",
            ),
            models.CheckConstraint(
                condition=models.Q(decision_on__isnull=True, decision_who="", decision_extent="")
                | (
                    models.Q(decision_on__isnull=False, answer="approved")
                    & ~models.Q(decision_who="")
                    & ~models.Q(decision_extent="")
                ),
                name="agreements_approval_decision_is_whole",
            ),
            within_calendar("decision_on"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_answer_display()}"

    @property
    def link_is_over(self) -> bool:
        """Whether the one who is asked holds a link that is too old to answer through."""
        return bool(self.link and self.link.expires and self.link.expires <= timezone.now())
