"""Making, opening and closing an evaluation."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluations.actions.blending import blend
from evaluations.actions.invitations import drop_waiting
from evaluations.actions.questions import copy_questions
from evaluations.choices import EvaluationStatus
from evaluations.models import Evaluation, Questionnaire
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, replace_link
from samarbejde.actions.phases import advance_to
from samarbejde.choices import LinkPurpose
from samarbejde.lib.versions import lock_version
from samarbejde.phases import Phase


@transaction.atomic
def create_evaluation(
    *, collaboration, title: str, opens_on, closes_on, audiences: list[str], size: str, by
) -> Evaluation:
    """Make an evaluation with one questionnaire per audience: the ready questions and the agreement's own goals."""
    evaluation = Evaluation.objects.create(
        collaboration=collaboration, title=title, opens_on=opens_on, closes_on=closes_on, created_by=by
    )
    for audience in audiences:
        questionnaire = Questionnaire.objects.create(evaluation=evaluation, audience=audience)
        copy_questions(questionnaire, size)
    record_event(
        verb="evaluation_created", collaboration=collaboration, phase=Phase.EVALUATION, data={"title": title}, by=by
    )
    refresh_attention(collaborations=[collaboration.pk])
    return evaluation


@transaction.atomic
def update_evaluation(*, evaluation: Evaluation, version: int, values: dict, expected: dict[int, int | None], by):
    """Save title, dates and conclusion, and how many could answer each questionnaire."""
    current = lock_version(Evaluation, evaluation.pk, version)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*values, "version"])
    for pk, number in expected.items():
        Questionnaire.objects.filter(pk=pk, evaluation=current).update(expected=number)
    record_event(
        verb="evaluation_changed",
        collaboration=current.collaboration,
        phase=Phase.EVALUATION,
        data={"title": current.title},
        by=by,
    )
    refresh_attention(collaborations=[current.collaboration_id])
    return current


@transaction.atomic
def open_evaluation(*, evaluation: Evaluation, by) -> dict[int, str]:
    """Open for answers and return {questionnaire id: token}. Called again, it makes new links and ends the old ones."""
    current = (
        Evaluation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("collaboration")
        .get(pk=evaluation.pk)
    )
    tokens = {q.pk: _token(q, current, by) for q in current.questionnaires.select_related("link")}
    if current.status == EvaluationStatus.DRAFT:
        current.status = EvaluationStatus.OPEN
        current.save(update_fields=["status"])
        record_event(
            verb="evaluation_opened",
            collaboration=current.collaboration,
            phase=Phase.EVALUATION,
            data={"title": current.title},
            by=by,
        )
        advance_to(collaboration=current.collaboration, target=Phase.EVALUATION, by=by)
    refresh_attention(collaborations=[current.collaboration_id])
    return tokens


def _token(questionnaire: Questionnaire, evaluation: Evaluation, by) -> str:
    days = max((evaluation.closes_on - timezone.localdate()).days, 0) + 2
    if questionnaire.link:
        return replace_link(link=questionnaire.link, days=days, by=by)[1]
    questionnaire.link, token = create_link(
        purpose=LinkPurpose.QUESTIONNAIRE,
        collaboration=evaluation.collaboration,
        recipient_name=questionnaire.get_audience_display(),
        days=days,
        by=by,
    )
    questionnaire.save(update_fields=["link"])
    return token


@transaction.atomic
def close_evaluation(*, evaluation: Evaluation, by) -> Evaluation:
    """Take no more answers. Only now are pupils' answers shown: watching a total grow would tell who said what."""
    current = Evaluation.objects.select_for_update(of=("self",), no_key=True).get(pk=evaluation.pk)
    if current.status == EvaluationStatus.OPEN:
        current.status = EvaluationStatus.CLOSED
        current.save(update_fields=["status"])
        drop_waiting(current)
        blend(current.questionnaires.all())
        record_event(
            verb="evaluation_closed",
            collaboration=current.collaboration,
            phase=Phase.EVALUATION,
            data={"title": current.title},
            by=by,
        )
        refresh_attention(collaborations=[current.collaboration_id])
    return current


def default_title(collaboration) -> str:
    """”Evaluering af Havet som klasserum”."""
    return _("Evaluation of %(title)s") % {"title": collaboration.title}
