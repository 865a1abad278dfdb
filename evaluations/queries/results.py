"""What was answered, counted. Small groups of pupils are hidden, and so is everything they could be derived from."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from evaluations.choices import SCALE_ANSWERS, EvaluationStatus, Scale
from evaluations.models import Answer, Evaluation, HandCount, Question, Questionnaire, Response
from evaluations.queries.charts import ScaleChart, scale_chart

SMALLEST_GROUP = 5
POSITIVE = {Scale.DEGREE: 4, Scale.AGREE: 4, Scale.YES: 2}  # from this value up an answer counts as a yes


@dataclass(frozen=True)
class QuestionResult:
    """One question: ``counts`` per value of its scale, best first; ``texts`` for free words, in alphabetical order."""

    question: Question
    counts: list[tuple[int, str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Answers on the scale, "don't know" left out."""
        return sum(count for value, _label, count in self.counts if value)

    @property
    def average(self) -> float | None:
        """The mean on the scale (1 lowest), or None without answers."""
        return sum(v * n for v, _label, n in self.counts) / self.total if self.total else None

    @property
    def positive(self) -> int:
        """How many answered on the positive side."""
        edge = POSITIVE.get(self.question.scale, 0)
        return sum(count for value, _label, count in self.counts if value and value >= edge)


@dataclass(frozen=True)
class AudienceResult:
    """One questionnaire: ``hidden`` says why there is nothing to see ("open", "few" or empty)."""

    questionnaire: Questionnaire
    responses: int
    hidden: str = ""
    questions: list[QuestionResult] = field(default_factory=list)

    @property
    def rate(self) -> float | None:
        """The response rate, 0-1, or None when nobody said how many could answer."""
        expected = self.questionnaire.expected
        return min(self.responses / expected, 1) if expected else None

    @property
    def is_pupils(self) -> bool:
        return self.questionnaire.is_for_pupils

    @property
    def by_scale(self) -> list[ScaleChart]:
        """The questions that were answered on a scale, one chart per scale."""
        answered = [q for q in self.questions if q.question.scale != Scale.TEXT and q.total]
        scales = dict.fromkeys(q.question.scale for q in answered)
        return [scale_chart([q for q in answered if q.question.scale == scale]) for scale in scales]

    @property
    def goals(self) -> list[QuestionResult]:
        return [q for q in self.questions if q.question.goal_id]

    @property
    def signs(self) -> list[QuestionResult]:
        return [q for q in self.questions if q.question.sign_id]

    @property
    def words(self) -> list[QuestionResult]:
        return [q for q in self.questions if q.question.scale == Scale.TEXT]


def evaluation_results(evaluation: Evaluation) -> list[AudienceResult]:
    """Results per audience, in six queries at most, whatever the number of answers."""
    questionnaires = list(evaluation.questionnaires.prefetch_related("questions__sign"))
    responses: Counter[int] = Counter()
    for pk, size in Response.objects.filter(questionnaire__in=questionnaires).values_list("questionnaire", "size"):
        responses[pk] += size
    values, texts = _answers(questionnaires)
    return [
        _audience(evaluation, questionnaire, responses[questionnaire.pk], values, texts)
        for questionnaire in questionnaires
    ]


def _answers(questionnaires: list[Questionnaire]) -> tuple[dict, dict]:
    values: dict[int, Counter] = defaultdict(Counter)
    texts: dict[int, list[str]] = defaultdict(list)
    rows = Answer.objects.filter(question__questionnaire__in=questionnaires)
    for question, value, text in rows.values_list("question_id", "value", "text"):
        if value is None:
            texts[question].append(text)
        else:
            values[question][value] += 1
    hands = HandCount.objects.filter(question__questionnaire__in=questionnaires)
    for question, value, count in hands.values_list("question_id", "value", "count"):
        values[question][value] += count
    return values, texts


def _audience(evaluation, questionnaire, responses: int, values: dict, texts: dict) -> AudienceResult:
    is_pupils = questionnaire.is_for_pupils
    hidden = ""
    if is_pupils and evaluation.status == EvaluationStatus.OPEN:
        hidden = "open"
    elif is_pupils and responses < SMALLEST_GROUP:
        hidden = "few"
    if hidden:
        return AudienceResult(questionnaire, responses, hidden)
    questions = []
    for question in questionnaire.questions.all():
        counted, said = values[question.pk], texts[question.pk]
        if is_pupils and (sum(counted.values()) or len(said)) < SMALLEST_GROUP and question.scale != Scale.TEXT:
            counted = Counter()
        labels = [(value, str(label), counted[value]) for value, label in SCALE_ANSWERS[question.scale]]
        questions.append(QuestionResult(question, labels, sorted(said)))
    return AudienceResult(questionnaire, responses, "", questions)
