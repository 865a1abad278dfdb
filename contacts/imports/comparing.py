"""What a register file would change: each school's difference between the file and what we have."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind
from contacts.imports.reading import UNKNOWN_TYPE, Finding, Reading, Record
from samarbejde.models import School

# Our field -> where it is read; related rows are compared by their code or number.
SOURCES = {
    "name": "name", "parent": "parent__number", "unit_kind": "unit_kind", "type": "type__code",
    "municipality": "municipality__code", "address": "address", "postcode": "postcode", "city": "city",
    "phone": "phone", "email": "email", "web": "web", "leader_name": "leader_name", "owner_code": "owner_code",
    "owner_name": "owner_name", "cvr": "cvr", "p_number": "p_number", "highest_grade": "highest_grade",
    "latitude": "latitude", "longitude": "longitude", "closed_on": "closed_on",
}  # fmt: skip
KEPT = "kept"
MOVES = {"address", "postcode", "municipality"}


@dataclass(slots=True)
class Change:
    """``fields`` is {field: [old, new]}, or [old, new, "kept"] where a person has corrected the field by hand.

    Two that are no fields of the file go along: the name of an unknown type, and the day the school's data were from.
    """

    number: str
    name: str
    kind: str
    line: int | None
    fields: dict


@dataclass
class Comparison:
    changes: list[Change]
    unchanged: int
    open_before: int
    closing: int

    @property
    def closing_share(self) -> float:
        """Return the share of the open schools that would be closed, 0 to 1."""
        return self.closing / self.open_before if self.open_before else 0.0


def compare(reading: Reading, *, is_full: bool, day: datetime.date) -> Comparison:
    """Return what would change. Schools missing from the file are closed only when it is the whole register."""
    known = known_values(School.objects.all())
    _drop_unknown_parents(reading, known)
    changes, unchanged = [], 0
    for record in reading.records.values():
        change = _compare_one(record, known.get(record.number), day)
        if change:
            changes.append(change)
        else:
            unchanged += 1
    if is_full:
        changes += _missing(known, reading.numbers, day)
    open_before = sum(1 for school in known.values() if not school["closed_on"])
    closing = sum(1 for c in changes if c.kind == ChangeKind.CLOSED)
    return Comparison(changes, unchanged, open_before, closing)


def known_values(schools: QuerySet) -> dict[str, dict]:
    """Return {number: what a register file may state of the school, as we have it}."""
    names = ["number", "pk", "edited_fields", "source_date", *SOURCES.values()]
    rows = schools.order_by("pk").values_list(*names).iterator(chunk_size=5000)
    known = {}
    for number, pk, edited, source_date, *values in rows:
        school = {field: "" if value is None else value for field, value in zip(SOURCES, values, strict=True)}
        known[number] = school | {"pk": pk, "edited_fields": edited, "source_date": source_date}
    return known


def _drop_unknown_parents(reading: Reading, known: dict[str, dict]) -> None:
    """Main schools that are neither here nor in the file, or that point back, cannot be linked."""
    for record in reading.records.values():
        parent = record.values.get("parent")
        if not parent:
            continue
        above = reading.records.get(parent)
        if parent not in known and above is None:
            reason = _("The main school is neither in the file nor in our register.")
        elif above and above.values.get("parent") == record.number:
            reason = _("The two schools name each other as main school.")
        else:
            continue
        del record.values["parent"]
        reading.findings.append(Finding(record.line, reading.layout.names["parent"], parent, reason))


def _compare_one(record: Record, school: dict | None, day: datetime.date) -> Change | None:
    values = dict(record.values)
    is_closed, closed_on = values.pop("is_closed"), values.pop("closed_on", None)
    if school is None:
        values["closed_on"] = (closed_on or day) if is_closed else ""
        values.setdefault("type", UNKNOWN_TYPE)
        fields = {name: ["", as_json(value)] for name, value in values.items() if value not in ("", None)}
        return Change(record.number, values["name"], ChangeKind.NEW, record.line, _with_type_name(fields, record))
    if is_closed != bool(school["closed_on"]):
        values["closed_on"] = (closed_on or day) if is_closed else ""
    edited = set(school["edited_fields"])
    fields = {}
    for name, value in values.items():
        new = "" if value is None else value
        if new != school[name]:
            fields[name] = [as_json(school[name]), as_json(new), *([KEPT] if name in edited else [])]
    if not fields:
        return None
    kind = _kind(fields)
    if kind != ChangeKind.KEPT:
        fields["source_date"] = [as_json(school["source_date"] or ""), ""]
    return Change(record.number, values["name"], kind, record.line, _with_type_name(fields, record))


def _with_type_name(fields: dict, record: Record) -> dict:
    """Carry the name of the type along, for a type that has to be made when the import is saved."""
    if "type" in fields and record.type_name:
        fields["type_name"] = ["", record.type_name]
    return fields


def _kind(fields: dict) -> str:
    taken = {name for name, pair in fields.items() if len(pair) == 2 and name in SOURCES}
    if not taken:
        return ChangeKind.KEPT
    if "closed_on" in taken:
        return ChangeKind.CLOSED if fields["closed_on"][1] else ChangeKind.REOPENED
    if "name" in taken:
        return ChangeKind.RENAMED
    # An address where there was none is no move.
    is_moved = any(fields[name][0] for name in MOVES & taken)
    return ChangeKind.MOVED if is_moved else ChangeKind.CHANGED


def _missing(known: dict[str, dict], numbers: set[str], day: datetime.date) -> Iterator[Change]:
    for number, school in known.items():
        if number not in numbers and not school["closed_on"]:
            kept = [KEPT] if "closed_on" in school["edited_fields"] else []
            kind = ChangeKind.KEPT if kept else ChangeKind.CLOSED
            fields = {"closed_on": ["", day.isoformat(), *kept]}
            if not kept:
                fields["source_date"] = [as_json(school["source_date"] or ""), ""]
            yield Change(number, school["name"], kind, None, fields)


def as_json(value):
    """Return a value as JSON can hold it."""
    return value.isoformat() if isinstance(value, datetime.date) else value
