"""The pictures of the page on paper: as Figures with words of their own in the PDF, as pictures in Word."""

import io
import os
import struct
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from evaluations.actions.evaluations import close_evaluation
from evaluations.cross.figures import cross_report
from evaluations.cross.scope import Period, Scope
from evaluations.exports.charts import ROWS_IN_ONE, scale_pictures
from evaluations.exports.cross_pdf import cross_pdf
from evaluations.exports.cross_word import cross_docx
from evaluations.exports.pdf import report_pdf
from evaluations.exports.word import report_docx
from evaluations.queries.charts import scale_chart
from evaluations.queries.report import evaluation_report
from evaluations.queries.results import QuestionResult
from samarbejde.actions.summary import refresh_summary
from samarbejde.lib.weeks import school_year
from tests.factories import SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast, evaluation, tokens, answer):
    """Return the report of five pupils' answers and three teachers'."""
    for value in (5, 5, 4, 2, 1):
        answer(tokens["pupils_older"], value=value)
    for value in (5, 4, 1):
        answer(tokens["teachers"], value=value)
    close_evaluation(evaluation=evaluation, by=cast.editor)
    evaluation.refresh_from_db()
    return evaluation_report(evaluation)


def keep(name: str, content: bytes) -> bytes:
    """Leave the file where somebody can look at it."""
    if folder := os.environ.get("SAMARBEJDE_KEEP"):
        Path(folder, name).write_bytes(content)
    return content


def figures(pdf: bytes) -> list[str | None]:
    """Return the words of each Figure in the PDF's structure."""
    found, todo = [], [PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop(0).get_object()
        if not isinstance(node, dict):
            todo = [kid for kid in node if not isinstance(kid, int)] + todo if isinstance(node, list) else todo
            continue
        if node.get("/S") == "/Figure":
            found.append(node.get("/Alt"))
        kids = node.get("/K", [])
        todo = [kid for kid in (kids if isinstance(kids, list) else [kids]) if not isinstance(kid, int)] + todo
    return found


def pictures(content: bytes) -> list[tuple[str, int]]:
    """Return (words, dots across) of each picture in the Word file."""
    document = docx.Document(io.BytesIO(content))
    found = []
    for shape in document.inline_shapes:
        part = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        assert part.blob[:8] == b"\x89PNG\r\n\x1a\n"
        found.append((shape._inline.docPr.get("descr"), struct.unpack(">I", part.blob[16:20])[0]))
    return found


def words_of(report) -> list[str]:
    return [p["alt"] for audience in report.audiences for chart in audience.by_scale for p in scale_pictures(chart)]


@pytest.mark.guide("4C8")
def test_each_picture_of_the_pdf_is_a_figure_with_words(report):
    expected = words_of(report)
    assert figures(keep("evaluering.pdf", report_pdf(report))) == expected
    assert len(expected) == 2
    first = report.audiences[0].by_scale[0].rows[0].result.question.text
    assert f"{first}: I meget høj grad 1, I høj grad 1, Slet ikke 1." in expected[0]


@pytest.mark.guide("4C8")
def test_word_has_the_same_pictures_with_the_same_words(report):
    found = pictures(keep("evaluering.docx", report_docx(report)))
    assert [words for words, _dots in found] == words_of(report)
    assert {dots > 1200 for _words, dots in found} == {True}


def test_a_small_group_is_in_no_picture(cast, evaluation, tokens, answer):
    for _ in range(4):
        answer(tokens["pupils_older"], value=5)
    close_evaluation(evaluation=evaluation, by=cast.editor)
    evaluation.refresh_from_db()
    small = evaluation_report(evaluation)
    assert figures(report_pdf(small)) == []
    assert pictures(report_docx(small)) == []


def test_many_questions_are_parted_into_pictures_that_fit_a_page(report):
    question = report.audiences[0].by_scale[0].rows[0].result
    many = scale_chart([QuestionResult(question.question, question.counts)] * (2 * ROWS_IN_ONE + 1))
    assert [len(picture["rows"]) for picture in scale_pictures(many)] == [ROWS_IN_ONE, ROWS_IN_ONE, 1]


@pytest.mark.guide("4C8")
def test_the_years_are_pictures_in_the_cross_report(cast, report):
    SessionFactory(collaboration=cast.collaboration, status="held", pupils=24, hours="2.5", recorded_by=cast.editor)
    refresh_summary(collaborations=[cast.collaboration.pk])
    this_year = Period(school_year(report.written_on))
    across = cross_report(Scope(this_year), cast.coordinator)
    expected = [f"Deltagelser år for år: {this_year.label} 24."]
    in_pdf = figures(keep("rapport.pdf", cross_pdf(across)))
    assert in_pdf[:1] == expected
    assert len(in_pdf) == 3
    assert [words for words, _dots in pictures(keep("rapport.docx", cross_docx(across)))] == in_pdf
