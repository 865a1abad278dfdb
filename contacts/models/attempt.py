"""Every try to reach a school, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.choices import Direction, Outcome
from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import Channel
from samarbejde.lib.constraints import valid_choice, within_calendar


class ContactAttemptQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ContactAttemptQuerySet":
        if sees_everything(user):
            return self
        return self.filter(institution__in=institution_ids(user))


class ContactAttempt(models.Model):
    """One call, mail or meeting with one school; it may belong to a collaboration, or come before there is one."""

    institution = models.ForeignKey("samarbejde.Institution", models.CASCADE, related_name="contact_attempts")
    collaboration = models.ForeignKey(
        "samarbejde.Collaboration", models.CASCADE, null=True, blank=True, related_name="contact_attempts"
    )
    school = models.ForeignKey(
        "samarbejde.School", models.PROTECT, null=True, blank=True, related_name="contact_attempts"
    )
    person = models.ForeignKey(
        "samarbejde.Person", models.SET_NULL, null=True, blank=True, related_name="contact_attempts",
        verbose_name=_("whom"),
    )  # fmt: skip
    direction = models.CharField(_("who contacted whom"), max_length=3, choices=Direction, default=Direction.OUT)
    channel = models.CharField(_("how"), max_length=10, choices=Channel)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome)
    happened_on = models.DateField(_("when"))
    note = models.TextField(_("what was said"), blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("when"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("samarbejde.User", models.PROTECT, related_name="+")

    objects = ContactAttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact attempt")
        verbose_name_plural = _("contact attempts")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            valid_choice("direction", Direction),
            valid_choice("channel", Channel),
            valid_choice("outcome", Outcome),
            within_calendar("happened_on", "next_step_on"),
            models.CheckConstraint(
                condition=models.Q(collaboration__isnull=False) | models.Q(school__isnull=False),
                name="contacts_contactattempt_belongs",
            ),
        ]
        indexes = [models.Index(fields=["school", "-happened_on"], name="contacts_attempt_school")]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.get_channel_display()}"
