"""Choices of the agreement phase."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Template(models.TextChoices):
    LIGHT = "light", _("Light agreement")
    STANDARD = "standard", _("Agreement on collaboration")
    FULL = "full", _("Agreement with everything")
    MUNICIPAL = "municipal", _("Agreement with a municipality")


class GoalFor(models.TextChoices):
    PUPILS = "pupils", _("The pupils' learning")
    SCHOOL = "school", _("The school")
    INSTITUTION = "institution", _("Our place")
    COLLABORATION = "collaboration", _("The collaboration")


class TeacherPresent(models.TextChoices):
    ALWAYS = "always", _("A teacher is there all the time")
    PARTLY = "partly", _("Some of the time no teacher is there")
    NEVER = "never", _("No teacher is there")


class Certificate(models.TextChoices):
    """Whether a certificate of no offences against children is needed. The certificate itself is kept nowhere."""

    NEEDED = "needed", _("Yes, it must be obtained")
    NOT_NEEDED = "not_needed", _("No, it is not needed")


class PhotoBasis(models.TextChoices):
    """On what ground pictures are taken: never a yes or no."""

    NONE = "none", _("We take no pictures of pupils")
    CONSENT = "consent", _("The parents have given their consent")
    PUBLIC_TASK = "public_task", _("It is part of our public task")
    LEGITIMATE = "legitimate", _("We have a good reason that weighs more (legitimate interest)")


class EconomyKind(models.TextChoices):
    FEE = "fee", _("Fee for teaching")
    ENTRANCE = "entrance", _("Entrance")
    MATERIALS = "materials", _("Materials")
    TRANSPORT = "transport", _("Transport")
    OTHER = "other", _("Something else")


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
