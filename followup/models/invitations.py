"""Who was invited to a meeting by mail."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from followup.models.meetings import Meeting


class MeetingInvitation(models.Model):
    """An address that was invited; ``sequence`` is the meeting's when this one was last written to."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name=_("meeting"))
    person = models.ForeignKey(
        "samarbejde.Person", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=160)
    email = models.EmailField(_("e-mail"))
    sequence = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("meeting", Lower("email"), name="followup_meetinginvitation_once")]

    def __str__(self) -> str:
        return self.name
