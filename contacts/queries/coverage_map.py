"""The drawn map of the coverage: one bubble per municipality, or one dot per school."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from contacts.queries.coverage import Line
from samarbejde.lib.maps import Plane, fit_plane

WIDTH, HEIGHT = 520, 420
LARGEST = 22.0


@dataclass(frozen=True)
class Bubble:
    """``radius`` is for all the schools, ``inner`` for those with something under way: areas, not lengths."""

    x: str
    y: str
    radius: str
    inner: str
    words: str


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    state: str
    words: str


@dataclass(frozen=True)
class Drawing:
    bubbles: list[Bubble]
    dots: list[Dot]
    width: int = WIDTH
    height: int = HEIGHT


def draw_municipalities(lines: Iterable[Line]) -> Drawing | None:
    """Return a bubble for each municipality that has a middle, the largest first, so that small ones lie on top."""
    placed = [line for line in lines if line.latitude is not None and line.longitude is not None and line.total]
    plane = fit_plane(
        [(line.latitude or 0.0, line.longitude or 0.0) for line in placed], width=WIDTH, height=HEIGHT, margin=26
    )
    if plane is None:
        return None
    most = max(line.total for line in placed)
    return Drawing([_bubble(plane, line, most) for line in sorted(placed, key=lambda line: -line.total)], [])


def _bubble(plane: Plane, line: Line, most: int) -> Bubble:
    x, y = plane.place(line.latitude or 0.0, line.longitude or 0.0)
    radius = max(3.0, LARGEST * math.sqrt(line.total / most))
    inner = radius * math.sqrt(line.reached / line.total)
    return Bubble(x, y, f"{radius:.1f}", f"{inner:.1f}", f"{line.name}: {line.reached}/{line.total}")


def draw_schools(rows: Iterable[dict]) -> Drawing | None:
    """Return a dot for each school with coordinates, in the colour of its state."""
    placed = [row for row in rows if row["latitude"] is not None]
    plane = fit_plane([(row["latitude"], row["longitude"]) for row in placed], width=WIDTH, height=HEIGHT)
    if plane is None:
        return None
    dots = [
        Dot(*plane.place(row["latitude"], row["longitude"]), row["state"], f"{row['name']}: {row['state_label']}")
        for row in placed
    ]
    return Drawing([], dots)
