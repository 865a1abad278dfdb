"""What was answered, counted. Small groups of pupils are hidden, and so is everything they could be derived from."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import F, Prefetch, UUIDField, Value

from evaluations.choices import SCALE_ANSWERS, EvaluationStatus, Scale
from evaluations.models import Answer, Evaluation, HandCount, Question, Questionnaire
from evaluations.queries.charts import ScaleChart, scale_chart
from evaluations.queries.evaluations import how_many

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
    # {question: {response: value}} of what was answered one by one; for `queries.filtering` alone, and never stored.
    given: dict[int, dict] = field(default_factory=dict, repr=False, compare=False)

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
    """Results per audience, in three queries, whatever the number of answers."""
    questions = Prefetch("questions", Question.objects.select_related("sign"))
    asked = evaluation.questionnaires.annotate(response_count=how_many()).prefetch_related(questions).order_by("pk")
    said = _said(evaluation)
    return [_audience(evaluation, questionnaire, said) for questionnaire in asked]


class Said:
    """Everything that was answered, by question."""

    def __init__(self) -> None:
        self.values: dict[int, Counter] = defaultdict(Counter)
        self.texts: dict[int, list[str]] = defaultdict(list)
        self.given: dict[int, dict] = defaultdict(dict)


def _said(evaluation: Evaluation) -> Said:
    """Read single answers, and after them hands: of a hand nobody knows whose it was."""
    ours = {"question__questionnaire__evaluation": evaluation}
    nobody = Value(None, output_field=UUIDField())
    one_by_one = Answer.objects.filter(**ours).order_by().annotate(n=Value(1), who=F("response"))
    hands = HandCount.objects.filter(**ours).order_by().annotate(n=F("count"), who=nobody, text=Value(""))
    columns = ("question_id", "value", "text", "n", "who")
    said = Said()
    for question, value, text, n, who in one_by_one.values_list(*columns).union(hands.values_list(*columns), all=True):
        if value is None:
            said.texts[question].append(text)
            continue
        said.values[question][value] += n
        if who:
            said.given[question][who] = value
    return said


def _audience(evaluation: Evaluation, questionnaire: Questionnaire, said: Said) -> AudienceResult:
    responses = questionnaire.response_count
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
        counted, texts = said.values[question.pk], said.texts[question.pk]
        if is_pupils and sum(counted.values()) < SMALLEST_GROUP:
            counted = Counter()
        labels = [(value, str(label), counted[value]) for value, label in SCALE_ANSWERS[question.scale]]
        questions.append(QuestionResult(question, labels, sorted(texts)))
    return AudienceResult(
        questionnaire, responses, "", questions, {q.question.pk: said.given[q.question.pk] for q in questions}
    )
