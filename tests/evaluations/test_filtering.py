"""Filtering by an answer: never a group under five, however the numbers are put together."""

import itertools
import random
from collections import Counter

import pytest
from django.urls import reverse

from evaluations.models import Question, Questionnaire
from evaluations.queries.filtering import CrossTable, cross_tables, doors, look_at, safe_groups
from evaluations.queries.results import AudienceResult, QuestionResult, evaluation_results
from tests.factories import (
    AnswerFactory,
    EvaluationFactory,
    HandCountFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db


def pupils_who_answered(rows, *, audience="pupils_older", **evaluation):
    """Return an evaluation, closed, with one response per row: the values of its questions, None for none."""
    made = EvaluationFactory(status="closed", **evaluation)
    sheet = QuestionnaireFactory(evaluation=made, audience=audience)
    questions = [QuestionFactory(questionnaire=sheet, scale="agree", order=n) for n in range(len(rows[0]))]
    for row in rows:
        response = ResponseFactory(questionnaire=sheet)
        for question, value in zip(questions, row, strict=True):
            if value is not None:
                AnswerFactory(question=question, response=response, value=value)
    return made, questions


def table_of(evaluation) -> CrossTable:
    [table] = cross_tables(evaluation, evaluation_results(evaluation))
    return table


def test_those_who_gave_an_answer_are_looked_at():
    evaluation, [first, second] = pupils_who_answered([(5, 5)] * 6 + [(4, 1)] * 7)
    found = look_at([table_of(evaluation)], f"{first.pk}-4")
    [result] = found.result.questions
    assert (found.label, found.result.responses, result.question.pk) == ("Enig", 7, second.pk)
    assert [(value, n) for value, _label, n in result.counts] == [(5, 0), (4, 0), (3, 0), (2, 0), (1, 7)]


def values_shown(counts, total):
    """Return which answers to one question may be chosen, when so many gave each."""
    answers = sorted(counts.items(), key=lambda pair: -pair[1])
    groups = [((1, value), frozenset((value, number) for number in range(n))) for value, n in answers]
    return sorted(value for _question, value in safe_groups(groups, total))


def test_a_group_of_four_is_no_door_and_neither_is_one_that_leaves_four():
    assert values_shown({5: 4, 4: 9}, 13) == []
    assert values_shown({5: 20, 4: 3}, 23) == []
    assert values_shown({5: 9, 4: 6, 3: 2}, 17) == [5]  # 5 and the eight others: 4 alone would leave two
    assert values_shown({5: 6, 4: 6}, 12) == [4, 5]
    assert values_shown({5: 12}, 12) == []  # everybody: nothing to choose


@pytest.mark.guide("4A1")
@pytest.mark.parametrize("seed", range(40))
def test_no_union_or_difference_of_what_is_shown_is_a_group_under_five(seed):
    chance = random.Random(seed)
    counts = {value: chance.randint(0, 12) for value in range(6)}
    unanswered = chance.randint(0, 6)
    total = sum(counts.values()) + unanswered
    shown = [counts[value] for value in values_shown(counts, total)]
    for size in range(len(shown) + 1):
        for some in itertools.combinations(shown, size):
            for group in (sum(some), total - sum(some)):
                assert group == 0 or group >= 5 or total < 5


@pytest.mark.guide("4A1")
def test_two_questions_cannot_be_subtracted_from_each_other():
    """Six agreed to the first, five of them to the second: shown both, the sixth would stand alone."""
    rows = [(5, 5, 5)] * 5 + [(5, 1, 1)] + [(4, 1, 4)] * 6
    evaluation, [first, second, third] = pupils_who_answered(rows)
    table = table_of(evaluation)
    assert table.values(first.pk) == [4, 5]
    assert table.values(second.pk) == []
    assert third.pk in [result.question.pk for result in table.look(first.pk, 5)]


@pytest.mark.guide("4A1")
@pytest.mark.parametrize("seed", range(60))
def test_everything_the_page_would_show_put_together_tells_nobody_apart(seed):
    """Choose every filter there is: whoever stands in the same numbers is five or more, question by question."""
    chance = random.Random(seed)
    pupils, questions = chance.choice([12, 24, 60]), [1, 2, 3, 4]
    hands = chance.choice([0, 0, 3, 20])
    tempers = [chance.choice([5, 4, 1]) for _ in range(pupils)]
    given = {
        question: {
            pupil: value if chance.random() < 0.9 else chance.choice([5, 4, 3])
            for pupil, value in enumerate(tempers) if chance.random() < 0.95
        } for question in questions
    }  # fmt: skip
    table = CrossTable(everybody(given, pupils + hands, hands))
    for other in questions:
        shown = [set(range(pupils + hands)) & (set(given[other]) | set(range(pupils, pupils + hands)))]
        for question, value in table.groups:
            if other in [result.question.pk for result in table.look(question, value)]:
                shown.append({pupil for pupil, said in given[question].items() if said == value} & set(given[other]))
        pieces = Counter(tuple(pupil in group for group in shown) for pupil in shown[0])
        assert {size for size in pieces.values() if size < 5} == set() or len(shown) == 1


def everybody(given, responses, hands):
    """Return what the page shows without a filter; a class of ``hands`` put them up for every question."""
    results = []
    for pk, answers in given.items():
        counts = Counter(answers.values()) + Counter({5: hands})
        results.append(
            QuestionResult(Question(pk=pk, scale="agree"), [(v, str(v), counts[v]) for v in range(5, 0, -1)])
        )
    return AudienceResult(Questionnaire(audience="pupils_older"), responses, "", results, given)


def test_there_is_something_to_choose_when_the_groups_are_large():
    rows = [(a, b, 5) for a in (5, 4) for b in (5, 1) for _ in range(6)]
    evaluation, [first, second, third] = pupils_who_answered(rows)
    table = table_of(evaluation)
    assert (table.values(first.pk), table.values(second.pk), table.values(third.pk)) == ([4, 5], [1, 5], [])
    assert [result.total for result in table.look(second.pk, 1)] == [12, 12]


def test_a_question_few_of_a_group_answered_is_not_shown_for_any_group():
    """Shown for the others it could be subtracted from the whole."""
    rows = [(5, 4)] * 6 + [(4, 4)] * 3 + [(4, None)] * 4
    evaluation, [first, _second] = pupils_who_answered(rows)
    table = table_of(evaluation)
    assert table.values(first.pk) == [4, 5]
    assert (table.look(first.pk, 5), table.look(first.pk, 4)) == ([], [])


def test_a_small_class_that_put_its_hands_up_cannot_be_found_by_subtracting():
    evaluation, [first, _second] = pupils_who_answered([(5, 5)] * 6 + [(4, 4)] * 6)
    sheet = first.questionnaire
    HandCountFactory(question=first, value=5, count=3, response=ResponseFactory(questionnaire=sheet, size=3))
    assert table_of(evaluation).values(first.pk) == [5]  # both would leave the three


@pytest.mark.parametrize("status", ["draft", "open"])
def test_nothing_can_be_filtered_before_it_is_closed(status):
    evaluation, _questions = pupils_who_answered([(5, 5)] * 6 + [(4, 4)] * 6, audience="teachers")
    evaluation.status = status
    assert cross_tables(evaluation, evaluation_results(evaluation)) == []


def test_four_teachers_cannot_be_filtered():
    evaluation, _questions = pupils_who_answered([(5, 5), (4, 4), (5, 4), (4, 5)], audience="teachers")
    assert cross_tables(evaluation, evaluation_results(evaluation)) == []


@pytest.mark.parametrize("wish", ["", "x", "1", "1-", "-1", "1-9", "٣-٤", "999999999999999999999-5", "1-5-5", "1 -5"])
def test_any_other_wish_shows_everybody(wish):
    evaluation, _questions = pupils_who_answered([(5, 5)] * 6 + [(4, 4)] * 6)
    assert look_at([table_of(evaluation)], wish) is None


@pytest.mark.guide("4A1")
def test_the_page_filters_and_shows_no_words_of_those_chosen(cast, login):
    evaluation, [first, _second] = pupils_who_answered([(5, 5)] * 6 + [(4, 1)] * 7, collaboration=cast.collaboration)
    url = reverse("evaluations:evaluation_results", args=[cast.collaboration.pk, evaluation.pk])
    client = login(cast.reader)
    page = client.get(url, {"svar": f"{first.pk}-5"})
    assert page.context["filtered"].result.responses == 6
    assert page.context["filtered"].result.words == []
    assert "De 6, der svarede ”Helt enig”" in page.content.decode()
    doors_shown = [wish for _question, choices in page.context["doors"] for wish, _label in choices]
    assert f"{first.pk}-4" in doors_shown
    assert client.get(url, {"svar": f"{first.pk}-1"}).context["filtered"] is None


def test_doors_name_every_answer_that_may_be_chosen():
    evaluation, [first, second] = pupils_who_answered([(5, 5)] * 6 + [(4, 5)] * 7)
    found = {question.pk: [label for _wish, label in choices] for question, choices in doors([table_of(evaluation)])}
    assert found == {first.pk: ["Helt enig", "Enig"]}
    assert second.pk not in found


@pytest.mark.guide("4A1")
def test_the_class_sees_its_numbers_but_no_words(cast, login):
    evaluation, [first, _second] = pupils_who_answered([(5, 4)] * 6, collaboration=cast.collaboration)
    sheet = first.questionnaire
    words = QuestionFactory(questionnaire=sheet, scale="text", order=9)
    AnswerFactory(question=words, response=ResponseFactory(questionnaire=sheet), value=None, text="KAN-ordene")
    url = reverse("evaluations:class_talk", args=[cast.collaboration.pk, evaluation.pk, sheet.pk])
    html = login(cast.reader).get(url).content.decode()
    assert ("7 har svaret" in html, "Hvad overrasker jer?" in html, "KAN-ordene" in html) == (True, True, False)


@pytest.mark.parametrize(("number", "status"), [(4, "closed"), (9, "open")])
def test_the_class_sees_nothing_of_a_small_group_or_while_answers_come_in(cast, login, number, status):
    evaluation, [first, _second] = pupils_who_answered([(5, 4)] * number, collaboration=cast.collaboration)
    evaluation.status = status
    evaluation.save(update_fields=["status"])
    url = reverse("evaluations:class_talk", args=[cast.collaboration.pk, evaluation.pk, first.questionnaire_id])
    html = login(cast.reader).get(url).content.decode()
    assert ('<svg class="chart"' in html, "Tal om det" in html) == (False, False)


@pytest.mark.parametrize("number", [1, 5])
def test_looking_into_the_answers_asks_for_nothing_more(number, django_assert_num_queries):
    evaluation, _questions = pupils_who_answered([(5, 5)] * 6 + [(4, 1)] * 7)
    for audience in ("teachers", "leaders", "staff", "youth")[: number - 1]:
        sheet = QuestionnaireFactory(evaluation=evaluation, audience=audience)
        question = QuestionFactory(questionnaire=sheet, scale="agree")
        for value in [5] * 6 + [4] * 6:
            AnswerFactory(question=question, response=ResponseFactory(questionnaire=sheet), value=value)
    audiences = evaluation_results(evaluation)
    with django_assert_num_queries(0):
        assert len(cross_tables(evaluation, audiences)) == number
