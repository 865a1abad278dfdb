"""Look at the answers of those who gave one particular answer. Nobody is ever one of fewer than five.

Whoever may look at several such groups may also subtract them: from the whole, and from each other, within one question
and across questions. Together the groups part everybody into pieces, those who are in the very same groups; whatever is
added or subtracted, only whole pieces can be told apart. So a group is offered only while every piece is large enough,
and another question is shown under a filter only when each piece has answered it five times or more, or not at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evaluations.choices import SCALE_ANSWERS, EvaluationStatus, Scale
from evaluations.models import Evaluation, Question
from evaluations.queries.results import SMALLEST_GROUP, AudienceResult, QuestionResult

Group = frozenset


@dataclass(frozen=True)
class Filtered:
    """What those say who answered ``label`` to ``question``."""

    question: Question
    label: str
    result: AudienceResult


class CrossTable:
    """Who answered what, within one questionnaire; the rows are forgotten with the request."""

    def __init__(self, result: AudienceResult) -> None:
        self.result = result
        self.questions = scale_questions(result)
        self.given = result.given
        # Show of hands says how many gave an answer, never who: such a class is always among those left over.
        self.totals = {q.question.pk: sum(n for _v, _l, n in q.counts) for q in result.questions}
        self.groups = safe_groups([each for pk in self.questions for each in self._groups_of(pk)], result.responses)
        self.pieces = pieces_of(self.groups.values())

    def _groups_of(self, question: int) -> list[tuple[tuple[int, int], Group]]:
        """Return ((question, value), who answered so), the largest first."""
        found: dict[int, set] = defaultdict(set)
        for response, value in self.given[question].items():
            found[value].add(response)
        by_size = sorted(found.items(), key=lambda pair: (-len(pair[1]), -pair[0]))
        return [((question, value), frozenset(group)) for value, group in by_size]

    def values(self, question: int) -> list[int]:
        """Return the answers to ``question`` that one may look at."""
        return sorted(value for asked, value in self.groups if asked == question)

    def look(self, question: int, value: int) -> list[QuestionResult]:
        """Return what those who answered ``value`` say to the other questions."""
        group = self.groups.get((question, value))
        if group is None:
            return []
        others = [q for q in self.questions.values() if q.pk != question and self._is_safe(q.pk)]
        return [self._count(other, group) for other in others]

    def _is_safe(self, other: int) -> bool:
        """Every piece, and those left over, answered ``other`` at least five times, or not at all."""
        sizes = [sum(1 for response in piece if response in self.given[other]) for piece in self.pieces]
        return all(is_large(size) for size in [*sizes, self.totals[other] - sum(sizes)])

    def _count(self, other: Question, group: Group) -> QuestionResult:
        counts = Counter(value for response, value in self.given[other.pk].items() if response in group)
        return QuestionResult(other, [(v, str(label), counts[v]) for v, label in SCALE_ANSWERS[other.scale]])


def safe_groups(groups: Iterable[tuple[tuple[int, int], Group]], total: int) -> dict[tuple[int, int], Group]:
    """Return those of ``groups`` that can be shown together, the first ones first; never everybody."""
    chosen: dict[tuple[int, int], Group] = {}
    for key, group in groups:
        pieces = pieces_of([*chosen.values(), group])
        left = total - sum(len(piece) for piece in pieces)
        if len(group) < total and all(is_large(size) for size in [left, *map(len, pieces)]):
            chosen[key] = group
    return chosen


def pieces_of(groups: Iterable[Group]) -> list[Group]:
    """Part those who are in any of ``groups`` by which of them they are in."""
    signs: dict[object, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for member in group:
            signs[member].append(number)
    pieces: dict[tuple[int, ...], set] = defaultdict(set)
    for member, numbers in signs.items():
        pieces[tuple(numbers)].add(member)
    return [frozenset(piece) for piece in pieces.values()]


def is_large(size: int) -> bool:
    """Nobody, or five or more."""
    return size == 0 or size >= SMALLEST_GROUP


def scale_questions(result: AudienceResult) -> dict[int, Question]:
    """Return the questions one can be filtered by, by key: words are for reading only."""
    return {q.question.pk: q.question for q in result.questions if q.question.scale != Scale.TEXT}


def cross_tables(evaluation: Evaluation, audiences: list[AudienceResult]) -> list[CrossTable]:
    """Return the tables of the audiences that may be looked into (closed, and not hidden)."""
    if evaluation.status != EvaluationStatus.CLOSED:
        return []
    open_ones = [each for each in audiences if each.responses >= SMALLEST_GROUP and not each.hidden]
    return [CrossTable(audience) for audience in open_ones]


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
