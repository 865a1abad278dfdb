import io
import json
import zipfile

import pypdf
import pytest
from django.urls import reverse

from tests.factories import InternalNoteFactory, LessonFactory

HEADINGS = ["Sådan begyndte det", "Personerne", "Hvem gjorde hvad", "Aftalen"]


def export(cast, kind):
    return reverse("knowledge:record_export", args=[cast.collaboration.pk, kind])


@pytest.fixture
def told(full, cast):
    """A collaboration with something in every phase, a lesson, and a note that must not leave."""
    LessonFactory(collaboration=full, headline="Bestil bussen først", written_by=cast.editor)
    InternalNoteFactory(collaboration=full, text="KANARIEINTERN", created_by=cast.editor)
    return full


@pytest.mark.guide("4C1", "4C2", "4C3", "4C4", "4C8")
def test_record_export_is_a_pdf_others_can_read(cast, login, told):
    answer = login(cast.editor).get(reverse("knowledge:record_export", args=[told.pk, "pdf"]))
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in document.pages)
    assert (answer["Content-Type"], document.metadata.title) == ("application/pdf", told.title)
    assert (document.trailer["/Root"]["/Lang"], "/StructTreeRoot" in document.trailer["/Root"]) == ("da", True)
    assert [words for words in [*HEADINGS, "Bestil bussen først"] if words not in text] == []
    assert "KANARIE" not in text


@pytest.mark.guide("4C7")
def test_record_export_packs_pdf_and_data_without_internal_notes(cast, login, told):
    answer = login(cast.editor).get(reverse("knowledge:record_export", args=[told.pk, "zip"]))
    package = zipfile.ZipFile(io.BytesIO(answer.content))
    data = json.loads(package.read("samarbejdshistorie.json"))
    names = ["aftale-version-1.pdf", "samarbejdshistorie.json", "samarbejdshistorie.pdf"]
    assert sorted(package.namelist()) == names
    assert (data["format_version"], data["collaboration"]["title"]) == (1, told.title)
    assert [section["guide"] for section in data["sections"]][:4] == ["4C1", "4C2", "4C3", "4C4"]
    assert [lesson["headline"] for lesson in data["lessons"]] == ["Bestil bussen først"]
    assert "KANARIE" not in json.dumps(data)


def test_record_export_of_an_unknown_kind_is_not_found(cast, login):
    assert login(cast.editor).get(export(cast, "exe")).status_code == 404
