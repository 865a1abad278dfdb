"""The report across collaborations as a Word document."""

from django.utils.translation import gettext as _
from docx.shared import Mm

from evaluations.cross.charts import trend_charts
from evaluations.cross.figures import CrossReport
from evaluations.cross.words import cross_definitions, figure_cards
from evaluations.exports.charts import drawn, trend_picture
from evaluations.exports.cross_pdf import headings, rows_table, sides_table, years_table
from evaluations.exports.cross_tables import what_it_is
from samarbejde.lib.word import add_picture, add_prose, add_table, as_bytes, begin_document


def cross_docx(report: CrossReport) -> bytes:
    """Return the document: true headings, and tables whose first row is repeated."""
    names, places = headings(), ", ".join(sorted({row.institution_name for row in report.rows}))
    document = begin_document(_("Our collaborations with schools"), author=places, foot=what_it_is(report))
    add_prose(document, what_it_is(report))
    document.add_heading(names["figures"], 1)
    cards = [(str(card.label), card.value, str(card.detail)) for card in figure_cards(report)]
    add_table(document, [_("Figure"), _("Number"), _("Of")], cards)
    charts = {"years": drawn([trend_picture(chart) for chart in trend_charts(report)])}
    for key, table in (
        ("years", years_table(report)), ("sides", sides_table(report)), ("rows", rows_table(report))
    ):  # fmt: skip
        if table["rows"]:
            document.add_heading(names[key], 1)
            for picture, alt in charts.get(key, []):
                add_picture(document, picture, alt, width=Mm(90))
            add_table(document, table["headings"], table["rows"])
    document.add_heading(names["definitions"], 1)
    add_table(document, [_("Word"), _("Meaning")], cross_definitions())
    return as_bytes(document)
