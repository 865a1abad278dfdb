import io

import pypdf
import pytest
from docx import Document

from agreements.actions.agreements import GoalRow, update_agreement
from agreements.choices import GoalFor, Template
from agreements.documents import agreement_docx, pdf_name, version_pdf
from agreements.models import AgreementVersion
from agreements.queries.content import build_content
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


DECIDES = {"decides": "on", "decision_who": "Jonas Brandt", "decision_extent": "Onsdage i maj, to timer ad gangen"}


@pytest.mark.guide("2F1")
def test_the_head_teachers_decision_stands_in_every_document(client, cast, version, login):
    answer(client, version.approvals.get(name="Peter Skovgaard"), **DECIDES)
    fresh = AgreementVersion.objects.get(pk=version.pk)
    _, pdf = read(version_pdf(fresh))
    word = words_of(agreement_docx(fresh.content, fresh))
    paper = login(cast.reader).get(page("version_print", cast, 1)).content.decode()
    for text in (" ".join(pdf.split()), word, paper):
        missing = [
            words
            for words in ("folkeskolelovens § 3, stk. 5", "Jonas Brandt", DECIDES["decision_extent"], "Peter Skovgaard")
            if words not in text
        ]
        assert missing == []


def test_who_has_not_answered_finds_a_line_to_sign_on(client, cast, version):
    answer(client, version.approvals.get(name="Peter Skovgaard"))
    _, text = read(version_pdf(AgreementVersion.objects.get(pk=version.pk)))
    assert [f"Underskrift: {who}" in text for who in ("Kystmuseet Isfjorden, Birgit Madsen", "Tinghøjskolen")] == [
        True, False,
    ]  # fmt: skip


def words_of(file: bytes) -> str:
    document = Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([each.text for each in document.paragraphs] + cells)


@pytest.mark.guide("2F2")
def test_word_opens_the_version_with_headings_tables_and_language(cast, version, login):
    response = login(cast.reader).get(page("version_word", cast, 1))
    assert response["Content-Disposition"] == 'attachment; filename="aftale-havet-som-klasserum-version-1.docx"'
    document = Document(io.BytesIO(response.content))
    headings = [each.text for each in document.paragraphs if each.style.name.startswith(("Heading", "Title"))]
    titles = [section["title"] for section in version.content["sections"]]
    assert (headings[0], [title for title in titles if title not in headings]) == ("Havet som klasserum", [])
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Havet som klasserum", "Kystmuseet Isfjorden", "da-DK",
    )  # fmt: skip
    foot = document.sections[0].footer.paragraphs[0]
    assert ("Version 1, sendt" in foot.text, "NUMPAGES" in foot._p.xml) == (True, True)
    shown = words_of(response.content)
    wanted = ["De skriver dem ned", "Læreren deler klassen i hold.", "Sofie Lund", version.content_hash, "Venter"]
    assert [words for words in wanted if words not in shown] == []


def test_the_draft_can_be_written_in_before_it_is_sent(cast, agreement, login):
    response = login(cast.reader).get(page("agreement_word", cast))
    assert response["Content-Disposition"] == 'attachment; filename="aftale-havet-som-klasserum-udkast.docx"'
    foot = Document(io.BytesIO(response.content)).sections[0].footer.paragraphs[0].text
    assert (foot.startswith("Udkast"), "Eleverne stiller egne spørgsmål" in words_of(response.content)) == (True, True)


@pytest.mark.parametrize("words", ["\x0b tegn \x00", "<w:t>kode</w:t>", "😀 og ægte æøå", "=1+1"])
def test_word_holds_whatever_is_typed(cast, agreement, words):
    content = build_content(agreement)
    content["title"] = content["sections"][0]["title"] = words
    clean = "".join(letter for letter in words if ord(letter) > 31)
    assert clean in words_of(agreement_docx(content)).replace("\n", " ")


def test_the_page_to_print_says_what_the_pdf_says(cast, version, login):
    body = login(cast.reader).get(page("version_print", cast, 1)).content.decode()
    wanted = ["Version 1, sendt", "Eleverne stiller egne spørgsmål", "Venter", version.content_hash, "data-print"]
    assert [words for words in wanted if words not in body] == []
