"""Both sides beside each other, and every file against the database."""

import io
from collections import Counter

import openpyxl
import pytest
from django.db.models import Sum
from django.urls import reverse
from docx import Document

from agreements.models import Sign
from evaluations.actions.evaluations import close_evaluation, create_evaluation, open_evaluation
from evaluations.choices import SCALE_ANSWERS, Audience, Size
from evaluations.models import Answer, Question, Response
from evaluations.queries.report import evaluation_report
from followup.choices import GoalStatus, SessionStatus
from tests.factories import GoalReviewFactory, InternalNoteFactory, SessionFactory

pytestmark = pytest.mark.django_db
CANARY = "KAN-internalnote-text"


@pytest.fixture
def told(cast, goal, answer):
    """Return an evaluation of teachers, staff and pupils, closed, with answers, sessions, a review and a secret."""
    Sign.objects.create(goal=goal, text="De rækker hånden op")
    cast.collaboration.value_for_school = "Fem dage ved vandet"
    cast.collaboration.save(update_fields=["value_for_school"])
    evaluation = create_evaluation(
        collaboration=cast.collaboration, title="Hele året", opens_on="2026-01-01", closes_on="2099-01-01",
        audiences=[Audience.TEACHERS, Audience.STAFF, Audience.PUPILS_OLDER], size=Size.STANDARD, by=cast.editor,
    )  # fmt: skip
    links = open_evaluation(evaluation=evaluation, by=cast.editor)
    tokens = {q.audience: links[q.pk] for q in evaluation.questionnaires.all()}
    for value in (5, 4, 3):
        answer(tokens["teachers"], value=value, words="Gerne igen")
    answer(tokens["staff"], value=2, words="Mere ro")
    for value in (5, 5, 4, 4, 1, 2):
        answer(tokens["pupils_older"], value=value, words="=2+2")
    SessionFactory(collaboration=cast.collaboration, status=SessionStatus.HELD, pupils=24, adults=2, hours="2.5")
    SessionFactory(collaboration=cast.collaboration, status=SessionStatus.HELD, pupils=21, adults=3, hours="1.75")
    GoalReviewFactory(goal=goal, status=GoalStatus.ON_WAY, evidence="Set i plancherne")
    InternalNoteFactory(collaboration=cast.collaboration, text=CANARY)
    return close_evaluation(evaluation=evaluation, by=cast.editor)


def fetch(client, cast, evaluation, kind):
    return client.get(reverse("evaluations:report_export", args=[cast.collaboration.pk, evaluation.pk, kind])).content


def book_of(client, cast, evaluation):
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, cast, evaluation, "xlsx")))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.guide("4B1", "4B2", "4A4")
def test_the_sides_stand_beside_each_other_theme_by_theme(told):
    rows = {row.theme: [(s.positive, s.total) for s in row.shares] for row in evaluation_report(told).themes}
    assert rows["Kommunikation"] == [(2, 3), (0, 2), (0, 0)]
    assert rows["Sammenhæng mellem skole og sted"][0] == (4, 6)
    assert rows["Undervisningen"][2] == (12, 18)


@pytest.mark.guide("4A3")
def test_what_was_promised_stands_with_how_many_got_it(told):
    [(audience, rating)] = evaluation_report(told).promises
    assert "Fem dage ved vandet" in rating.question.text
    assert (audience.questionnaire.audience, rating.positive, rating.total) == ("teachers", 2, 3)


@pytest.mark.guide("4A2")
def test_a_goal_stands_with_its_review_each_sides_rating_and_its_signs(told):
    [goal] = evaluation_report(told).goals
    ratings = {a.questionnaire.audience: (r.positive, r.total) for a, r in goal.ratings}
    assert (goal.review.status, ratings) == ("on_way", {"teachers": (2, 3), "staff": (0, 1), "pupils_older": (4, 6)})
    assert [(s.question.sign.text, s.positive, s.total) for _a, s in goal.signs] == [
        ("De rækker hånden op", 2, 3), ("De rækker hånden op", 0, 1),
    ]  # fmt: skip


@pytest.mark.guide("4C8")
def test_every_cell_of_the_answers_is_the_databases_own_number(cast, login, told):
    sheet = book_of(login(cast.coordinator), cast, told)["Svar"]
    stored = Counter(
        Answer.objects.filter(question__questionnaire__evaluation=told, value__isnull=False).values_list(
            "question__questionnaire__audience", "question__text", "value"
        )
    )
    expected = []
    for question in Question.objects.filter(questionnaire__evaluation=told).exclude(scale="text"):
        audience = question.questionnaire.audience
        total = sum(n for (a, t, v), n in stored.items() if (a, t) == (audience, question.text) and v)
        expected += [
            (question.questionnaire.get_audience_display(), question.get_theme_display(), question.text, str(label),
             stored[audience, question.text, value], total)
            for value, label in SCALE_ANSWERS[question.scale]
        ]  # fmt: skip
    assert sheet[0] == ("Gruppe", "Om", "Spørgsmål", "Svar", "Antal", "I alt")
    assert sorted(sheet[1:]) == sorted(expected)
    assert len(expected) > 100


@pytest.mark.guide("4C8")
def test_every_figure_of_the_summary_is_the_databases_own(cast, login, told):
    sheets = book_of(login(cast.coordinator), cast, told)
    summary = dict(sheets["Sammendrag"])
    sums = cast.collaboration.sessions.aggregate(pupils=Sum("pupils"), adults=Sum("adults"), hours=Sum("hours"))
    answers = Response.objects.filter(questionnaire__evaluation=told).aggregate(n=Sum("size"))["n"]
    assert (summary["Deltagelser"], summary["Voksne med"], summary["Undervisningstimer"], summary["Svar"]) == (
        sums["pupils"], sums["adults"], float(sums["hours"]), answers,
    )  # fmt: skip
    assert sums["hours"] == pytest.approx(sum(row[5] for row in sheets["Gange holdt"][1:]))
    assert sums["pupils"] == sum(row[3] for row in sheets["Gange holdt"][1:])
    assert {row[0] for row in sheets["Definitioner"][1:]} >= {"Deltagelser", "Svarprocent", "Små grupper"}


def test_the_word_document_has_true_headings_and_says_what_the_page_says(cast, login, told):
    document = Document(io.BytesIO(fetch(login(cast.coordinator), cast, told, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert headings[:3] == ["Havet som klasserum", "I tal", "Målene"]
    assert {"Lovet og fået", "Side om side", "Det betyder tallene"} - set(headings) == set()
    assert "4,3" in cells or "4,25" in cells
    assert document.core_properties.language == "da-DK"


@pytest.mark.guide("4C7")
@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "csv"])
def test_no_report_of_any_kind_holds_what_is_internal(cast, login, told, kind):
    from tests.trust.canaries import as_text

    types = {"pdf": "application/pdf", "csv": "text/csv"}
    text = as_text(fetch(login(cast.coordinator), cast, told, kind), types.get(kind, ""))
    assert (CANARY in text, "Jegl" in text.replace(" ", "")) == (False, True)
