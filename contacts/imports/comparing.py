"""What a register file would change: each school's difference between the file and what we have."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind
from contacts.imports.reading import UNKNOWN_TYPE, Finding, Record, RegisterReading
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
BATCH = 1000
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


class Comparison:
    """Compares a reading with the schools we have, a batch at a time, so that neither is held as a whole.

    Schools missing from the file are closed only when it is the whole register.
    """

    def __init__(self, reading: RegisterReading, *, is_full: bool, day: datetime.date) -> None:
        self.reading, self.is_full, self.day = reading, is_full, day
        self.unchanged = 0
        self.open_before = School.objects.filter(closed_on=None).count()

    def changes(self) -> Iterator[list[Change]]:
        """Yield what would change."""
        records = self.reading.records()
        while batch := list(islice(records, BATCH)):
            yield self._compared(batch)
        if self.is_full:
            missing = self._missing()
            while closing := list(islice(missing, BATCH)):
                yield closing

    def _compared(self, batch: list[Record]) -> list[Change]:
        known = known_values(School.objects.filter(number__in=[record.number for record in batch]))
        self._drop_unknown_parents(batch)
        found = [_compare_one(record, known.get(record.number), self.day) for record in batch]
        changes = [change for change in found if change]
        self.unchanged += len(batch) - len(changes)
        return changes

    def _drop_unknown_parents(self, batch: list[Record]) -> None:
        """Main schools that are neither here nor in the file, or that point back, cannot be linked."""
        wanted = {record.values["parent"] for record in batch if record.values.get("parent")}
        known = set(School.objects.filter(number__in=wanted).values_list("number", flat=True))
        for record in batch:
            parent = record.values.get("parent")
            if not parent:
                continue
            if parent not in known and parent not in self.reading.numbers:
                reason = _("The main school is neither in the file nor in our register.")
            elif self.reading.parents.get(parent) == record.number:
                reason = _("The two schools name each other as main school.")
            else:
                continue
            del record.values["parent"]
            column = self.reading.layout.names["parent"]
            self.reading.remarks.add(Finding(record.line, column, parent, reason))

    def lost_parents(self) -> list[str]:
        """Return schools whose main school stands in the file, but in a row that could not be used. Ask afterwards."""
        lost = {parent for parent in self.reading.parents.values() if parent not in self.reading.usable}
        lost -= set(School.objects.filter(number__in=lost).values_list("number", flat=True))
        return [child for child, parent in self.reading.parents.items() if parent in lost]

    def _missing(self) -> Iterator[Change]:
        schools = School.objects.filter(closed_on=None).order_by("number")
        rows = schools.values_list("number", "name", "edited_fields", "source_date").iterator(chunk_size=BATCH)
        for number, name, edited, source_date in rows:
            if number in self.reading.numbers:
                continue
            is_kept = "closed_on" in edited
            fields = {"closed_on": ["", self.day.isoformat(), *([KEPT] if is_kept else [])]}
            if not is_kept:
                fields["source_date"] = [as_json(source_date or ""), ""]
            yield Change(number, name, ChangeKind.KEPT if is_kept else ChangeKind.CLOSED, None, fields)


def known_values(schools: QuerySet) -> dict[str, dict]:
    """Return {number: what a register file may state of the school, as we have it}."""
    names = ["number", "pk", "edited_fields", "source_date", *SOURCES.values()]
    rows = schools.order_by("pk").values_list(*names).iterator(chunk_size=5000)
    known = {}
    for number, pk, edited, source_date, *values in rows:
        school = {field: "" if value is None else value for field, value in zip(SOURCES, values, strict=True)}
        known[number] = school | {"pk": pk, "edited_fields": edited, "source_date": source_date}
    return known


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


def as_json(value):
    """Return a value as JSON can hold it."""
    return value.isoformat() if isinstance(value, datetime.date) else value
