"""A school year as a wheel: one ring per kind, one cell per week, clockwise from the top. Drawn as SVG by the server.

Coordinates are attributes and text, never style (the content security policy forbids it), never localised.
"""

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from samarbejde.lib.weeks import iso_week, week_start

SIZE = 620
MIDDLE = SIZE / 2
INNER = 82.0
RING = 26.0
AIR = 3.0  # between two rings
GAP = 11.0  # degrees at the top, where the rings have their numbers
MANY = (1, 3, 6)  # a cell is darker from these on


@dataclass(frozen=True)
class Ring:
    """One kind: its ``number`` stands in the wheel and in the list of kinds, ``counts`` are by Monday."""

    number: int
    hue: str
    counts: Mapping[datetime.date, int]


@dataclass(frozen=True)
class Frame:
    """The days the wheel shows."""

    first: datetime.date
    last: datetime.date

    def turn(self, day: datetime.date) -> float:
        """Return the angle of a day in degrees, clockwise from the top."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return GAP / 2 + max(0.0, min(1.0, share)) * (360 - GAP)

    def mondays(self) -> list[datetime.date]:
        first = week_start(self.first)
        return [first + datetime.timedelta(weeks=n) for n in range((self.last - first).days // 7 + 1)]


def wheel_html(
    rings: list[Ring], first: datetime.date, last: datetime.date, *, middle: str, months: Mapping[int, str],
    today: datetime.date | None = None, breaks: Iterable[tuple[datetime.date, datetime.date, str]] = (),
) -> SafeString:  # fmt: skip
    """Return the wheel, with a shade behind the days of each of ``breaks`` (first, last, name).

    It decorates: the list beside it says the same, and each cell leads to its week there.
    """
    frame = Frame(first, last)
    edge = _radius(len(rings)) - AIR
    parts = [
        _breaks(frame, edge, breaks),
        _tracks(frame, rings),
        _cells(frame, rings),
        _months(frame, edge, months),
        _numbers(rings),
    ]
    if today and first <= today <= last:
        parts.append(_today(frame, edge, today))
    return format_html(
        '<svg class="wheel" viewBox="0 0 {0} {0}" aria-hidden="true">{1}'
        '<text class="wheel-year" x="{2}" y="{2}" dy=".35em">{3}</text></svg>',
        str(SIZE), format_html_join("", "{}", ((part,) for part in parts)), f"{MIDDLE:g}", middle,
    )  # fmt: skip


def week_mark(monday: datetime.date) -> str:
    """Return the id of a week in the list."""
    year, week, _day = monday.isocalendar()
    return f"uge-{year}-{week}"


def _radius(number: int) -> float:
    return INNER + number * (RING + AIR)


def _point(radius: float, turn: float) -> tuple[str, str]:
    angle = math.radians(turn)
    return f"{MIDDLE + radius * math.sin(angle):.1f}", f"{MIDDLE - radius * math.cos(angle):.1f}"


def arc_path(inner: float, outer: float, start: float, end: float) -> str:
    """Return the outline of a piece of a ring between two angles."""
    large = "1" if end - start > 180 else "0"
    (ax, ay), (bx, by) = _point(outer, start), _point(outer, end)
    (cx, cy), (dx, dy) = _point(inner, end), _point(inner, start)
    far, near = f"{outer:g} {outer:g}", f"{inner:g} {inner:g}"
    return f"M{ax} {ay}A{far} 0 {large} 1 {bx} {by}L{cx} {cy}A{near} 0 {large} 0 {dx} {dy}Z"


def _breaks(frame: Frame, edge: float, breaks: Iterable[tuple[datetime.date, datetime.date, str]]) -> SafeString:
    shades = []
    for first, last, name in breaks:
        turns = frame.turn(first), frame.turn(last + datetime.timedelta(days=1))
        shades.append((arc_path(INNER - 14, edge + 10, *turns), name))
    return format_html_join("", '<path class="wheel-break" d="{}"><title>{}</title></path>', shades)


def _tracks(frame: Frame, rings: Iterable[Ring]) -> SafeString:
    ends = frame.turn(frame.first), frame.turn(frame.last + datetime.timedelta(days=1))
    paths = ((arc_path(_radius(n), _radius(n) + RING, *ends),) for n, _ring in enumerate(rings))
    return format_html_join("", '<path class="wheel-track" d="{}"/>', paths)


def _cells(frame: Frame, rings: Iterable[Ring]) -> SafeString:
    cells = []
    for number, ring in enumerate(rings):
        for monday in frame.mondays():
            if count := ring.counts.get(monday, 0):
                after = monday + datetime.timedelta(weeks=1)
                path = arc_path(_radius(number), _radius(number) + RING, frame.turn(monday), frame.turn(after) - 0.6)
                level = sum(count >= step for step in MANY)
                cells.append((week_mark(monday), ring.hue, level, path, iso_week(monday), count))
    # Out of the reading order and of the keyboard's way: the list has the same links.
    return format_html_join(
        "",
        '<a href="#{}" tabindex="-1"><path data-phase="{}" class="wheel-{}" d="{}"/><title>{}: {}</title></a>',
        cells,
    )


def _months(frame: Frame, edge: float, names: Mapping[int, str]) -> SafeString:
    marks, labels, day = [], [], frame.first
    while day <= frame.last:
        after = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
        marks.append((*_point(INNER - 8, frame.turn(day)), *_point(edge + 8, frame.turn(day))))
        middle = (frame.turn(day) + frame.turn(after)) / 2
        labels.append((*_point(edge + 26, middle), names[day.month]))
        day = after
    lines = format_html_join("", '<line class="wheel-month" x1="{}" y1="{}" x2="{}" y2="{}"/>', marks)
    return lines + format_html_join("", '<text x="{}" y="{}" dy=".35em">{}</text>', labels)


def _numbers(rings: Iterable[Ring]) -> SafeString:
    places = ((*_point(_radius(n) + RING / 2, 0), ring.number) for n, ring in enumerate(rings))
    return format_html_join("", '<text class="wheel-number" x="{}" y="{}" dy=".35em">{}</text>', places)


def _today(frame: Frame, edge: float, today: datetime.date) -> SafeString:
    turn = frame.turn(today)
    near, far = _point(INNER - 14, turn), _point(edge + 8, turn)
    return format_html('<line class="wheel-today" x1="{}" y1="{}" x2="{}" y2="{}"/>', *near, *far)
