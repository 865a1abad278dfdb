"""What the finder's page shows: the hits with their reasons, and the map."""

import datetime
from dataclasses import dataclass

from contacts.queries.finder import PAGE_LENGTH, Wish, rank_schools
from contacts.queries.finder_reasons import Reason, reasons_of
from samarbejde.lib.maps import fit_plane, round_distances
from samarbejde.models import Institution

MAP_WIDTH, MAP_HEIGHT = 272, 330
LAST_PAGE = 500


@dataclass(frozen=True)
class Hit:
    """One school with its place in the ranking. ``x`` and ``y`` are where it lies on the map, or empty."""

    row: dict
    score: int | None
    reasons: list[Reason]

    @property
    def place(self) -> int:
        return self.row["place"]


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    words: str = ""


@dataclass(frozen=True)
class Ring:
    km: int
    radius: str
    label_y: str


@dataclass(frozen=True)
class Chart:
    """The drawn map: us, rings around us, the page's schools with their numbers, the others as dots."""

    here: Mark
    rings: list[Ring]
    hits: list[Mark]
    dots: list[Mark]
    width: int = MAP_WIDTH
    height: int = MAP_HEIGHT


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    total: int
    page: int
    chart: Chart | None

    @property
    def first(self) -> int:
        return self.hits[0].place if self.hits else 0

    @property
    def last(self) -> int:
        return self.hits[-1].place if self.hits else 0

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        return self.page + 1 if self.last < self.total else 0


def find_schools(
    institution: Institution, wish: Wish, own_names: dict[int, str], *, today: datetime.date, page: int
) -> Found:
    """Return one page of the ranking. One query."""
    page = max(1, min(page, LAST_PAGE))
    first, last = (page - 1) * PAGE_LENGTH + 1, page * PAGE_LENGTH
    rows = rank_schools(institution.pk, wish, today=today, first=first, last=last)
    shown = [row for row in rows if first <= row["place"] <= last]
    hits = [Hit(row, _score(row), reasons_of(row, wish, own_names, today)) for row in shown]
    return Found(hits, rows[0]["total"] if rows else 0, page, draw_map(shown, rows))


def _score(row: dict) -> int | None:
    return None if row["score"] is None else round(row["score"])


def draw_map(shown: list[dict], rows: list[dict]) -> Chart | None:
    """Draw the page's schools and us; the other schools as far as they fit."""
    placed = [row for row in shown if row["latitude"] is not None]
    if not placed or placed[0]["origin_lat"] is None:
        return None
    here = (placed[0]["origin_lat"], placed[0]["origin_lon"])
    plane = fit_plane(
        [here, *((row["latitude"], row["longitude"]) for row in placed)], width=MAP_WIDTH, height=MAP_HEIGHT
    )
    assert plane is not None  # noqa: S101 - there is at least us
    x, y = plane.place(*here)
    rings = [
        Ring(km, f"{plane.length(km):.1f}", f"{float(y) - plane.length(km) - 4:.1f}") for km in round_distances(plane)
    ]
    numbers = {row["id"] for row in shown}
    dots = [row for row in rows if row["id"] not in numbers and row["latitude"] is not None]
    marks = [Mark(*plane.place(row["latitude"], row["longitude"])) for row in dots]
    return Chart(
        Mark(x, y), rings,
        [Mark(*plane.place(row["latitude"], row["longitude"]), str(row["place"])) for row in placed],
        [mark for mark in marks if 0 <= float(mark.x) <= MAP_WIDTH and 0 <= float(mark.y) <= MAP_HEIGHT],
    )  # fmt: skip
