"""Reads of evaluations."""

from django.db.models import Prefetch, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from evaluations.choices import Audience
from evaluations.models import Evaluation, Questionnaire
from samarbejde.choices import GradePhase

BY_PHASE = {
    GradePhase.LOWER: Audience.PUPILS_YOUNG,
    GradePhase.MIDDLE: Audience.PUPILS_OLDER,
    GradePhase.UPPER: Audience.PUPILS_OLDER,
    GradePhase.YOUTH: Audience.YOUTH,
}


def visible_evaluation(user, collaboration, pk: int) -> Evaluation:
    """Return the evaluation of this collaboration that ``user`` may see, or 404; it keeps the frame's collaboration."""
    found = get_object_or_404(Evaluation.objects.visible_to(user).filter(collaboration=collaboration), pk=pk)
    found.collaboration = collaboration
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
