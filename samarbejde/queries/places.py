"""Schools and municipalities by the letters somebody has typed so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from samarbejde.choices import PartyKind
from samarbejde.lib.folding import fold
from samarbejde.models import Municipality, School

MOST = 8


@dataclass(frozen=True)
class Option:
    """One choice of a picker. ``value`` is ”school:12” or ”municipality:3” (or a person's key)."""

    value: str
    label: str
    detail: str = ""


def find_places(words: str, *, leave_out: Iterable[str] = ()) -> list[Option]:
    """Return at most `MOST` places, municipalities first. Two queries; nothing under two letters."""
    folded = fold(words.replace("\0", " "))  # the public form asks too, and no table takes empty bytes
    if len(folded) < 2:
        return []
    towns = [row for row in Municipality.objects.all() if fold(row.name).startswith(folded)][:2]
    schools = School.objects.open().schools_only().select_related("municipality")
    for part in folded.split()[:5]:
        schools = schools.filter(search_text__contains=part)
    found = [municipality_option(row) for row in towns] + [school_option(row) for row in schools[:MOST]]
    taken = set(leave_out)
    return [option for option in found if option.value not in taken][:MOST]


def get_places(values: Iterable[str]) -> list[School | Municipality]:
    """Return the rows behind options' values, in their order; what does not exist is left out. Two queries at most."""
    pairs = [tuple(value.split(":", 1)) for value in values if ":" in value]
    keys = {
        kind: [int(pk) for k, pk in pairs if k == kind and pk.isdecimal() and len(pk) < 19]
        for kind in ("school", "municipality")
    }
    schools = School.objects.select_related("municipality").filter(pk__in=keys["school"]) if keys["school"] else []
    towns = Municipality.objects.filter(pk__in=keys["municipality"]) if keys["municipality"] else []
    rows = {f"school:{row.pk}": row for row in schools} | {f"municipality:{row.pk}": row for row in towns}
    return [rows[value] for value in dict.fromkeys(values) if value in rows]


def option_of(row: School | Municipality) -> Option:
    """Return the choice that stands for one place."""
    return school_option(row) if isinstance(row, School) else municipality_option(row)


def school_option(row: School) -> Option:
    """Return the choice that stands for one school; needs its municipality."""
    where = ", ".join(dict.fromkeys(part for part in (row.city, str(row.municipality or "")) if part))
    return Option(f"school:{row.pk}", row.name, where)


def municipality_option(row: Municipality) -> Option:
    """Return the choice that stands for one municipality."""
    return Option(f"municipality:{row.pk}", row.name, str(PartyKind.MUNICIPALITY.label).lower())
