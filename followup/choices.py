"""Choices of the follow-up phase."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SessionStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Venue(models.TextChoices):
    AT_INSTITUTION = "at_institution", _("At our place")
    AT_SCHOOL = "at_school", _("At the school")
    OUTDOORS = "outdoors_other", _("Outdoors or elsewhere")
    ONLINE = "online", _("Online")


class GoalStatus(models.TextChoices):
    ON_WAY = "on_way", _("On the way")
    REACHED = "reached", _("Reached")
    SLOW = "slow", _("Going slowly")
    OFF = "off", _("Off track")
    NOT_LOOKED = "not_looked", _("Not looked at")


class SignSeen(models.TextChoices):
    SEEN = "seen", _("Seen")
    PARTLY = "partly", _("Partly seen")
    NOT_SEEN = "not_seen", _("Not seen")
    NOT_LOOKED = "not_looked", _("Not looked for")


class Focus(models.TextChoices):
    """The five points of the follow-up, in the guide's order."""

    GOALS = "goals", _("Goals and the teacher's role")
    STAFFING = "staffing", _("Staffing and stand-ins")
    AGREEMENT = "agreement", _("The agreement")
    COMMUNICATION = "communication", _("How you keep in touch")
    TIME = "time", _("Time and daily work")


class CheckInState(models.TextChoices):
    GOOD = "good", _("It goes well")
    WATCH = "watch", _("Keep an eye on it")
    CHANGE = "change", _("Must change")


class DriftAnswerKind(models.TextChoices):
    STEER = "steer", _("We steer back")
    CHANGE = "change", _("We change the agreement")
    KEEP = "keep", _("It is all right as it is")


class MilestoneStatus(models.TextChoices):
    OPEN = "open", _("Not reached yet")
    DONE = "done", pgettext_lazy("milestone", "Reached")
    DROPPED = "dropped", pgettext_lazy("milestone", "Dropped")


class AlarmLead(models.TextChoices):
    """When a calendar rings before what is on."""

    NONE = "none", _("No reminder")
    HOUR = "hour", _("One hour before")
    DAY = "day", _("The day before")
    WEEK = "week", _("A week before")
