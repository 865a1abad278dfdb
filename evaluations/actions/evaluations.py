"""Making, opening and closing an evaluation."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.models import Goal
from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import Audience, EvaluationStatus, Theme
from evaluations.default_questions import GOAL_QUESTION, PROMISE_QUESTION
from evaluations.models import Evaluation, Question, Questionnaire, QuestionSet
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, replace_link
from samarbejde.actions.phases import advance_to
from samarbejde.choices import LinkPurpose
from samarbejde.lib.versions import lock_version
from samarbejde.phases import Phase

LATE_ANSWERS = datetime.timedelta(days=1)


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
        Question.objects.bulk_create(_questions(questionnaire, size))
    record_event(
        verb="evaluation_created", collaboration=collaboration, phase=Phase.EVALUATION, data={"title": title}, by=by
    )
    refresh_attention(collaborations=[collaboration.pk])
    return evaluation


def _questions(questionnaire: Questionnaire, size: str) -> list[Question]:
    """Ready questions with the agreement's goals before the free words."""
    collaboration = questionnaire.evaluation.collaboration
    ready = [
        Question(text=q.text, theme=q.theme, scale=q.scale, is_required=q.is_required)
        for q in _ready_set(questionnaire.audience, size, collaboration.institution_id).questions.all()
    ]
    scaled = [q for q in ready if q.theme != Theme.WORDS]
    words = [q for q in ready if q.theme == Theme.WORDS]
    questions = scaled + _own_questions(questionnaire.audience, collaboration) + words
    for order, question in enumerate(questions):
        question.questionnaire, question.order = questionnaire, order
    return questions


def _ready_set(audience: str, size: str, institution_id: int) -> QuestionSet:
    """The institution's own set before everybody's; the wanted size before another."""
    candidates = QuestionSet.objects.filter(Q(institution=institution_id) | Q(institution=None), audience=audience)
    if not candidates:  # nobody has loaded them yet: an evaluation must not wait for an operator
        load_default_question_sets()
        candidates = candidates.all()
    return min(candidates, key=lambda s: (s.institution_id is None, s.size != size, s.pk))


def _own_questions(audience: str, collaboration) -> list[Question]:
    """The agreement's goals, and the promise made to the school (1A6), as questions."""
    questions = []
    if audience in GOAL_QUESTION:
        text, scale = GOAL_QUESTION[audience]
        goals = Goal.objects.filter(agreement__collaboration=collaboration)
        if audience == Audience.PUPILS_OLDER:
            goals = goals.filter(goal_for="pupils")
        questions = [Question(goal=g, text=(text % g.text)[:400], theme=Theme.GOALS, scale=scale) for g in goals]
    promise = collaboration.value_for_school.strip()
    if promise and audience in (Audience.TEACHERS, Audience.LEADERS):
        scale = GOAL_QUESTION[audience][1]
        questions.append(Question(text=(PROMISE_QUESTION % promise)[:400], theme=Theme.OUTCOME, scale=scale))
    return questions


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
    days = max((evaluation.closes_on - datetime.date.today()).days, 0) + 2  # noqa: DTZ011 - whole days, local clock
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
