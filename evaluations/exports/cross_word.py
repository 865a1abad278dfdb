"""The report across collaborations as a Word document."""

import io

from django.utils.translation import gettext as _
from docx import Document

from evaluations.cross.figures import CrossReport
from evaluations.cross.words import cross_definitions, figure_cards
from evaluations.exports.cross_pdf import headings, rows_table, sides_table, years_table
from evaluations.exports.cross_tables import what_it_is
from evaluations.exports.word import add_table, describe


def cross_docx(report: CrossReport) -> bytes:
    """Return the document: true headings, and tables whose first row is repeated."""
    document, names = Document(), headings()
    title = _("Our collaborations with schools")
    places = ", ".join(sorted({row.institution_name for row in report.rows}))
    describe(document, title=title, author=places)
    document.add_heading(title, 0)
    document.add_paragraph(what_it_is(report))
    document.add_heading(names["figures"], 1)
    cards = [(str(card.label), card.value, str(card.detail)) for card in figure_cards(report)]
    add_table(document, [_("Figure"), _("Number"), _("Of")], cards)
    for key, table in (
        ("years", years_table(report)), ("sides", sides_table(report)), ("rows", rows_table(report))
    ):  # fmt: skip
        if table["rows"]:
            document.add_heading(names[key], 1)
            add_table(document, table["headings"], table["rows"])
    document.add_heading(names["definitions"], 1)
    add_table(document, [_("Word"), _("Meaning")], cross_definitions())
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
