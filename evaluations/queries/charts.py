"""Answers on one scale as bars: where each piece stands, in percent of the width, so that numbers keep their size."""

from dataclasses import dataclass

GAP = 0.3  # percent of the width
ROOM_FOR_NUMBER = 5  # percent: two digits on a phone
STEPS = {5: {5: 5, 4: 4, 3: 3, 2: 2, 1: 1}, 3: {3: 5, 2: 3, 1: 1}}  # highest value of the scale -> value -> colour


@dataclass(frozen=True)
class Bar:
    """One piece: ``x`` and ``width`` in percent of the chart. As text with a point: a Danish comma breaks SVG."""

    step: int
    x: float
    width: float
    label: str

    @property
    def left(self) -> str:
        return f"{self.x:.2f}%"

    @property
    def wide(self) -> str:
        return f"{self.width:.2f}%"

    @property
    def middle(self) -> str:
        return f"{self.x + self.width / 2:.2f}%"


@dataclass(frozen=True)
class ChartRow:
    result: object
    bars: list[Bar]


@dataclass(frozen=True)
class ScaleChart:
    """``labels`` head the table (with "don't know"); ``legend`` is (colour step, label)."""

    labels: list[str]
    legend: list[tuple[int, str]]
    rows: list[ChartRow]


def scale_chart(results: list) -> ScaleChart:
    """Return the chart of questions that share a scale (`QuestionResult`, best answer first)."""
    counts = results[0].counts
    steps = STEPS[max(value for value, _label, _count in counts)]
    return ScaleChart(
        labels=[label for _value, label, _count in counts],
        legend=[(steps[value], label) for value, label, _count in counts if value],
        rows=[ChartRow(result, _bars(result, steps)) for result in results],
    )


def _bars(result, steps: dict[int, int]) -> list[Bar]:
    bars, x = [], 0.0
    for value, _label, count in result.counts:
        if not value or not count:
            continue
        width = 100 * count / result.total
        shown = max(width - GAP, GAP)
        label = str(count) if shown >= ROOM_FOR_NUMBER else ""
        bars.append(Bar(steps[value], x, shown, label))
        x += width
    return bars
