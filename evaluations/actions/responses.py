"""Taking in an answer. No event is written: its time would tell who answered."""

import uuid

from django.db import transaction
from django.utils import timezone

from evaluations.actions.blending import blend
from evaluations.choices import EvaluationStatus
from evaluations.models import Answer, Evaluation, HandCount, Invitation, Questionnaire, Response


class QuestionnaireClosed(Exception):  # noqa: N818 - a state, told to the reader in plain words
    """The evaluation takes no more answers."""


class AlreadyAnswered(Exception):  # noqa: N818 - a state, told to the reader in plain words
    """The one who was asked by name has answered."""


@transaction.atomic
def submit_response(
    *, questionnaire: Questionnaire, answers: dict[int, int | str], form_key: uuid.UUID, invitation=None
) -> Response:
    """Store one response: {question id: value on its scale, or text}. The same form sent twice is one response."""
    response, is_new = _take_in(questionnaire, form_key, size=1)
    if is_new and invitation is not None:
        _note_answered(invitation)
    if is_new:
        Answer.objects.bulk_create(
            Answer(
                response=response,
                question_id=question,
                value=given if isinstance(given, int) else None,
                text=given if isinstance(given, str) else "",
            )
            for question, given in answers.items()
        )
    if is_new and invitation is not None:
        blend([questionnaire])
    return response


def _note_answered(invitation: Invitation) -> None:
    """Somebody who was asked by name answers once."""
    waiting = Invitation.objects.filter(pk=invitation.pk, has_answered=False)
    if not waiting.update(has_answered=True):
        raise AlreadyAnswered


def invitation_of(link) -> Invitation | None:
    """Return whose link it is, when it is somebody's."""
    rows = Invitation.objects.filter(links=link)
    return rows.select_related("questionnaire__evaluation__collaboration__institution").first()


@transaction.atomic
def submit_hands(
    *, questionnaire: Questionnaire, size: int, hands: dict[tuple[int, int], int], form_key: uuid.UUID
) -> Response:
    """Store a class's answer by show of hands: {(question id, value): how many}."""
    response, is_new = _take_in(questionnaire, form_key, size=size)
    if is_new:
        HandCount.objects.bulk_create(
            HandCount(response=response, question_id=question, value=value, count=count)
            for (question, value), count in hands.items()
            if count
        )
    return response


def _take_in(questionnaire: Questionnaire, form_key: uuid.UUID, *, size: int) -> tuple[Response, bool]:
    evaluation = Evaluation.objects.select_for_update(of=("self",), no_key=True).get(pk=questionnaire.evaluation_id)
    if not takes_answers(evaluation):
        raise QuestionnaireClosed
    # The key is unique in the table: a twin that comes at the same moment waits on it and is ignored.
    response = Response(questionnaire=questionnaire, answered_on=timezone.localdate(), form_key=form_key, size=size)
    Response.objects.bulk_create([response], ignore_conflicts=True)
    if not Response.objects.filter(pk=response.pk).exists():
        return Response.objects.get(form_key=form_key), False
    return response, True


def takes_answers(evaluation: Evaluation) -> bool:
    """Open, and today is within its days."""
    today = timezone.localdate()
    return evaluation.status == EvaluationStatus.OPEN and evaluation.opens_on <= today <= evaluation.closes_on
