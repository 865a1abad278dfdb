"""Who was asked by name: teachers, leaders and our own people, never pupils."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """One person and one questionnaire. That they have answered is known; what and when is not, and never can be.

    Every mail carries a link of its own, and all of them work: a reminder that waits breaks nothing.
    """

    questionnaire = models.ForeignKey("evaluations.Questionnaire", models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        "samarbejde.Person", models.SET_NULL, null=True, blank=True, related_name="questionnaire_invitations"
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"))
    has_answered = models.BooleanField(_("has answered"), default=False, db_default=False)
    links = models.ManyToManyField("samarbejde.Link", blank=True, related_name="invitations")
    messages = models.ManyToManyField("samarbejde.OutboxMessage", blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = _("invitation to answer")
        verbose_name_plural = _("invitations to answer")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "questionnaire", Lower("email"), condition=~Q(email="slettet@example.invalid"),
                name="evaluations_invitation_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
