"""Choices of the agreement phase."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Template(models.TextChoices):
    LIGHT = "light", _("Light agreement")
    STANDARD = "standard", _("Agreement on collaboration")
    MUNICIPAL = "municipal", _("Agreement with a municipality")


class GoalFor(models.TextChoices):
    PUPILS = "pupils", _("The pupils' learning")
    SCHOOL = "school", _("The school")
    INSTITUTION = "institution", _("Our place")
    COLLABORATION = "collaboration", _("The collaboration")


class VersionStatus(models.TextChoices):
    SENT = "sent", _("Sent for approval")
    APPROVED = "approved", _("Approved by both")
    DECLINED = "declined", _("A change is wanted")
    REFUSED = "refused", _("Somebody said no")
    REPLACED = "replaced", _("Replaced by a newer one")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ApprovalAnswer(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    APPROVED = "approved", _("Approved")
    CHANGE = "change", _("Asks for a change")
    REFUSED = "refused", _("Said no")
