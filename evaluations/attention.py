"""Attention rules of the evaluation phase."""

import datetime

from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from evaluations.choices import EvaluationStatus
from evaluations.models import Evaluation
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_short
from samarbejde.phases import Phase

LAST_WEEKS = datetime.timedelta(weeks=4)
LAST_DAYS = datetime.timedelta(days=5)
LOW = 0.4


class EvaluationNotStarted(AttentionRule):
    """The agreed period is ending and nobody has been asked."""

    code = "evaluation_not_started"
    guide = "4B3"
    severity = Severity.LOOK
    what = _("The evaluation has not been started")
    why = _("The collaboration runs until %(ends)s. It is easiest to ask while they remember it.")
    short = _("Not evaluated")
    action = _("Prepare the evaluation")
    url_name = "evaluations:evaluation_create"

    def find(self, collaborations, today):
        asked = Evaluation.objects.filter(collaboration=OuterRef("pk"))
        due = collaborations.filter(
            phase__in=[Phase.ACTIVE, Phase.EVALUATION], ends_on__lte=today + LAST_WEEKS
        ).exclude(Exists(asked))
        for pk, ends_on in due.values_list("pk", "ends_on"):
            yield Hit(pk, {"ends": ends_on.isoformat()}, ends_on - LAST_WEEKS)

    def reason(self, data):
        return super().reason(data | {"ends": format_short(datetime.date.fromisoformat(data["ends"]))})


class LowResponseRate(AttentionRule):
    """Few have answered and the last day is near."""

    code = "low_response_rate"
    guide = "4B3"
    severity = Severity.LOOK
    what = _("Few have answered: %(answered)s of %(expected)s")
    why = _("The questionnaires close on %(closes)s. A friendly word usually helps.")
    short = _("Few answers")
    action = _("See the evaluation")
    url_name = "evaluations:evaluation_detail"

    def find(self, collaborations, today):
        closing = Evaluation.objects.filter(
            collaboration__in=collaborations, status=EvaluationStatus.OPEN, closes_on__lte=today + LAST_DAYS
        )
        expected = dict(closing.annotate(n=Sum("questionnaires__expected")).values_list("pk", "n"))
        rows = closing.annotate(n=Coalesce(Sum("questionnaires__responses__size"), 0)).values_list(
            "pk", "collaboration", "closes_on", "n"
        )
        for pk, collaboration, closes_on, answered in rows:
            if expected[pk] and answered / expected[pk] < LOW:
                data = {"answered": answered, "expected": expected[pk], "closes": closes_on.isoformat()}
                yield Hit(collaboration, data, closes_on - LAST_DAYS)

    def reason(self, data):
        return super().reason(data | {"closes": format_short(datetime.date.fromisoformat(data["closes"]))})


RULES = (EvaluationNotStarted(), LowResponseRate())
