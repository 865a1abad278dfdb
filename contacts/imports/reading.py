"""From the rows of a register file to records, with everything that was wrong or mended told by line and column."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from contacts.imports.cleaning import (
    CLEANERS,
    MISSING,
    Unclean,
    clean_closed,
    clean_day,
    clean_number,
    degrees,
    plain,
    within_realm,
)  # fmt: skip
from contacts.imports.layouts import REQUIRED, Layout, is_register_header, known_columns, recognise
from contacts.imports.register_columns import could_be_mapped
from samarbejde.lib.folding import fold
from samarbejde.lib.tables_in import Row, Table, TableError, read_table
from samarbejde.models import Municipality, MunicipalityAlias, SchoolType

ERROR, NOTICE = "error", "notice"
OUTSIDE = {"0970"}  # ”Uden for kommunal inddeling”: Greenland, the Faroe Islands, South Schleswig
UNKNOWN_TYPE = "9999"
FINDINGS_KEPT = 5000


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


class Remarks:
    """What was found, at most so many of each kind; all of them are counted."""

    def __init__(self, limit: int = FINDINGS_KEPT) -> None:
        self.limit = limit
        self.found: dict[str, list[Finding]] = {ERROR: [], NOTICE: []}
        self.counts: Counter[str] = Counter()

    def add(self, *findings: Finding) -> None:
        for finding in findings:
            self.counts[finding.severity] += 1
            if len(self.found[finding.severity]) < self.limit:
                self.found[finding.severity].append(finding)

    def kept(self) -> list[Finding]:
        """Return them line by line; errors before notices when there are more than can be kept."""
        errors = self.found[ERROR]
        kept = [*errors, *self.found[NOTICE][: self.limit - len(errors)]]
        return sorted(kept, key=lambda finding: (finding.line, finding.severity != ERROR))


def _number_of(cell: str) -> str:
    try:
        return clean_number(plain(cell))
    except Unclean:
        return ""


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


class RegisterReading:
    """Walks a register file, its columns being as ``layout`` tells.

    The file is walked twice: first for its numbers, so that repeated rows and main schools further down are known,
    then row by row. ``numbers`` are all that were met, also in rows that are left out.
    """

    def __init__(self, table: Table, layout: Layout, *, keep_leaders: bool = True) -> None:
        self.table, self.layout, self.lookup = table, layout, Lookup.load()
        self.remarks = Remarks()
        self.columns = dict(layout.columns)
        if not keep_leaders:
            self.columns.pop("leader_name", None)
        self.fields = [key for key in CLEANERS if key in self.columns]
        self.numbers: Counter[str] = Counter()
        self.parents: dict[str, str] = {}
        self.usable: set[str] = set()
        self.done = 0
        self._survey()

    def _survey(self) -> None:
        self.remarks.add(*[Finding(0, "", "", text) for text in self.table.notices])
        for line, cells in self.table.ragged:
            numbers = {"cells": cells, "columns": len(self.table.header)}
            reason = _("The row has %(cells)s cells, the header %(columns)s.") % numbers
            self.remarks.add(Finding(line, "", "", reason, ERROR))
        place, parent_place = self.columns["number"], self.columns.get("parent")
        for row in self.table.rows:
            number = _number_of(row.cells[place])
            if not number:
                continue
            self.numbers[number] += 1
            parent = _number_of(row.cells[parent_place]) if parent_place is not None else ""
            if parent and parent != number:
                self.parents[number] = parent

    def records(self) -> Iterator[Record]:
        """Yield the usable rows. A repeated row counts once; rows that share a number and differ are all left out."""
        repeated: dict[str, list[Record]] = defaultdict(list)
        for row in self.table.rows:
            self.done += 1
            record = self.read(row)
            if record and self.numbers[record.number] > 1:
                repeated[record.number].append(record)
            elif record:
                self.usable.add(record.number)
                yield record
        for records in repeated.values():
            if self._is_unambiguous(records):
                self.usable.add(records[0].number)
                yield records[0]

    def _is_unambiguous(self, records: list[Record]) -> bool:
        first, *others = records
        column, number = self.layout.names["number"], first.number
        if all(other.values == first.values for other in others):
            reason = _("The same as line %(line)s: left out.") % {"line": first.line}
            self.remarks.add(*[Finding(record.line, column, number, reason) for record in others])
            return True
        lines = ", ".join(str(record.line) for record in records)
        reason = _("Lines %(lines)s have the same number, but differ. None of them is used.") % {"lines": lines}
        self.remarks.add(*[Finding(record.line, column, number, reason, ERROR) for record in records])
        return False

    def read(self, row: Row) -> Record | None:
        """Return a row as a record, or None when it cannot be used; what is odd goes to the remarks."""
        cells = {key: plain(row.cells[place]) for key, place in self.columns.items()}
        if not cells["number"] and not cells["name"]:
            self._note(row, "number", "", _("The row has neither number nor name, so it is no school."))
            return None
        values: dict = {}
        problems: list[tuple[str, Unclean]] = []
        for key in self.fields:
            try:
                values[key] = CLEANERS[key](cells[key])
            except Unclean as unclean:
                problems.append((key, unclean))
                if unclean.value is not MISSING:
                    values[key] = unclean.value
        fatal = [(key, unclean) for key, unclean in problems if unclean.is_fatal]
        # A row that is left out needs no word about what would have been mended in it.
        for key, unclean in fatal or problems:
            self._note(row, key, cells[key], str(unclean), ERROR if fatal else NOTICE)
        if fatal:
            return None
        self._read_place(row, cells, values)
        self._read_municipality(row, cells, values)
        self._read_closing(row, cells, values)
        self._read_type(row, cells, values)
        if values.get("parent") == values["number"]:
            values["parent"] = ""
        return Record(row.line, values.pop("number"), values, cells.get("type_name", "")[:160])

    def _note(self, row: Row, key: str, value: str, reason: str, severity: str = NOTICE) -> None:
        column = self.layout.names.get(key, "")
        self.remarks.add(Finding(row.line, column, value[:200], reason, severity))

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
