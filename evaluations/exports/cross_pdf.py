"""The report across collaborations as a tagged PDF."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evaluations.cross.charts import trend_charts
from evaluations.cross.figures import CrossReport, is_evaluated
from evaluations.cross.rows import held
from evaluations.cross.words import cross_definitions, figure_cards, measures, share_text, side_words
from evaluations.exports.charts import trend_picture
from evaluations.exports.cross_tables import what_it_is
from samarbejde.lib.danish import format_number
from samarbejde.lib.documents import render_pdf
from samarbejde.phases import Status


def cross_pdf(report: CrossReport) -> bytes:
    """Set the report with Typst."""
    return render_pdf(
        "cross_report.typ",
        {
            "lang": get_language() or "da",
            "title": _("Our collaborations with schools"),
            "subtitle": report.scope.period.title,
            "sender": " · ".join(sorted({row.institution_name for row in report.rows})[:4]),
            "foot": what_it_is(report),
            "headings": headings(),
            "figures": [(card.value, ": ".join(filter(None, [str(card.label), str(card.detail)])))
                        for card in figure_cards(report)],
            "charts": [trend_picture(chart) for chart in trend_charts(report)],
            "years": years_table(report),
            "sides": sides_table(report),
            "rows": rows_table(report),
            "definitions": [list(pair) for pair in cross_definitions()],
        },
    )  # fmt: skip


def headings() -> dict[str, str]:
    """Return the names of the parts."""
    return {
        "figures": _("In figures"), "years": _("Year by year"), "sides": _("What they answered"),
        "rows": _("The collaborations"), "definitions": _("What the figures mean"),
    }  # fmt: skip


def years_table(report: CrossReport) -> dict:
    """Return headings and rows: one figure per row, one year per column."""
    rows = [[m.label, *(m.text(figures) for _period, figures in report.years)] for m in measures()]
    return {"headings": [_("Figure"), *(period.label for period, _figures in report.years)], "rows": rows}


def sides_table(report: CrossReport) -> dict:
    """Return headings and rows: the share of positive answers, here and in the places' other collaborations."""
    rows = [[*side_words(side), share_text(side.own), share_text(side.others)] for side in report.sides]
    return {"headings": [_("Group"), _("About"), _("These"), _("The places' others")], "rows": rows}


def rows_table(report: CrossReport) -> dict:
    """Return headings and rows: the collaborations that were not declined."""
    period = report.scope.period
    rows = []
    for row in report.rows:
        if row.status == Status.DECLINED:
            continue
        sessions, participations, hours = held(row, period)
        rows.append([
            row.title, row.counterpart, format_number(sessions), format_number(participations),
            format_number(hours, 1), _("yes") if is_evaluated(row) else _("no"),
        ])  # fmt: skip
    names = [_("Collaboration"), _("With"), _("Sessions"), _("Participations"), _("Hours"), _("Evaluated")]
    return {"headings": names, "rows": rows}
