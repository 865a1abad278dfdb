"""Choices of the knowledge phase."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordKey(models.TextChoices):
    """The headings of the record."""

    BEGINNING = "beginning", _("How it began")
    PEOPLE = "people", _("The people")
    TASKS = "tasks", _("Who did what")
    AGREEMENT = "agreement", _("The agreement")
    WORK = "work", _("What you did")
    ENDING = "ending", _("The ending")
    EVALUATION = "evaluation", _("The evaluation")


class SharedKind(models.TextChoices):
    LESSON = "lesson", _("Lesson")
    RECORD = "record", _("Record")
    FORMAT = "format", _("Form of collaboration")


class GoesOn(models.TextChoices):
    """What was decided about going on."""

    RENEW = "renew", _("Yes, we make a new agreement")
    LATER = "later", _("Perhaps later")
    NO = "no", _("No, not this time")
    OPEN = "open", _("It has not been decided")


class Keepsakes(models.TextChoices):
    """What becomes of pictures, film and pupils' work."""

    NONE = "none", _("There are none")
    DELETE = "delete", _("We delete them")
    HAND_OVER = "hand_over", _("The school gets them, and we delete ours")
    KEEP = "keep", _("We keep them, as agreed with those in them")


class Addresses(models.TextChoices):
    """What becomes of names, phone numbers and e-mails."""

    KEEP = "keep", _("We keep them: we want to stay in touch")
    DELETE = "delete", _("We delete those we no longer need")


class EndReason(models.TextChoices):
    AS_AGREED = "as_agreed", _("It ended as agreed")
    RENEWED = "renewed", _("It goes on in a new agreement")
    EARLY_SCHOOL = "early_school", _("The school stopped early")
    EARLY_US = "early_us", _("We stopped early")
    EBBED = "ebbed", _("It ebbed away")
