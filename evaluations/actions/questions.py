"""What an audience is asked: the ready set, with the collaboration's own goals, signs and promises put in."""

from django.db.models import Q

from agreements.models import Agreement, Goal, Sign
from evaluations.actions.question_sets import load_default_question_sets
from evaluations.choices import PUPIL_AUDIENCES, Audience, Source, Theme
from evaluations.default_questions import GOAL_QUESTION, PROMISE_QUESTION, SIGN_QUESTION, SIZES
from evaluations.models import Question, Questionnaire, QuestionSet

LONGEST = 400


def copy_questions(questionnaire: Questionnaire, size: str) -> None:
    """Write the questions of ``questionnaire``, and which version of which set they came from."""
    collaboration = questionnaire.evaluation.collaboration
    ready = find_ready_set(questionnaire.audience, size, collaboration.institution_id)
    questionnaire.question_set, questionnaire.set_version = ready, ready.version
    questionnaire.save(update_fields=["question_set", "set_version"])
    asked = [
        Question(text=q.text, translations=q.translations, theme=q.theme, scale=q.scale, is_required=q.is_required)
        for q in ready.questions.all()
    ]
    scaled = [q for q in asked if q.theme != Theme.WORDS]
    words = [q for q in asked if q.theme == Theme.WORDS]
    questions = [*scaled, *_own_questions(questionnaire.audience, size, collaboration), *words]
    for order, question in enumerate(questions):
        question.questionnaire, question.order = questionnaire, order
    Question.objects.bulk_create(questions)


def find_ready_set(audience: str, size: str, institution_id: int) -> QuestionSet:
    """The wanted size before another; the institution's own set before everybody's."""
    candidates = QuestionSet.objects.filter(Q(institution=institution_id) | Q(institution=None), audience=audience)
    if not candidates:  # nobody has loaded them yet: an evaluation must not wait for an operator
        load_default_question_sets()
        candidates = candidates.all()
    return min(candidates, key=lambda s: (s.size != size, s.institution_id is None, s.pk))


def _own_questions(audience: str, size: str, collaboration) -> list[Question]:
    """The agreement's goals, the signs where there is room for them, and what was promised (1A6) and expected (1B2)."""
    return [
        *_goals(audience, collaboration),
        *_signs(audience, size, collaboration),
        *_promise(audience, collaboration),
    ]


def _goals(audience: str, collaboration) -> list[Question]:
    if audience not in GOAL_QUESTION:
        return []
    goals = Goal.objects.filter(agreement__collaboration=collaboration)
    if audience in PUPIL_AUDIENCES:
        goals = goals.filter(goal_for="pupils")
    return [_wrap(GOAL_QUESTION[audience], g.text, Theme.GOALS, source=Source.GOAL, goal=g) for g in goals]


def _signs(audience: str, size: str, collaboration) -> list[Question]:
    smallest, wrapping = SIGN_QUESTION.get(audience, (None, None))
    if smallest is None or wrapping is None or SIZES.index(size) < SIZES.index(smallest):
        return []
    signs = Sign.objects.filter(goal__agreement__collaboration=collaboration, goal__is_dropped=False)
    if audience in PUPIL_AUDIENCES:
        signs = signs.filter(goal__goal_for="pupils")
    return [
        _wrap(wrapping, s.text, Theme.GOALS, source=Source.SIGN, sign=s)
        for s in signs.order_by("goal__order", "goal", "order", "pk")
    ]


def _promise(audience: str, collaboration) -> list[Question]:
    if audience not in PROMISE_QUESTION:
        return []
    if audience == Audience.STAFF:
        agreement = Agreement.objects.filter(collaboration=collaboration).first()
        promised = agreement.benefit_institution.strip() if agreement else ""
    else:
        promised = collaboration.value_for_school.strip()
    return [_wrap(PROMISE_QUESTION[audience], promised, Theme.OUTCOME, source=Source.PROMISE)] if promised else []


def _wrap(wrapping: tuple[str, str, str], words: str, theme: str, **source) -> Question:
    danish, english, scale = wrapping
    return Question(
        text=(danish % words)[:LONGEST], translations={"en": (english % words)[:LONGEST]},
        theme=theme, scale=scale, **source,
    )  # fmt: skip
