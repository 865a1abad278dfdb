"""From the rows of an old booking list to visits, each with the schools it may be."""

import datetime
import hashlib
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from contacts.choices import MatchedBy
from contacts.imports.cleaning import Unclean, plain
from contacts.imports.matching import Clues, Match, Matcher
from contacts.imports.reading import ERROR, NOTICE, Finding
from contacts.imports.school_names import NO_SCHOOL, comparable
from contacts.imports.visit_cleaning import (
    clean_grades,
    clean_place,
    clean_pupils,
    clean_visit_day,
    clean_year,
    domains_of,
    is_no_visit,
)  # fmt: skip
from contacts.imports.visit_columns import guess
from samarbejde.lib.tables_in import Row, Table, TableError, read_table


@dataclass
class ReadVisit:
    """One row that is a visit. ``group`` is the same for all rows that name the same school the same way."""

    line: int
    clues: Clues
    group: str
    fingerprint: str
    visited_on: datetime.date | None
    pupils: int | None
    grades: list[str]
    texts: dict[str, str]
    match: Match


@dataclass
class VisitReading:
    table: Table
    visits: list[ReadVisit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    cancelled: int = 0


def read_booking_table(content: bytes) -> Table:
    """Return the table of a booking list, its header found by names we know, else by being words."""
    try:
        return read_table(content, is_header=lambda cells: len(guess(cells)) >= 2)
    except TableError as error:
        if error.code != "no_header":
            raise
    return read_table(content)


def read_visits(content: bytes, mapping: dict[str, str]) -> VisitReading:
    """Return the visits in a file whose columns are as ``mapping`` says. Raises TableError when it cannot be read."""
    table = read_booking_table(content)
    reading = VisitReading(table)
    reading.findings += [Finding(0, "", "", text) for text in table.notices]
    for line, cells in table.ragged:
        numbers = {"cells": cells, "columns": len(table.header)}
        reading.findings.append(
            Finding(line, "", "", _("The row has %(cells)s cells, the header %(columns)s.") % numbers, ERROR)
        )
    reader = _VisitReader(reading, mapping)
    for row in table.rows:
        reader.read(row)
    return reading


class _VisitReader:
    def __init__(self, reading: VisitReading, mapping: dict[str, str]) -> None:
        places = {name: place for place, name in reversed(list(enumerate(reading.table.header)))}
        self.reading, self.mapping = reading, mapping
        self.columns = {key: places[name] for key, name in mapping.items() if name in places}
        self.matcher = Matcher()
        self.matches: dict[str, Match] = {}

    def read(self, row: Row) -> None:
        cells = {key: plain(row.cells[place]) for key, place in self.columns.items()}
        if is_no_visit(cells.get("status", "")):
            self.reading.cancelled += 1
            return
        clues = _clues(cells)
        if comparable(clues.name) in NO_SCHOOL and not clues.number:
            self._note(row, "school", clues.name, _("The row names no school. It is left out."), ERROR)
            return
        group = _hash(comparable(clues.name), clues.number, clues.postcode, clues.city, clues.municipality)
        day = self._cleaned(row, "visited_on", cells, partial(clean_visit_day, year=clean_year(cells.get("year", ""))))
        grades = self._cleaned(row, "classes", cells, clean_grades) or []
        pupils = self._cleaned(row, "pupils", cells, clean_pupils)
        if group not in self.matches:
            self.matches[group] = self.matcher.match(clues)
        visit = ReadVisit(
            row.line, clues, group, _fingerprint(cells, group, day), day, pupils, grades, cells, self.matches[group]
        )
        self.reading.visits.append(visit)

    def _cleaned(self, row: Row, key: str, cells: dict, clean):
        try:
            return clean(cells.get(key, ""))
        except Unclean as unclean:
            self._note(row, key, cells[key], str(unclean))
            return None

    def _note(self, row: Row, key: str, value: str, reason: str, severity: str = NOTICE) -> None:
        self.reading.findings.append(Finding(row.line, self.mapping.get(key, ""), value[:200], reason, severity))


def _clues(cells: dict[str, str]) -> Clues:
    postcode, city = clean_place(cells.get("postcode", ""), cells.get("city", ""))
    return Clues(
        cells.get("school", "")[:200], cells.get("number", ""), postcode, city, cells.get("municipality", ""),
        domains_of(cells.get("email", "")),
    )  # fmt: skip


def _fingerprint(cells: dict[str, str], group: str, day: datetime.date | None) -> str:
    """Rows of one booking on one day are one visit; without a number, class and subject tell visits apart."""
    booking = cells.get("booking_number", "")
    told_by = [booking] if booking else [cells.get("classes", ""), cells.get("subject", ""), cells.get("pupils", "")]
    return _hash(group, str(day or cells.get("visited_on", "")), *map(str.casefold, told_by))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def how_found(match: Match) -> str:
    """Return how a sure match was found."""
    return match.candidates[0][2] if match.sure else MatchedBy.NONE
