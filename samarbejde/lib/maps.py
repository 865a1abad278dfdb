"""A small map without tiles: points of latitude and longitude drawn on a plane, north up.

Coordinates come out as text: a localised number would break the drawing.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

KM_PER_DEGREE = 111.2
ROUND_KM = (1, 2, 5, 10, 20, 50, 100)
Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True)
class Plane:
    """A rectangle ``width`` by ``height`` onto which one piece of the country is drawn."""

    width: int
    height: int
    west: float
    north: float
    squeeze: float  # how much shorter a degree of longitude is here
    scale: float  # units per degree of latitude

    def place(self, latitude: float, longitude: float) -> tuple[str, str]:
        """Return x and y as text."""
        x = (longitude - self.west) * self.squeeze * self.scale
        y = (self.north - latitude) * self.scale
        return f"{x:.1f}", f"{y:.1f}"

    def length(self, km: float) -> float:
        """Return how long ``km`` is on the plane."""
        return km / KM_PER_DEGREE * self.scale


def fit_plane(points: Iterable[Point], *, width: int, height: int, margin: int = 16) -> Plane | None:
    """Return the plane that shows all points within ``margin``; None when there are none."""
    found = list(points)
    if not found:
        return None
    north, south = max(p[0] for p in found), min(p[0] for p in found)
    east, west = max(p[1] for p in found), min(p[1] for p in found)
    squeeze = math.cos(math.radians((north + south) / 2))
    least = 2 / KM_PER_DEGREE  # never closer than two kilometres
    across, down = max((east - west) * squeeze, least), max(north - south, least)
    scale = min((width - 2 * margin) / across, (height - 2 * margin) / down)
    middle_lat, middle_lon = (north + south) / 2, (east + west) / 2
    return Plane(
        width, height, middle_lon - width / 2 / scale / squeeze, middle_lat + height / 2 / scale, squeeze, scale
    )


def round_distances(plane: Plane, count: int = 2) -> list[int]:
    """Return the largest round distances whose circles fit on the plane, smallest first."""
    fitting = [km for km in ROUND_KM if plane.length(km) <= plane.width / 2]
    return fitting[-count:]
