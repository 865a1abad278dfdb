import io

import pypdf
import pytest

from agreements.actions.agreements import GoalRow, update_agreement
from agreements.choices import GoalFor, Template
from agreements.documents import pdf_name, version_pdf
from agreements.sections import SECTIONS
from tests.agreements.conftest import answer, page, send


def read(pdf: bytes) -> tuple[pypdf.PdfReader, str]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return reader, "\n".join(each.extract_text() for each in reader.pages)


@pytest.mark.guide("2F2")
def test_another_program_reads_the_pdf(client, cast, version):
    answer(client, version.approvals.get(name="Peter Skovgaard"))
    reader, text = read(version_pdf(version))
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], root["/MarkInfo"]["/Marked"]) == (
        "Havet som klasserum", "da", True,
    )  # fmt: skip
    assert ("/StructTreeRoot" in root, len(reader.pages)) == (True, 2)
    shown = [
        "Eleverne stiller egne spørgsmål", "De skriver dem ned", "Læreren deler klassen i hold.", "Jonas Brandt",
        "Sofie Lund", "Side 1 af 2", "Side 2 af 2", f"{version.sent_at.year}", version.content_hash[:12], "Godkendt",
    ]  # fmt: skip
    assert [words for words in shown if words not in text] == []


def test_the_fullest_template_shows_every_section(cast, agreement):
    values = {name: f"Tekst om {name}" for name in ("understanding", "background", "benefit_school", "communication")}
    goals = [GoalRow(f"Mål nummer {n}", GoalFor.SCHOOL, [f"Tegn {n}"]) for n in range(6)]
    update_agreement(
        agreement=agreement, version=agreement.version, template=Template.FULL, goals=goals, tasks=[],
        case_school="26/1234", benefit_institution="Vi lærer noget", meeting_rhythm="Hver måned", **values,
        by=cast.editor,
    )  # fmt: skip
    version = send(agreement, cast.editor)
    _, text = read(version_pdf(version))
    titles = [section["title"] for section in version.content["sections"]]
    assert (len(titles), [title for title in titles if title not in text]) == (len(SECTIONS), [])


@pytest.mark.parametrize(
    "words", ["#strong[x] $x^2$ *ja* _nej_", '"); #panic("', "\\u{41}", "<mål> @ref `kode`", "= ikke en overskrift"]
)
def test_what_is_typed_is_never_run(cast, agreement, words):
    goals = [GoalRow("Mål", GoalFor.PUPILS, ["Tegn"])]
    update_agreement(
        agreement=agreement, version=agreement.version, content=words, goals=goals, tasks=[], by=cast.editor
    )
    _, text = read(version_pdf(send(agreement, cast.editor)))
    assert words in text


def test_the_same_version_gives_the_same_bytes(version):
    assert version_pdf(version) == version_pdf(version)


def test_the_file_is_handed_out_with_a_name(cast, version, login):
    response = login(cast.reader).get(page("agreement_pdf", cast, 1))
    assert response["Content-Disposition"] == 'attachment; filename="aftale-havet-som-klasserum-version-1.pdf"'
    assert pdf_name(version) == "aftale-havet-som-klasserum-version-1.pdf"
