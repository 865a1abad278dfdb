"""Reads of evaluations."""

from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404

from evaluations.models import Evaluation, Questionnaire


def visible_evaluation(user, collaboration, pk: int) -> Evaluation:
    """Return the evaluation of this collaboration that ``user`` may see, or 404; it keeps the frame's collaboration."""
    found = get_object_or_404(Evaluation.objects.visible_to(user).filter(collaboration=collaboration), pk=pk)
    found.collaboration = collaboration
    return found


def with_counts(evaluations):
    """Add the questionnaires, each with its link and ``response_count``."""
    questionnaires = Questionnaire.objects.select_related("link").annotate(response_count=Count("responses"))
    return evaluations.prefetch_related(Prefetch("questionnaires", queryset=questionnaires.order_by("pk")))
