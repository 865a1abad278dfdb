"""From the rows of a register file to records, with everything that was wrong or mended told by line and column."""

from collections import defaultdict
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from contacts.imports.cleaning import CLEANERS, MISSING, Unclean, clean_closed, clean_day, degrees, plain, within_realm
from contacts.imports.layouts import REQUIRED, Layout, is_register_header, known_columns, recognise
from contacts.imports.register_columns import could_be_mapped
from samarbejde.lib.folding import fold
from samarbejde.lib.tables_in import Row, Table, TableError, read_table
from samarbejde.models import Municipality, MunicipalityAlias, SchoolType

ERROR, NOTICE = "error", "notice"
OUTSIDE = {"0970"}  # ”Uden for kommunal inddeling”: Greenland, the Faroe Islands, South Schleswig
UNKNOWN_TYPE = "9999"


@dataclass(slots=True)
class Finding:
    """Something about one cell; an error means the row is left out, a notice that it is used."""

    line: int
    column: str
    value: str
    reason: str
    severity: str = NOTICE

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass(slots=True)
class Record:
    """One school as the file tells it. ``values`` holds only what the file states."""

    line: int
    number: str
    values: dict
    type_name: str = ""


@dataclass
class Reading:
    """What a file says. ``numbers`` are all that were met, also in rows that were left out."""

    table: Table
    layout: Layout
    records: dict[str, Record] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    numbers: set[str] = field(default_factory=set)


def name_key(name: str) -> str:
    """Return a municipality's name ready for comparison. The genitive stays: ”Halsnæs” is no ”Halsnæ”."""
    return fold(name.replace("-", " ")).removesuffix(" kommune")


@dataclass
class Lookup:
    """The reference data a reading needs."""

    municipality_codes: set[str]
    municipality_names: dict[str, str]
    type_codes: set[str]
    type_names: dict[str, str]

    @classmethod
    def load(cls) -> "Lookup":
        names = {name_key(name): code for code, name in Municipality.objects.values_list("code", "name")}
        aliases = MunicipalityAlias.objects.values_list("alias", "municipality__code")
        names.update((name_key(alias), code) for alias, code in aliases)
        codes = set(Municipality.objects.values_list("code", flat=True))
        types = dict(SchoolType.objects.values_list("code", "name"))
        return cls(codes, names, set(types), {fold(name): code for code, name in types.items()})


def open_register(content: bytes) -> Table:
    """Return the table of a list of schools, its header found by names we know, else by being words."""
    try:
        return read_table(content, is_header=is_register_header)
    except TableError as error:
        if error.code != "no_header":
            raise
    return read_table(content)


def known_layout(table: Table) -> Layout | None:
    """Return the layout, or None when somebody must say which column is what.

    Raises TableError when it is the register's own layout, but lacks what cannot be done without.
    """
    known = known_columns(table.header)
    is_ours = is_register_header(table.header) or len(known) == len(table.header)
    lacks = any(key not in known for key in REQUIRED)
    if not is_ours or (lacks and could_be_mapped(table, set(known))):
        return None
    return recognise(table.header)


def read_register(table: Table, layout: Layout, *, keep_leaders: bool = True) -> Reading:
    """Return what a register file says, its columns being as ``layout`` tells."""
    reading = Reading(table, layout)
    reading.findings += [Finding(0, "", "", text) for text in table.notices]
    for line, cells in table.ragged:
        reason = _("The row has %(cells)s cells, the header %(columns)s.")
        numbers = {"cells": cells, "columns": len(table.header)}
        reading.findings.append(Finding(line, "", "", reason % numbers, ERROR))
    reader = _RowReader(reading, Lookup.load(), keep_leaders=keep_leaders)
    by_number = defaultdict(list)
    for row in table.rows:
        record = reader.read(row)
        if record:
            by_number[record.number].append(record)
    _keep_unambiguous(reading, by_number)
    reading.findings.sort(key=lambda finding: finding.line)
    return reading


def _keep_unambiguous(reading: Reading, by_number: dict[str, list[Record]]) -> None:
    """A repeated row is skipped; rows that share a number and differ are both left out."""
    column = reading.layout.names["number"]
    for number, (first, *others) in by_number.items():
        if all(other.values == first.values for other in others):
            reading.records[number] = first
            reading.findings += [
                Finding(r.line, column, number, _("The same as line %(line)s: left out.") % {"line": first.line})
                for r in others
            ]
            continue
        lines = ", ".join(str(record.line) for record in (first, *others))
        reason = _("Lines %(lines)s have the same number, but differ. None of them is used.") % {"lines": lines}
        reading.findings += [Finding(r.line, column, number, reason, ERROR) for r in (first, *others)]


