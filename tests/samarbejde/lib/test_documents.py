import datetime
import io
from uuid import uuid4

import pypdf
import pytest

from samarbejde.lib.documents import documents_folder, render_pdf

SAMPLE = """#import "look.typ": *
#show: document-look.with(title: data.title, foot: "Fod")
= Overskrift
#prose(data.text)
#ruled-table(("Navn", "Tal"), ((data.name, "1.234"),), numeric: (1,))
"""
DATA = {"title": "Prøve æøå", "text": "Et *afsnit*\n\nEt #til", "name": "Søren"}


@pytest.fixture
def template():
    """Return the name of a template that lives as long as the test; other tests run beside it."""
    path = documents_folder() / f"test_{uuid4().hex}.typ"
    path.write_text(SAMPLE, encoding="utf-8")
    yield path.name
    path.unlink()


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_a_document_is_tagged_and_has_title_and_language(template):
    reader = read(render_pdf(template, DATA))
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, root["/Lang"], "/StructTreeRoot" in root) == ("Prøve æøå", "da", True)
    text = reader.pages[0].extract_text()
    assert [
        word for word in ("Et *afsnit*", "Et #til", "Søren", "1.234", "Side 1 af 1", "Fod") if word not in text
    ] == []


def test_only_our_own_fonts_are_used(template):
    fonts = read(render_pdf(template, DATA)).pages[0]["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts.values()}
    assert names == {"Newsreader", "SourceSans3"}


@pytest.mark.parametrize("text", ["😀 漢字", "Αθήνα → ✓", "a\x07b\x1b[0m", "", "\n\n", "e\u0301"])
def test_no_text_breaks_it(template, text):
    assert render_pdf(template, DATA | {"text": text})[:5] == b"%PDF-"


def test_the_same_moment_gives_the_same_bytes(template):
    at = datetime.datetime(2026, 3, 3, 9, 0, 0, 123456, tzinfo=datetime.UTC)
    assert render_pdf(template, DATA, at=at) == render_pdf(template, DATA, at=at)
