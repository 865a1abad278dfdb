"""Choices of the contact phase."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    OUT = "out", _("We contacted them")
    IN = "in", _("They contacted us")


class Outcome(models.TextChoices):
    NO_ANSWER = "no_answer", _("No answer")
    MESSAGE = "message", _("Left a message")
    TALKED = "talked", _("Talked together")
    INTERESTED = "interested", _("They are interested")
    MEETING = "meeting", _("We agreed to meet")
    NOT_NOW = "not_now", _("Not now")
    NO = "no", _("They say no")


class Decision(models.TextChoices):
    ACCEPT = "accept", _("We say yes")
    WAIT = "wait", _("We wait")
    DECLINE = "decline", _("We say no")


class Driver(models.TextChoices):
    LEADERSHIP = "leadership", _("The leadership")
    TEAM = "team", _("A team of teachers")
    TEACHER = "teacher", _("One teacher")
    MUNICIPALITY = "municipality", _("The municipality")
    US = "us", _("We did")


class Worth(models.TextChoices):
    YES = "yes", _("Yes")
    UNSURE = "unsure", _("Not sure yet")
    NO = "no", _("No")


class InquiryStatus(models.TextChoices):
    NEW = "new", _("Not answered")
    WAITING = "waiting", _("We wait")
    ACCEPTED = "accepted", _("We said yes")
    DECLINED = "declined", _("We said no")


class Rhythm(models.TextChoices):
    EACH = "each", _("Before and after each time")
    MONTHLY = "monthly", _("Once a month")
    TERM = "term", _("A few times a year")
    NEED = "need", _("When there is a need")


class ImportStatus(models.TextChoices):
    MAPPING = "mapping", _("Say which column is what")
    READING = "reading", _("Is being read")
    PREVIEW = "preview", _("Ready to look at")
    SAVING = "saving", _("Is being saved")
    APPLIED = "applied", _("Saved")
    FAILED = "failed", _("Cannot be read")
    DISCARDED = "discarded", _("Thrown away")
    UNDONE = "undone", _("Undone")


class ImportKind(models.TextChoices):
    REGISTER = "register", _("The school register")
    VISITS = "visits", _("Visits from before")


class MatchedBy(models.TextChoices):
    """How the school of an old visit was found."""

    NUMBER = "number", _("its number")
    NAME = "name", _("its name and place")
    FORMER_NAME = "former_name", _("a former name")
    EMAIL = "email", _("the e-mail address")
    PERSON = "person", _("one of us")
    NONE = "none", _("not known")


class ChangeKind(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    RENAMED = "renamed", _("New name")
    MOVED = "moved", _("New address or municipality")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Open again")
    # The file differs only in what somebody has corrected by hand: shown, never taken.
    KEPT = "kept", _("Kept as you wrote it")


class CampaignChannel(models.TextChoices):
    MAIL = "mail", _("E-mail")
    NEWSLETTER = "newsletter", _("Newsletter")
    POST = "post", _("Letter")
    PHONE = "phone", _("Phone")


class Audience(models.TextChoices):
    """Whom at each school to write to, when we know several."""

    KNOWN = "known", _("Whoever you know best, otherwise the office")
    LEADER = "leader", _("The leadership, otherwise the office")
    OFFICE = "office", _("The school's office")


class CampaignStatus(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    REVIEW = "review", _("Drafts to look through")
    SENT = "sent", _("Sent")


class RecipientStatus(models.TextChoices):
    CHOSEN = "chosen", _("Chosen")
    DRAFTED = "drafted", _("Draft written")
    SENT = "sent", _("Sent")
    NO_ADDRESS = "no_address", _("No address")
    DOUBLE = "double", _("Same address as another")
    UNSUBSCRIBED = "unsubscribed", _("Has unsubscribed")
    CANCELLED = "cancelled", _("Taken out")
