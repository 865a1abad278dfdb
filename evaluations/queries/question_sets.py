"""Reads of the ready questions."""

from django.db.models import Count

from evaluations.choices import Audience
from evaluations.default_questions import SIZES


def sets_by_audience(question_sets) -> list[tuple]:
    """Return (audience, its sets from light to full, everybody's before one's own)."""
    found = list(question_sets.select_related("institution").annotate(asks=Count("questions")).order_by("pk"))
    found.sort(key=lambda s: (SIZES.index(s.size), s.institution_id is not None))
    groups = [(label, [s for s in found if s.audience == value]) for value, label in Audience.choices]
    return [(label, sets) for label, sets in groups if sets]
