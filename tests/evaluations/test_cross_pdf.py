"""The report of sixty collaborations on paper: tagged, whole, and with the table's heading on every page."""

import datetime
import io
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from evaluations.choices import Theme
from evaluations.cross.figures import cross_report
from evaluations.cross.scope import Period, Scope
from evaluations.exports.cross_pdf import cross_pdf
from evaluations.exports.cross_word import cross_docx
from samarbejde.actions.summary import refresh_summary
from tests.factories import (
    AnswerFactory,
    CollaborationFactory,
    EvaluationFactory,
    PartyFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ResponseFactory,
    SchoolFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
TITLES = (
    "Havet som klasserum", "Krabber, konkylier og alt det andet, der bor i vandkanten lige uden for skolens dør",
    "Byg et skib", "Øen, åen og ærtehaven", "Lyden af havet",
)  # fmt: skip


@pytest.fixture
def sixty(cast):
    """Sixty collaborations over three years, every third of them evaluated."""
    made = []
    for number in range(60):
        day = datetime.date(2024 + number % 3, 9, 1 + number % 28)
        row = CollaborationFactory(
            institution=cast.institution, title=f"{TITLES[number % 5]} · {number + 1}", created_by=cast.editor,
            starts_on=day - datetime.timedelta(days=20), ends_on=datetime.date(2027, 5, 1),
        )  # fmt: skip
        PartyFactory(collaboration=row, school=SchoolFactory(name=f"Skolen ved den store å nummer {number + 1}"))
        SessionFactory(
            collaboration=row, status="held", date=datetime.date(2026, 9, 10), pupils=20 + number % 9, hours="2.5",
            recorded_by=cast.editor,
        )  # fmt: skip
        if number % 3 == 0:
            ask(row)
        made.append(row.pk)
    refresh_summary(collaborations=made)


def ask(collaboration):
    evaluation = EvaluationFactory(
        collaboration=collaboration, opens_on=datetime.date(2026, 9, 20), status="closed", conclusion="Godt"
    )
    for audience in ("teachers", "pupils_older"):
        sheet = QuestionnaireFactory(evaluation=evaluation, audience=audience, expected=9)
        responses = ResponseFactory.create_batch(6, questionnaire=sheet)
        for theme in (Theme.LEARNING, Theme.COHERENCE, Theme.COMMUNICATION):
            question = QuestionFactory(questionnaire=sheet, theme=theme)
            for response, value in zip(responses, (5, 4, 4, 2, 1, 5), strict=True):
                AnswerFactory(question=question, response=response, value=value)


@pytest.mark.guide("4C8")
def test_sixty_collaborations_on_paper(cast, sixty):
    report = cross_report(Scope(Period(2026)), cast.coordinator)
    content = cross_pdf(report)
    if folder := os.environ.get("SAMARBEJDE_KEEP"):  # to be looked at
        Path(folder, "rapport.pdf").write_bytes(content)
        Path(folder, "rapport.docx").write_bytes(cross_docx(report))
    pdf = PdfReader(io.BytesIO(content))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert pdf.trailer["/Root"]["/Lang"] == "da"
    assert bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]) is True
    assert "skrevet" in pages[0]
    assert str(report.written_on.year) in pages[0].split("skrevet")[1]
    assert f"Side {len(pages)} af {len(pages)}" in pages[-1]
    assert sum("· 60" in page for page in pages) == 1
    of_table = [page for page in pages if "nummer" in page]
    assert len(of_table) >= 3
    assert all("Samarbejde Med Gange Deltagelser Timer Evalueret" in page for page in of_table)