class _RowReader:
    """Reads one row at a time; what it finds goes to the reading's findings."""

    def __init__(self, reading: Reading, lookup: Lookup, *, keep_leaders: bool) -> None:
        self.reading, self.lookup = reading, lookup
        self.columns = dict(reading.layout.columns)
        if not keep_leaders:
            self.columns.pop("leader_name", None)
        self.fields = [key for key in CLEANERS if key in self.columns]

    def read(self, row: Row) -> Record | None:
        cells = {key: plain(row.cells[place]) for key, place in self.columns.items()}
        if not cells["number"] and not cells["name"]:
            self._note(row, "number", "", _("The row has neither number nor name, so it is no school."))
            return None
        values: dict = {}
        is_usable, before = True, len(self.reading.findings)
        for key in self.fields:
            try:
                values[key] = CLEANERS[key](cells[key])
            except Unclean as unclean:
                is_usable &= not unclean.is_fatal
                self._note(row, key, cells[key], str(unclean), ERROR if unclean.is_fatal else NOTICE)
                if unclean.value is not MISSING:
                    values[key] = unclean.value
        if "number" in values:
            self.reading.numbers.add(values["number"])
        if not is_usable:
            # A row that is left out needs no word about what would have been mended in it.
            found = self.reading.findings
            found[before:] = [finding for finding in found[before:] if finding.severity == ERROR]
            return None
        self._read_place(row, cells, values)
        self._read_municipality(row, cells, values)
        self._read_closing(row, cells, values)
        self._read_type(row, cells, values)
        if values.get("parent") == values["number"]:
            values["parent"] = ""
        return Record(row.line, values.pop("number"), values, cells.get("type_name", "")[:160])

    def _note(self, row: Row, key: str, value: str, reason: str, severity: str = NOTICE) -> None:
        column = self.reading.layout.names.get(key, "")
        self.reading.findings.append(Finding(row.line, column, value[:200], reason, severity))

    def _read_place(self, row: Row, cells: dict, values: dict) -> None:
        """Both coordinates or none; blank ones say nothing, so that known ones stay."""
        try:
            latitude, longitude = degrees(cells.get("latitude", "")), degrees(cells.get("longitude", ""))
        except Unclean as unclean:
            self._note(row, "latitude", f"{cells.get('latitude', '')} {cells.get('longitude', '')}", str(unclean))
            return
        if latitude is None and longitude is None:
            return
        if latitude is None or longitude is None or not within_realm(latitude, longitude):
            shown = f"{cells.get('latitude', '')} {cells.get('longitude', '')}"
            self._note(row, "latitude", shown, _("The place lies outside the realm: no coordinates are used."))
            return
        values["latitude"], values["longitude"] = latitude, longitude

    def _read_municipality(self, row: Row, cells: dict, values: dict) -> None:
        """By code where there is one, else by name in any spelling that has been met."""
        code = cells.get("municipality_code", "").removesuffix(".0").zfill(4) if cells.get("municipality_code") else ""
        name = cells.get("municipality_name", "")
        if code in self.lookup.municipality_codes:
            values["municipality"] = code
            return
        if code in OUTSIDE or fold(name).startswith("uden for kommunal inddeling"):
            values["municipality"] = ""
            return
        found = self.lookup.municipality_names.get(name_key(name))
        if found:
            values["municipality"] = found
        if code:
            self._note(row, "municipality_code", code, _("There is no municipality with this code."))
        elif name and not found:
            self._note(row, "municipality_name", name, _("We do not know a municipality of this name."))

    def _read_closing(self, row: Row, cells: dict, values: dict) -> None:
        """Without an activity column, being listed means being open."""
        values["is_closed"] = False
        for key, cleaner in (("activity", clean_closed), ("closed_on", clean_day)):
            try:
                value = cleaner(cells.get(key, ""))
            except Unclean as unclean:
                self._note(row, key, cells[key], str(unclean))
                continue
            values["is_closed" if key == "activity" else "closed_on"] = value
        if not values["is_closed"]:
            values.pop("closed_on", None)

    def _read_type(self, row: Row, cells: dict, values: dict) -> None:
        code = values.get("type", "") or self.lookup.type_names.get(fold(cells.get("type_name", "")), "")
        if not code:
            values.pop("type", None)
        elif code in self.lookup.type_codes:
            values["type"] = code
        else:
            shown = f"{code} {cells.get('type_name', '')}".strip()
            self._note(row, "type", shown, _("A type we did not know: it is added to the list of types."))
