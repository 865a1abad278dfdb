"""How somebody wants a calendar address of theirs to behave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.choices import AlarmLead
from samarbejde.lib.constraints import valid_choice


class CalendarFeed(models.Model):
    """What belongs to a calendar link beside the link itself: when the calendar rings."""

    link = models.OneToOneField("samarbejde.Link", models.CASCADE, related_name="calendar_feed")
    alarm = models.CharField(_("reminder"), max_length=8, choices=AlarmLead, default=AlarmLead.NONE)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["pk"]
        constraints = [valid_choice("alarm", AlarmLead)]

    def __str__(self) -> str:
        return str(self.get_alarm_display())
