"""The pictures of the page, for paper: where each piece stands, and in words what the picture shows."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evaluations.cross.charts import FOOT, HEIGHT, TOP, TrendChart
from evaluations.cross.charts import WIDTH as TREND_WIDTH
from evaluations.queries.charts import ChartRow, ScaleChart
from samarbejde.lib.danish import format_number
from samarbejde.lib.documents import render_pictures

ROWS_IN_ONE = 9  # a picture stands whole on a page


def scale_pictures(chart: ScaleChart) -> list[dict]:
    """Return the chart as pictures that are not taller than half a page."""
    parts = [chart.rows[i : i + ROWS_IN_ONE] for i in range(0, len(chart.rows), ROWS_IN_ONE)]
    return [
        {
            "alt": " ".join([_("Bars of the answers."), *(_in_words(row) for row in rows)]),
            "legend": [list(pair) for pair in chart.legend],
            "rows": [{"text": row.result.question.text, "bars": _bars(row)} for row in rows],
        }
        for rows in parts
    ]


def _bars(row: ChartRow) -> list[dict]:
    return [{"step": bar.step, "x": bar.x / 100, "width": bar.width / 100, "label": bar.label} for bar in row.bars]


def _in_words(row: ChartRow) -> str:
    said = [f"{label} {format_number(count)}" for value, label, count in row.result.counts if value and count]
    return f"{row.result.question.text}: {', '.join(said)}."


def trend_picture(chart: TrendChart) -> dict:
    """Return years as columns."""
    room = HEIGHT - TOP - FOOT
    said = ", ".join(f"{column.label} {column.value}" for column in chart.columns)
    return {
        "title": chart.title,
        "alt": _("%(figure)s year by year: %(values)s.") % {"figure": chart.title, "values": said},
        "columns": [
            {
                "x": float(column.x) / TREND_WIDTH, "width": float(column.width) / TREND_WIDTH,
                "height": float(column.height) / room, "value": column.value, "label": column.label,
            }
            for column in chart.columns
        ],
    }  # fmt: skip


def drawn(charts: list[dict]) -> list[tuple[bytes, str]]:
    """Return each chart as (PNG, what it shows in words)."""
    if not charts:
        return []
    pictures = render_pictures("pictures.typ", {"lang": get_language() or "da", "charts": charts})
    return list(zip(pictures, (chart["alt"] for chart in charts), strict=True))
