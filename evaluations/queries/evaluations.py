"""Reads of evaluations."""

from django.db.models import Prefetch, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from evaluations.models import Evaluation, Questionnaire


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
