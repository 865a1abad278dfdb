"""Word documents, to be written on in: true headings, tables whose first row is repeated, the text's language.

::

    document = begin_document("Havet som klasserum", author="Kystmuseet", foot="Version 2")
    add_prose(document, text)                       # empty lines and line breaks as typed
    add_table(document, [headings], [[cell, …], …])
    add_picture(document, png, "What it shows")
    return as_bytes(document)

Everything goes through `clean_text`: what a person typed is text, and a letter XML cannot hold is left out.
"""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from samarbejde.lib.tables_out import clean_text

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

GRID = "Table Grid"
LANGUAGES = {"en": "en-GB"}
LONGEST_PROPERTY = 255
TEXT_WIDTH = Mm(146)  # between the margins


def begin_document(title: str, *, author: str, foot: str = "", picture: bytes = b"") -> "WordDocument":
    """Return a document on A4 that says what it is, whose it is and in which language; with page numbers."""
    document = Document()
    language = LANGUAGES.get(get_language() or "", "da-DK")
    properties = document.core_properties
    properties.title, properties.author = clean_text(title)[:LONGEST_PROPERTY], clean_text(author)[:LONGEST_PROPERTY]
    properties.language = language
    run = document.styles["Normal"].element.get_or_add_rPr()
    run.append(run.makeelement(qn("w:lang"), {qn("w:val"): language}))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    _number_pages(section.footer.paragraphs[0], foot)
    if picture:
        _picture(document, picture, author, height=Mm(16))
    document.add_heading(clean_text(title), 0)
    return document


def add_picture(document: "WordDocument", picture: bytes, alt: str, *, width: Length = TEXT_WIDTH) -> None:
    """Add a picture over the text's whole width (or ``width``), with what it shows said in words."""
    _picture(document, picture, alt, width=width)


def _picture(document: "WordDocument", picture: bytes, alt: str, **size) -> None:
    shape = document.add_paragraph().add_run().add_picture(io.BytesIO(picture), **size)
    shape._inline.docPr.set("descr", clean_text(alt))  # noqa: SLF001 - python-docx has no word for it


def _number_pages(paragraph: "Paragraph", foot: str) -> None:
    """Write ”Version 2 · Side 1 af 3”; Word counts the pages."""
    before, _mark, after = _("Page %(page)s of %(pages)s").partition("%(page)s")
    between = after.partition("%(pages)s")[0]
    paragraph.add_run(clean_text(f"{foot} · {before}" if foot else before))
    _count(paragraph, "PAGE")
    paragraph.add_run(between)
    _count(paragraph, "NUMPAGES")


def _count(paragraph: "Paragraph", code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no word for a field


def add_prose(document: "WordDocument", text: str, style: str | None = None) -> None:
    """Add a paragraph for each line that says something."""
    for paragraph in text.split("\n"):
        if paragraph.strip():
            document.add_paragraph(clean_text(paragraph), style=style)


def add_bullets(document: "WordDocument", texts: Iterable[str]) -> None:
    """Add one point for each text."""
    for text in texts:
        document.add_paragraph(clean_text(text), style="List Bullet")


def add_table(document: "WordDocument", headings: Sequence, rows: Iterable[Sequence]) -> None:
    """Add a table with lines; its headings come again on each page."""
    table = document.add_table(rows=1, cols=len(headings), style=GRID)
    head = table.rows[0]
    mark = head._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no word for a repeated heading row
    mark.append(mark.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for cell, text in zip(head.cells, headings, strict=True):
        cell.paragraphs[0].add_run(clean_text(str(text))).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = clean_text(str(text))
    document.add_paragraph()


def as_bytes(document: "WordDocument") -> bytes:
    """Return the file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
