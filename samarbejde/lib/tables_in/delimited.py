"""Text with separators: finding separator, quoting and header by what the rows themselves say."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice

from django.utils.translation import gettext as _

from samarbejde.lib.tables_in.table import MAX_COLUMNS, MAX_ROWS, Row, Table, TableError

SEPARATORS = ";\t|,"
HEADER_WITHIN = 20  # lines
LINE_END = re.compile(r"\r\n|\r|\n")
RAGGED_SHARE = 0.02
IsHeader = Callable[[list[str]], bool]


@dataclass(frozen=True)
class TextRows(Sequence):
    """The rows of a text, cut anew each time they are walked: a long file is never held as cells all at once."""

    text: str
    separator: str
    header_line: int
    is_quoted: bool
    width: int = 0
    length: int = 0

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place):
        if isinstance(place, slice):
            return list(islice(self, *place.indices(self.length)))
        return next(islice(self, place if place >= 0 else self.length + place, None))

    def __iter__(self) -> Iterator[Row]:
        rows = (_fitted(row, self.width, self.separator) for row in self.filled())
        return (row for row in rows if len(row.cells) == self.width)

    def filled(self) -> Iterator[Row]:
        """Yield what stands below the header, blank lines apart, whatever its number of cells."""
        rows = self.cut()
        next(rows, None)
        return (row for row in rows if any(cell.strip() for cell in row.cells))

    def cut(self) -> Iterator[Row]:
        """Yield the header and everything below it."""
        rows = _quoted(self.text, self.separator) if self.is_quoted else _unquoted(self.text, self.separator)
        return dropwhile(lambda row: row.line < self.header_line, rows)


def read_delimited(text: str, is_header: IsHeader) -> Table:
    """Return the table in ``text``. Raises TableError without a header, or when rows do not match it."""
    start = [line for _number, line in islice(_lines(text), HEADER_WITHIN)]
    separator, at = _find_header(start, is_header)
    if separator is None:
        raise TableError.no_header([next((line for _number, line in _lines(text) if line.strip()), "")])
    if sum(1 for _found in LINE_END.finditer(text)) - at > MAX_ROWS * 3:
        raise TableError.too_many_rows()
    plain = _table(TextRows(text, separator, at + 1, is_quoted=False))
    if '"' not in text:
        return _refuse_ragged(plain)
    quoted = _table(TextRows(text, separator, at + 1, is_quoted=True))
    return _refuse_ragged(quoted if _is_quoted(plain, quoted) else plain)


def _find_header(lines: list[str], is_header: IsHeader) -> tuple[str | None, int]:
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        for separator in sorted(SEPARATORS, key=line.count, reverse=True):
            if separator in line and is_header(next(csv.reader([line], delimiter=separator), [])):
                return separator, at
    return None, 0


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, however lines end."""
    start = number = 0
    for number, found in enumerate(LINE_END.finditer(text), start=1):
        yield number, text[start : found.start()]
        start = found.end()
    yield number + 1, text[start:]


def _with_ends(text: str) -> Iterator[str]:
    start = 0
    for found in LINE_END.finditer(text):
        yield text[start : found.end()]
        start = found.end()
    if start < len(text):
        yield text[start:]


def _unquoted(text: str, separator: str) -> Iterator[Row]:
    for number, line in _lines(text):
        yield Row(number, line.split(separator))


def _quoted(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(_with_ends(text), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error:
        return  # the unquoted reading, or the ragged rows, tell what is wrong


def _table(rows: TextRows) -> Table:
    """Count good rows and tell ragged ones; blank lines are nothing, empty cells past the header's end neither."""
    first = next(rows.cut(), None)
    header = [cell.strip() for cell in first.cells] if first else []
    if len(header) > MAX_COLUMNS:
        raise TableError("too_many_columns", _("The file has more than 500 columns."))
    count, ragged = 0, []
    for row in rows.filled():
        fitted = _fitted(row, len(header), rows.separator)
        if len(fitted.cells) == len(header):
            count += 1
        else:
            ragged.append((row.line, len(fitted.cells)))
        if count > MAX_ROWS:
            raise TableError.too_many_rows()
    found = replace(rows, width=len(header), length=count)
    return Table(header, found, separator=rows.separator, header_line=rows.header_line, ragged=ragged)


def _fitted(row: Row, width: int, separator: str) -> Row:
    if len(row.cells) > width and not any(cell.strip() for cell in row.cells[width:]):
        del row.cells[width:]
    elif len(row.cells) > width:
        row.cells = _rejoined(row.cells, width, separator)
    return row


def _rejoined(cells: list[str], width: int, separator: str) -> list[str]:
    """Put cells together again that a separator and a blank inside one cell (”a@b.dk; c@d.dk”) tore apart."""
    torn = [
        at for at, cell in enumerate(cells) if at and cell.startswith(" ") and cell.strip() and cells[at - 1].strip()
    ]
    if len(torn) != len(cells) - width:
        return cells
    joined: list[str] = []
    for at, cell in enumerate(cells):
        if at in torn:
            joined[-1] += separator + cell
        else:
            joined.append(cell)
    return joined


def _is_quoted(plain: Table, quoted: Table) -> bool:
    """Return whether the quotation marks are the file's own rather than the names'.

    The register's files are never quoted, but names hold quotation marks; one at the start of a cell would make a
    quoting reader swallow the rest of the file.
    """
    if len(plain.ragged) != len(quoted.ragged):
        return len(quoted.ragged) < len(plain.ragged) and len(quoted.rows) >= len(plain.rows)
    if len(plain.rows) != len(quoted.rows):
        return len(quoted.rows) > len(plain.rows)
    starting = (cell for row in plain.rows for cell in row.cells if cell.startswith('"'))
    return all(len(cell) > 1 and cell.endswith('"') and cell[1:-1].count('"') % 2 == 0 for cell in starting)


def _refuse_ragged(table: Table) -> Table:
    """Give up when the rows are of many lengths; a few odd ones are reported with the rest of the errors."""
    count = len(table.ragged)
    if count > 5 and count > RAGGED_SHARE * (len(table.rows) + count):
        lines = ", ".join(str(line) for line, _cells in table.ragged[:8])
        raise TableError(
            "ragged",
            _(
                "%(count)s rows do not have the header's %(columns)s cells: line %(lines)s and so on. A separator "
                "inside a cell does that. Fetch the file with semicolons between the cells."
            )
            % {"count": count, "columns": len(table.header), "lines": lines},
        )
    return table
