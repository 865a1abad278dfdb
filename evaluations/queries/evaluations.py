"""Reads of evaluations."""

from django.db.models import OuterRef, Prefetch, Subquery, Sum
from django.db.models.functions import Coalesce, JSONObject
from django.shortcuts import get_object_or_404

from evaluations.choices import Audience
from evaluations.models import Evaluation, Questionnaire, ReaderReport, Response
from samarbejde.choices import GradePhase
from samarbejde.lib.embedded import embedded, every, remember, restored
from samarbejde.models import Collaboration

LATEST = ("id", "collaboration_id", "status", "opens_on", "closes_on")
BY_PHASE = {
    GradePhase.LOWER: Audience.PUPILS_YOUNG,
    GradePhase.MIDDLE: Audience.PUPILS_OLDER,
    GradePhase.UPPER: Audience.PUPILS_OLDER,
    GradePhase.YOUTH: Audience.YOUTH,
}


def visible_evaluation(user, collaboration, pk: int) -> Evaluation:
    """Return the evaluation of this collaboration that ``user`` may see, or 404; it keeps the frame's collaboration.

    The talk about it and the reports for its readers come along, in the same query.
    """
    reports = ReaderReport.objects.filter(evaluation=OuterRef("pk")).order_by("pk")
    rows = Evaluation.objects.visible_to(user).filter(collaboration=collaboration).select_related("talk")
    found = get_object_or_404(rows.annotate(reports_embedded=embedded(reports, *every(ReaderReport))), pk=pk)
    found.collaboration = collaboration
    remember(found, "reader_reports", restored(ReaderReport, found.reports_embedded))
    return found


def how_many() -> Coalesce:
    """How many have answered a questionnaire; a class that put its hands up counts with all its pupils."""
    return Coalesce(Sum("responses__size"), 0)


def with_counts(evaluations):
    """Add the questionnaires, each with its link and ``response_count``."""
    questionnaires = Questionnaire.objects.select_related("link").annotate(response_count=how_many())
    return evaluations.prefetch_related(Prefetch("questionnaires", queryset=questionnaires.order_by("pk")))


def proposed_audiences(collaboration) -> list[str]:
    """Whom one would ask: the teachers, and the pupils of the grades that take part."""
    phases = set(collaboration.grades.values_list("phase", flat=True))
    pupils = dict.fromkeys(BY_PHASE[phase] for phase in GradePhase if phase in phases and phase in BY_PHASE)
    return [Audience.TEACHERS, *(pupils or [Audience.PUPILS_OLDER])]


def with_latest(collaborations):
    """Add what `latest_of` reads, without a query more."""
    answers = Response.objects.filter(questionnaire__evaluation=OuterRef("pk")).order_by()
    answered = answers.values("questionnaire__evaluation").annotate(number=Sum("size")).values("number")
    rows = Evaluation.objects.filter(collaboration=OuterRef("pk")).order_by("-opens_on", "-pk")
    row = JSONObject(answered=Coalesce(Subquery(answered), 0), **{name: name for name in LATEST})
    return collaborations.annotate(latest_evaluation=Subquery(rows.values(row=row)[:1]))


def latest_of(collaboration: Collaboration) -> tuple[Evaluation | None, int]:
    """Return the newest evaluation, with its days and status, and how many answered; (None, 0) without one."""
    found = collaboration.latest_evaluation
    if found is None:
        return None, 0
    return restored(Evaluation, [{name: found[name] for name in LATEST}])[0], found["answered"]
