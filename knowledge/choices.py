"""Choices of the knowledge phase."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SharedKind(models.TextChoices):
    LESSON = "lesson", _("Lesson")
    RECORD = "record", _("Record")
    FORMAT = "format", _("Form of collaboration")


class EndReason(models.TextChoices):
    AS_AGREED = "as_agreed", _("It ended as agreed")
    RENEWED = "renewed", _("It goes on in a new agreement")
    EARLY_SCHOOL = "early_school", _("The school stopped early")
    EARLY_US = "early_us", _("We stopped early")
    EBBED = "ebbed", _("It ebbed away")
