"""The record as a Word document, to be written on in."""

from django.utils.translation import gettext as _

from knowledge.models import Lesson
from knowledge.queries.record.days import format_day
from knowledge.queries.record.parts import Record, Section
from samarbejde.lib.word import add_prose, add_table, as_bytes, begin_document
from samarbejde.models import Collaboration


def record_docx(record: Record, collaboration: Collaboration, lessons: list[Lesson]) -> bytes:
    """Return the document: the same headings as the page, own words where somebody has written them."""
    foot = _("The record · compiled %(day)s") % {"day": format_day(record.compiled_on)}
    document = begin_document(record.title, author=str(collaboration.institution), foot=foot)
    add_prose(document, ", ".join(filter(None, [record.parties, record.period])))
    add_prose(document, collaboration.description)
    for section in record.sections:
        document.add_heading(section.heading, 1)
        _section(document, section)
    if lessons:
        document.add_heading(_("Lessons"), 1)
    for lesson in lessons:
        document.add_heading(lesson.headline, 2)
        add_prose(document, "\n".join(filter(None, [lesson.applies_when, lesson.to_do, lesson.text])))
    return as_bytes(document)


def _section(document, section: Section) -> None:
    if section.edit:
        add_prose(document, section.edit.text)
        return
    if section.is_empty:
        add_prose(document, section.empty)
    for fact in section.facts:
        add_prose(document, f"{fact.label}: {fact.text}")
    for table in section.tables:
        document.add_heading(table.caption, 2)
        add_table(document, table.head, table.rows)
