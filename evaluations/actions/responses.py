"""Taking in an answer. No event is written: its time would tell who answered."""

import uuid

from django.db import transaction
from django.utils import timezone

from evaluations.choices import EvaluationStatus
from evaluations.models import Answer, Evaluation, Questionnaire, Response


class QuestionnaireClosed(Exception):  # noqa: N818 - a state, told to the reader in plain words
    """The evaluation takes no more answers."""


@transaction.atomic
def submit_response(*, questionnaire: Questionnaire, answers: dict[int, int | str], form_key: uuid.UUID) -> Response:
    """Store one response: {question id: value on its scale, or text}. The same form sent twice is one response."""
    evaluation = Evaluation.objects.select_for_update(of=("self",), no_key=True).get(pk=questionnaire.evaluation_id)
    if not takes_answers(evaluation):
        raise QuestionnaireClosed
    # The key is unique in the table: a twin that comes at the same moment waits on it and is ignored.
    response = Response(questionnaire=questionnaire, answered_on=timezone.localdate(), form_key=form_key)
    Response.objects.bulk_create([response], ignore_conflicts=True)
    if not Response.objects.filter(pk=response.pk).exists():
        return Response.objects.get(form_key=form_key)
    Answer.objects.bulk_create(
        Answer(
            response=response,
            question_id=question,
            value=given if isinstance(given, int) else None,
            text=given if isinstance(given, str) else "",
        )
        for question, given in answers.items()
    )
    return response


def takes_answers(evaluation: Evaluation) -> bool:
    """Open, and today is within its days."""
    today = timezone.localdate()
    return evaluation.status == EvaluationStatus.OPEN and evaluation.opens_on <= today <= evaluation.closes_on
