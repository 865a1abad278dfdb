"""Choices of the evaluation phase, and the scales answers are given on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    TEACHERS = "teachers", _("Teachers")
    PUPILS_OLDER = "pupils_older", _("Pupils, grades 4-10")
    PUPILS_YOUNG = "pupils_young", _("Pupils, grades 0-3")
    YOUTH = "youth", _("Young people in youth education")
    LEADERS = "leaders", _("Leaders")
    STAFF = "staff", _("Our own staff")


PUPIL_AUDIENCES = (Audience.PUPILS_OLDER, Audience.PUPILS_YOUNG, Audience.YOUTH)


class Size(models.TextChoices):
    LIGHT = "light", pgettext_lazy("size", "Light")
    STANDARD = "standard", _("Standard")
    FULL = "full", _("Full")


class Source(models.TextChoices):
    """Where a question comes from: the ready set, or something the collaboration itself has written down."""

    SET = "set", _("the ready questions")
    GOAL = "goal", _("a goal of the agreement")
    SIGN = "sign", _("a sign of the agreement")
    PROMISE = "promise", _("what was promised or expected")


class Theme(models.TextChoices):
    """What a question is about; results and reports are grouped by it. The guide's 4A and 4B."""

    LEARNING = "learning", _("The pupils' learning")
    GOALS = "goals", _("The goals")
    OUTCOME = "outcome", _("What the parties got out of it")
    QUALITY = "quality", _("The teaching")
    COMMUNICATION = "communication", _("Communication")
    COHERENCE = "coherence", _("Coherence between the places")
    WORDS = "words", _("In their own words")


class Scale(models.TextChoices):
    DEGREE = "degree", _("To what degree (adults)")
    AGREE = "agree", _("Agree or disagree (grades 4-10)")
    YES = "yes", _("Yes, a little, no (grades 0-3)")
    TEXT = "text", _("Free text")


# value (higher is more positive) -> label; 0 is "don't know" and counts in no average.
SCALE_ANSWERS = {
    Scale.DEGREE: [
        (5, _("To a very high degree")),
        (4, _("To a high degree")),
        (3, _("To some degree")),
        (2, _("To a lesser degree")),
        (1, _("Not at all")),
        (0, _("Don't know")),
    ],
    Scale.AGREE: [
        (5, _("Fully agree")),
        (4, _("Agree")),
        (3, _("In between")),
        (2, _("Disagree")),
        (1, _("Fully disagree")),
    ],
    Scale.YES: [(3, _("Yes, a lot")), (2, _("Yes, a little")), (1, _("No"))],
    Scale.TEXT: [],
}


class EvaluationStatus(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed")


class Reader(models.TextChoices):
    """Whom a report is made for."""

    COORDINATOR = "coordinator", _("Ourselves")
    LEADER = "leader", _("Our leader")
    MUNICIPALITY = "municipality", _("Municipality or committee")
    FUNDER = "funder", pgettext_lazy("reader", "Fund")
    SCHOOL = "school", _("The school")


class ReportKind(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"


class OrderStatus(models.TextChoices):
    WAITING = "waiting", _("Waiting for its turn")
    WORKING = "working", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be made")


class Decision(models.TextChoices):
    """What the two sides do after the talk about the answers."""

    RENEW = "renew", _("We go on as now")
    CHANGE = "change", _("We go on, but differently")
    END = "end", _("We stop here")
