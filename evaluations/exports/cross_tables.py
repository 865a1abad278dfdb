"""The report across collaborations as sheets: real numbers, days and shares; and one plain table for CSV."""

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from evaluations.cross.figures import CrossReport
from evaluations.cross.rows import overview_headings, overview_rows
from evaluations.cross.words import Measure, cross_definitions, measures, side_words
from evaluations.queries.sides import Share
from samarbejde.lib.danish import format_day
from samarbejde.lib.tables_out import Sheet, write_csv, write_xlsx


def cross_xlsx(report: CrossReport) -> bytes:
    """Return a workbook: figures, years, collaborations, answers, and what the figures mean."""
    sheets = [
        _figures(report), _years(report), _collaborations(report), _answers(report),
        Sheet(_("Definitions"), [_("Word"), _("Meaning")], cross_definitions()),
    ]  # fmt: skip
    with write_xlsx(sheets) as file:
        return file.read()


def cross_csv(report: CrossReport) -> bytes:
    """Return one row per collaboration."""
    sheet = _collaborations(report)
    return b"".join(write_csv(sheet.headers, sheet.rows))


def what_it_is(report: CrossReport) -> str:
    """”Skoleåret 2026/27 · skrevet 28. november 2026”."""
    written = format_day(report.written_on, datetime.date.min)  # on paper the year is said, always
    return _("%(period)s · written %(day)s") % {"period": report.scope.period.title, "day": written}


def _figures(report: CrossReport) -> Sheet:
    figures = report.figures
    rows = [(m.label, *_number(m, figures)) for m in measures()]
    rows.append((_("Declined"), figures.declined, None, None))
    rows.append((_("Municipalities"), figures.municipalities, None, None))
    rows.append((_("Schools in their municipalities"), report.schools_there, None, None))
    return Sheet(_("Figures"), [_("Figure"), _("Number"), _("Of"), _("Share")], rows, notes=[what_it_is(report)])


def _number(measure: Measure, figures) -> tuple:
    number = measure.number(figures)
    return (number, measure.of(figures) if measure.of else None, _rounded(measure.share(figures)))


def _rounded(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(round(share, 4)))


def _years(report: CrossReport) -> Sheet:
    rows = [
        (period.label, *(m.number(figures) if m.of is None else _rounded(m.share(figures)) for m in measures()))
        for period, figures in report.years
    ]
    return Sheet(_("Years"), [_("Period"), *(m.label for m in measures())], rows)


def _collaborations(report: CrossReport) -> Sheet:
    return Sheet(_("Collaborations"), overview_headings(), overview_rows(report))


def _answers(report: CrossReport) -> Sheet:
    rows = [(*side_words(side), *_share(side.own), *_share(side.others)) for side in report.sides]
    headings = [
        _("Group"), _("About"), _("Positive answers"), _("Answers"), _("Others: positive answers"),
        _("Others: answers"),
    ]  # fmt: skip
    return Sheet(_("Answers"), headings, rows)


def _share(share: Share | None) -> tuple:
    return (share.positive, share.total) if share else (None, None)
