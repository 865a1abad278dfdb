import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from evaluations.actions.evaluations import close_evaluation
from evaluations.queries.report import evaluation_report
from evaluations.queries.results import evaluation_results
from followup.choices import GoalStatus, SessionStatus
from tests.factories import (
    AnswerFactory,
    GoalFactory,
    GoalReviewFactory,
    HandCountFactory,
    InternalNoteFactory,
    QuestionFactory,
    ResponseFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
CANARY = "KAN-internalnote-text"


@pytest.fixture
def answered(cast, evaluation, tokens, answer, goal):
    """Return the evaluation closed, with five pupils' and two teachers' answers, a session and a goal review."""
    for value in (5, 5, 4, 3, 2):
        answer(tokens["pupils_older"], value=value, words="=1+1 Krabberne")
    answer(tokens["teachers"], value=4, words="Æblerne på Ærø")
    answer(tokens["teachers"], value=0)
    SessionFactory(
        collaboration=cast.collaboration, status=SessionStatus.HELD, pupils=24, adults=2, hours="2.5", class_name="5.a"
    )
    GoalReviewFactory(goal=goal, status=GoalStatus.REACHED, evidence="Set i plancherne")
    InternalNoteFactory(collaboration=cast.collaboration, text=CANARY)
    return close_evaluation(evaluation=evaluation, by=cast.editor)


def pupils(evaluation):
    return next(a for a in evaluation_results(evaluation) if a.is_pupils)


@pytest.mark.guide("4A1", "4A3")
def test_answers_are_counted(answered):
    first = pupils(answered).questions[0]
    assert [(value, count) for value, _label, count in first.counts] == [(5, 2), (4, 1), (3, 1), (2, 1), (1, 0)]
    assert (first.total, first.positive, first.average) == (5, 3, 3.8)


def test_dont_know_counts_in_no_average(answered):
    teachers = next(a for a in evaluation_results(answered) if not a.is_pupils)
    assert (teachers.questions[0].total, teachers.questions[0].average) == (1, 4)


def test_fewer_than_five_pupils_are_hidden(cast, evaluation, tokens, answer):
    for _ in range(4):
        answer(tokens["pupils_older"], words="KAN-answer-text")
    close_evaluation(evaluation=evaluation, by=cast.editor)
    result = pupils(evaluation.__class__.objects.get(pk=evaluation.pk))
    assert (result.hidden, result.questions, result.responses) == ("few", [], 4)


def test_pupils_answers_are_hidden_while_they_come_in(evaluation, tokens, answer):
    for _ in range(6):
        answer(tokens["pupils_older"])
    evaluation.refresh_from_db()
    assert pupils(evaluation).hidden == "open"


@pytest.mark.guide("4A2")
def test_a_goal_stands_with_its_review_and_what_they_said(answered, goal):
    report = evaluation_report(answered)
    [found] = report.goals
    assert (found.goal.pk, found.review.status, found.level) == (goal.pk, "reached", "good")
    assert {a.questionnaire.audience: r.total for a, r in found.ratings} == {"teachers": 1, "pupils_older": 5}


def export(client, cast, evaluation, kind):
    url = reverse("evaluations:report_export", args=[cast.collaboration.pk, evaluation.pk, kind])
    response = client.get(url)
    assert response.status_code == 200
    return response.content


@pytest.mark.guide("4C8")
def test_the_pdf_is_tagged_and_says_what_the_report_says(cast, login, answered):
    pdf = PdfReader(io.BytesIO(export(login(cast.coordinator), cast, answered, "pdf")))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert pdf.metadata.title == "Havet som klasserum"
    assert pdf.trailer["/Root"]["/Lang"] == "da"
    assert bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]) is True
    for words in ("Eleverne stiller selv spørgsmål", "Set i plancherne", "Æblerne på Ærø", "Helt enig", "2,5"):
        assert words in text
    assert CANARY not in text


@pytest.mark.guide("4C8")
def test_the_workbook_opens_and_holds_no_formula(cast, login, answered):
    book = openpyxl.load_workbook(io.BytesIO(export(login(cast.coordinator), cast, answered, "xlsx")))
    assert book.sheetnames == [
        "Sammendrag",
        "Mål",
        "Side om side",
        "Svar",
        "Med egne ord",
        "Gange holdt",
        "Definitioner",
    ]
    words = [row[2].value for row in book["Med egne ord"].iter_rows(min_row=2)]
    assert words.count("=1+1 Krabberne") == 5
    assert {cell.data_type for row in book["Med egne ord"].iter_rows() for cell in row} == {"s"}
    everything = " ".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
    assert CANARY not in everything


def test_the_csv_is_what_danish_excel_reads(cast, login, answered):
    raw = export(login(cast.coordinator), cast, answered, "csv")
    lines = raw.decode("utf-8-sig").splitlines()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert lines[0] == "Gruppe;Om;Spørgsmål;Svar;Antal;I alt"
    assert "Elever, 4.–10. klasse;Elevernes læring;Jeg lærte noget, jeg ikke vidste før;Helt enig;2;5" in lines


def test_an_unknown_kind_is_missing(cast, login, answered):
    url = reverse("evaluations:report_export", args=[cast.collaboration.pk, answered.pk, "exe"])
    assert login(cast.coordinator).get(url).status_code == 404


def test_the_page_shows_the_same_numbers_as_its_bars(cast, login, answered):
    url = reverse("evaluations:evaluation_results", args=[cast.collaboration.pk, answered.pk])
    html = login(cast.reader).get(url).content.decode()
    assert CANARY not in html
    assert "2 af 5" not in html
    assert "3 af 5 siger, at det er nået." in html


@pytest.mark.parametrize("number", [1, 30])
def test_the_report_costs_the_same_whatever_the_answers(cast, answered, answer, django_assert_num_queries, number):
    question = answered.questionnaires.get(audience="teachers").questions.first()
    AnswerFactory.create_batch(number, question=question)
    with django_assert_num_queries(6):
        evaluation_report(answered)


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("name", "more", "cost"),
    [
        ("evaluation_results", [], 10), ("reader_report", ["leader"], 11), ("reader_report_edit", ["leader"], 10),
        ("evaluation_edit", [], 8), ("evaluation_detail", None, 6), ("questionnaire_preview", ["sheet"], 7),
    ],
)  # fmt: skip
def test_a_page_costs_the_same_whatever_is_in_it(
    cast, login, answered, goal, django_assert_num_queries, number, name, more, cost
):
    """Rows of everything the report counts: answers, hands, goals with their reviews, sessions."""
    sheet = answered.questionnaires.get(audience="teachers")
    for question in QuestionFactory.create_batch(number, questionnaire=sheet, scale="degree", goal=goal):
        AnswerFactory(question=question, response=ResponseFactory(questionnaire=sheet), value=4)
        HandCountFactory(question=question, response=ResponseFactory(questionnaire=sheet, size=20), value=5, count=20)
    for other in GoalFactory.create_batch(number, agreement=goal.agreement):
        GoalReviewFactory.create_batch(2, goal=other)
    SessionFactory.create_batch(
        number,
        collaboration=cast.collaboration,
        status=SessionStatus.HELD,
        pupils=20,
        hours="2",
        recorded_by=cast.editor,
    )
    args = [cast.collaboration.pk] + ([] if more is None else [answered.pk, *more])
    url = reverse(f"evaluations:{name}", args=[sheet.pk if arg == "sheet" else arg for arg in args])
    client = login(cast.editor)
    client.get(url)
    with django_assert_num_queries(cost):
        assert client.get(url).status_code == 200
