"""The workbook, cell by cell, against what the database holds; read by a program that did not write it.

There is no formula in it, so nothing can be left over from an older calculation: every figure is recalculated here from
single rows, in another way than the report counts.
"""

import datetime
import io
import zipfile
from collections import Counter, defaultdict
from decimal import Decimal

import pytest
import python_calamine
from django.urls import reverse
from django.utils import timezone

from evaluations.actions.evaluations import close_evaluation
from evaluations.choices import SCALE_ANSWERS
from evaluations.models import Answer, HandCount, Question, Response
from followup.models import GoalReview, HoursEntry, Session
from followup.queries.hours import hours_used
from samarbejde.actions.summary import set_hours
from tests.factories import (
    AnswerFactory,
    EvaluationTalkFactory,
    GoalReviewFactory,
    HandCountFactory,
    HoursEntryFactory,
    QuestionFactory,
    ResponseFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
YES = {"degree": {4, 5}, "agree": {4, 5}, "yes": {2, 3}}


@pytest.fixture
def book(cast, login, evaluation, tokens, answer, goal):
    """Return {sheet: rows}: both groups answered, a class put its hands up, one question was answered by few."""
    for value in (5, 5, 4, 3, 2, 1):
        answer(tokens["pupils_older"], value=value, words=f"=1+{value} krabber")
    for value in (4, 2, 0):
        answer(tokens["teachers"], value=value, words="Æblerne på Ærø")
    sheet = evaluation.questionnaires.get(audience="pupils_older")
    few = QuestionFactory(questionnaire=sheet, scale="agree", order=90)
    for response in sheet.responses.all()[:4]:
        AnswerFactory(question=few, response=response, value=5)
    hands = ResponseFactory(questionnaire=sheet, size=21)
    for value, count in ((5, 9), (3, 12)):
        HandCountFactory(
            question=sheet.questions.filter(scale="agree").first(), response=hands, value=value, count=count
        )
    for pupils, hours in ((24, "2.5"), (19, "1.25")):
        SessionFactory(
            collaboration=cast.collaboration,
            status="held",
            pupils=pupils,
            hours=hours,
            adults=2,
            recorded_by=cast.editor,
        )
    SessionFactory(collaboration=cast.collaboration, status="planned", recorded_by=cast.editor)
    GoalReviewFactory(goal=goal, status="slow", evidence="Det gik trægt")
    GoalReviewFactory(goal=goal, status="reached", evidence="Set i plancherne")
    HoursEntryFactory(collaboration=cast.collaboration, hours="1.5", created_by=cast.editor)
    set_hours(collaboration_id=cast.collaboration.pk, used=hours_used(cast.collaboration.pk))
    EvaluationTalkFactory(evaluation=evaluation, keep="Workshoppen", created_by=cast.editor)
    close_evaluation(evaluation=evaluation, by=cast.editor)
    url = reverse("evaluations:report_export", args=[cast.collaboration.pk, evaluation.pk, "xlsx"])
    content = login(cast.coordinator).get(url).content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = [file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: opened.get_sheet_by_name(name).to_python()[1:] for name in opened.sheet_names}


def given() -> dict[int, Counter]:
    """Count the answers on scales, question by question, from single rows."""
    found = defaultdict(Counter)
    for row in Answer.objects.all():
        if row.value is not None:
            found[row.question_id][row.value] += 1
    for row in HandCount.objects.all():
        found[row.question_id][row.value] += row.count
    return found


def shown(question: Question, counts: Counter) -> Counter:
    """What a group is shown: pupils' answers only when five or more have answered the question."""
    is_hidden = question.questionnaire.audience.startswith("pupils") and sum(counts.values()) < 5
    return Counter() if is_hidden else counts


def in_order(evaluation):
    for sheet in evaluation.questionnaires.order_by("pk"):
        for question in sheet.questions.exclude(scale="text").order_by("order", "pk"):
            yield sheet.get_audience_display(), question


@pytest.mark.guide("4C8")
def test_every_answer_is_counted_as_the_database_has_it(evaluation, book):
    counts, expected = given(), Counter()
    for who, question in in_order(evaluation):
        real = shown(question, counts[question.pk])
        total = sum(n for value, n in real.items() if value)
        for value, label in SCALE_ANSWERS[question.scale]:
            if total:
                line = (who, question.get_theme_display(), question.text, str(label), real[value], total)
                expected[line] += 1
    assert Counter(tuple(row) for row in book["Svar"]) == expected
    assert sum(row[4] for row in book["Svar"]) > 60


@pytest.mark.guide("4A3")
def test_the_sides_are_the_sums_of_their_questions(evaluation, book):
    counts, expected = given(), defaultdict(lambda: [0, 0])
    for who, question in in_order(evaluation):
        real = shown(question, counts[question.pk])
        expected[question.get_theme_display(), who][0] += sum(n for v, n in real.items() if v in YES[question.scale])
        expected[question.get_theme_display(), who][1] += sum(n for v, n in real.items() if v)
    assert {(row[0], row[1]): row[2:] for row in book["Side om side"]} == {k: v for k, v in expected.items() if v[1]}


def test_the_goal_stands_with_its_latest_review_and_what_each_group_says(evaluation, book, goal):
    counts = given()
    latest = GoalReview.objects.filter(goal=goal).order_by("reviewed_at", "pk").last()
    rows = [[goal.text, goal.get_goal_for_display(), latest.get_status_display(), latest.evidence, "", "", ""]]
    for who, question in in_order(evaluation):
        if question.goal_id == goal.pk:
            real = counts[question.pk]
            yes = sum(n for value, n in real.items() if value in YES[question.scale])
            rows.append([goal.text, goal.get_goal_for_display(), "", "", who, yes, sum(real.values()) - real[0]])
    assert book["Mål"] == rows
    assert len(rows) == 3


def test_words_and_sessions_are_the_rows_of_the_database(cast, evaluation, book):
    texts = Counter(
        (row.question.questionnaire.get_audience_display(), row.question.text, row.text)
        for row in Answer.objects.exclude(text="")
    )
    assert Counter(tuple(row) for row in book["Med egne ord"]) == texts
    held = Session.objects.filter(collaboration=cast.collaboration, status="held").order_by("date", "pk")
    assert book["Gange holdt"] == [
        [row.date, row.class_name, row.get_venue_display(), row.pupils, row.adults, float(row.hours), ""]
        for row in held
    ]


def test_the_summary_is_the_sum_of_the_rows(cast, evaluation, book):
    figures = {row[0]: row[1] for row in book["Sammendrag"]}
    held = list(Session.objects.filter(collaboration=cast.collaboration, status="held"))
    assert figures["Gange holdt"] == len(held) == 2
    assert figures["Deltagelser"] == sum(row.pupils for row in held)
    assert figures["Voksne med"] == sum(row.adults for row in held)
    taught, beside = sum(row.hours for row in held), sum(row.hours for row in HoursEntry.objects.all())
    assert (taught, beside) == (Decimal("3.75"), Decimal("1.5"))
    assert Decimal(str(figures["Undervisningstimer"])) == taught
    assert Decimal(str(figures["Timer brugt"])) == taught + beside
    assert figures["Svar"] == sum(row.size for row in Response.objects.all()) == 30
    assert figures["Skrevet"] == timezone.localdate()
    assert isinstance(figures["Skrevet"], datetime.date)
    assert figures["Det gør vi igen"] == "Workshoppen"
