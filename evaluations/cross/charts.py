"""Years beside each other as columns: where each stands, as text that fits an SVG whatever the language."""

from dataclasses import dataclass

from evaluations.cross.figures import CrossReport
from evaluations.cross.words import Measure, measures

WIDTH, HEIGHT, TOP, FOOT = 320, 150, 24, 22


@dataclass(frozen=True)
class Column:
    x: str
    y: str
    width: str
    height: str
    middle: str
    above: str  # where the number stands
    value: str
    label: str


@dataclass(frozen=True)
class TrendChart:
    title: str
    columns: list[Column]


def trend_charts(report: CrossReport) -> list[TrendChart]:
    """Return one chart for each of participations, evaluated and response rate."""
    every = measures()
    return [TrendChart(each.label, _columns(report, each)) for each in (every[3], every[5], every[6])]


def _columns(report: CrossReport, measure: Measure) -> list[Column]:
    values = [_height(measure, figures) for _period, figures in report.years]
    top = 1.0 if measure.of else max([*values, 1.0])
    slot = WIDTH / len(values)
    room = HEIGHT - TOP - FOOT
    columns = []
    for number, ((period, figures), value) in enumerate(zip(report.years, values, strict=True)):
        height = room * value / top
        x, y = number * slot + slot * 0.18, TOP + room - height
        columns.append(Column(
            f"{x:.1f}", f"{y:.1f}", f"{slot * 0.64:.1f}", f"{height:.1f}", f"{number * slot + slot / 2:.1f}",
            f"{y - 6:.1f}", measure.text(figures), period.label,
        ))  # fmt: skip
    return columns


def _height(measure: Measure, figures) -> float:
    return float(measure.share(figures) or 0) if measure.of else float(measure.number(figures))  # type: ignore[arg-type]
