"""Look at the answers of those who gave one particular answer. Nobody is ever one of fewer than five.

Whoever may look at several such groups may also subtract them: from the whole, and from each other. So a question is
filtered by only when its answers part everybody into groups that are all large enough, what is left over included; and
another question is shown under the filter only when each of those groups has answered it five times or more.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from evaluations.choices import SCALE_ANSWERS, EvaluationStatus, Scale
from evaluations.models import Answer, Evaluation, Question
from evaluations.queries.results import SMALLEST_GROUP, AudienceResult, QuestionResult


@dataclass(frozen=True)
class Filtered:
    """What those say who answered ``label`` to ``question``."""

    question: Question
    label: str
    result: AudienceResult


class CrossTable:
    """Who answered what, within one questionnaire; the rows are forgotten with the request."""

    def __init__(self, result: AudienceResult, given: dict[int, dict]) -> None:
        self.result = result
        self.questions = scale_questions(result)
        self.given = given  # question -> {response: value}
        # Show of hands says how many gave an answer, never who: such a class is always in what is left over.
        self.totals = {q.question.pk: sum(n for _v, _l, n in q.counts) for q in result.questions}

    def values(self, question: int) -> list[int]:
        """Return the answers to ``question`` that one may look at."""
        return large_enough(Counter(self.given[question].values()), self.result.responses)

    def look(self, question: int, value: int) -> list[QuestionResult]:
        """Return what those who answered ``value`` say to the other questions."""
        values = self.values(question)
        if value not in values:
            return []
        others = [q for q in self.questions.values() if q.pk != question and self._is_safe(q.pk, question, values)]
        return [self._count(other, question, value) for other in others]

    def _is_safe(self, other: int, question: int, values: list[int]) -> bool:
        """Every group, and those left over, answered ``other`` at least five times (those left over: or not at all)."""
        sizes = [sum(1 for r in self.given[other] if self.given[question].get(r) == value) for value in values]
        left = self.totals[other] - sum(sizes)
        return all(size >= SMALLEST_GROUP for size in sizes) and (left == 0 or left >= SMALLEST_GROUP)

    def _count(self, other: Question, question: int, value: int) -> QuestionResult:
        chosen = self.given[question]
        counts = Counter(v for r, v in self.given[other.pk].items() if chosen.get(r) == value)
        return QuestionResult(other, [(v, str(label), counts[v]) for v, label in SCALE_ANSWERS[other.scale]])


def large_enough(counts: Counter, total: int) -> list[int]:
    """Return the values whose groups, and what is left of ``total``, are all large enough; at least two groups."""
    allowed = sorted((value for value, n in counts.items() if n >= SMALLEST_GROUP), key=lambda v: (counts[v], v))
    while allowed and 0 < total - sum(counts[v] for v in allowed) < SMALLEST_GROUP:
        allowed.pop(0)
    left = total - sum(counts[v] for v in allowed)
    return sorted(allowed) if len(allowed) > 1 or left else []


def scale_questions(result: AudienceResult) -> dict[int, Question]:
    """Return the questions one can be filtered by, by key: words are for reading only."""
    return {q.question.pk: q.question for q in result.questions if q.question.scale != Scale.TEXT}


def cross_tables(evaluation: Evaluation, audiences: list[AudienceResult]) -> list[CrossTable]:
    """Return the tables of the audiences that may be looked into (closed, and not hidden), in one query."""
    if evaluation.status != EvaluationStatus.CLOSED:
        return []
    open_ones = [each for each in audiences if each.responses >= SMALLEST_GROUP and not each.hidden]
    asked = [pk for audience in open_ones for pk in scale_questions(audience)]
    given: dict[int, dict] = defaultdict(dict)
    rows = Answer.objects.filter(question__in=asked, value__isnull=False)
    for question, response, value in rows.values_list("question_id", "response_id", "value"):
        given[question][response] = value
    return [CrossTable(audience, given) for audience in open_ones]


def look_at(tables: list[CrossTable], wish: str) -> Filtered | None:
    """Return what ``wish`` ("question-value") asks for; None when it is not a wish one may have."""
    question, _dash, value = wish.partition("-")
    if not (question.isdecimal() and value.isdecimal() and question.isascii() and value.isascii()):
        return None
    for table in tables:
        asked = table.questions.get(int(question))
        if asked and int(value) in table.values(asked.pk):
            chosen = sum(1 for given in table.given[asked.pk].values() if given == int(value))
            label = str(dict(SCALE_ANSWERS[asked.scale])[int(value)])
            shown = AudienceResult(table.result.questionnaire, chosen, "", table.look(asked.pk, int(value)))
            return Filtered(asked, label, shown)
    return None


def doors(tables: list[CrossTable]) -> list[tuple[Question, list[tuple[str, str]]]]:
    """Return (question, [(wish, label)]) for everything one may filter by."""
    found = []
    for table in tables:
        for question in table.questions.values():
            labels = dict(SCALE_ANSWERS[question.scale])
            values = table.values(question.pk)
            if values:
                found.append((question, [(f"{question.pk}-{v}", str(labels[v])) for v in reversed(values)]))
    return found
