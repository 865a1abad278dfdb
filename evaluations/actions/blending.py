"""Answers lie in the database in the order of their random keys, as if all had come at once.

PostgreSQL remembers which transaction wrote a row, and the rows lie where they were put. Beside the rows of people who
were asked by name, or beside events with a time, that would tell who answered what, or at what hour.
"""

from collections.abc import Iterable

from django.db.models import F

from evaluations.models import Answer, HandCount, Invitation, Questionnaire, Response

BATCH = 1000


def blend(questionnaires: Iterable[Questionnaire]) -> None:
    """Write all rows of ``questionnaires`` anew in the order of their keys. Call it with the evaluation locked."""
    sheets = list(questionnaires)
    responses = list(Response.objects.filter(questionnaire__in=sheets).order_by("pk"))
    answers = list(Answer.objects.filter(response__questionnaire__in=sheets).order_by("pk"))
    hands = list(HandCount.objects.filter(response__questionnaire__in=sheets).order_by("pk"))
    Response.objects.filter(questionnaire__in=sheets).delete()
    Response.objects.bulk_create(responses, batch_size=BATCH)
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    HandCount.objects.bulk_create(hands, batch_size=BATCH)
    # One by one: a single statement would keep them as they lie, the one who answered last at the end.
    for pk in Invitation.objects.filter(questionnaire__in=sheets).order_by("pk").values_list("pk", flat=True):
        Invitation.objects.filter(pk=pk).update(has_answered=F("has_answered"))
