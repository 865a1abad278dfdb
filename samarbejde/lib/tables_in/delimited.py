"""Text with separators: finding separator, quoting and header by what the rows themselves say."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from samarbejde.lib.tables_in.table import MAX_COLUMNS, MAX_ROWS, Row, Table, TableError

SEPARATORS = ";\t|,"
HEADER_WITHIN = 20  # lines
LINE_END = re.compile(r"\r\n|\r|\n")
RAGGED_SHARE = 0.02
IsHeader = Callable[[list[str]], bool]


def read_delimited(text: str, is_header: IsHeader) -> Table:
    """Return the table in ``text``. Raises TableError without a header, or when rows do not match it."""
    lines = LINE_END.split(text)
    first = next((line for line in lines if line.strip()), "")
    separator, at = _find_header(lines, is_header)
    if separator is None:
        raise TableError.no_header([first])
    if len(lines) - at > MAX_ROWS * 3:
        raise TableError.too_many_rows()
    plain = _table(_unquoted(lines, separator), separator, at + 1)
    if '"' not in text:
        return _refuse_ragged(plain)
    quoted = _table(_quoted(text, separator), separator, at + 1)
    return _refuse_ragged(quoted if _is_quoted(plain, quoted) else plain)


def _find_header(lines: list[str], is_header: IsHeader) -> tuple[str | None, int]:
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        for separator in sorted(SEPARATORS, key=line.count, reverse=True):
            if separator in line and is_header(next(csv.reader([line], delimiter=separator), [])):
                return separator, at
    return None, 0


def _unquoted(lines: list[str], separator: str) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        yield Row(number, line.split(separator))


def _quoted(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error:
        return  # the unquoted reading, or the ragged rows, tell what is wrong


def _table(rows: Iterable[Row], separator: str, header_line: int) -> Table:
    """Sort rows into good and ragged; blank lines are nothing, empty cells past the header's end neither."""
    table: Table | None = None
    for row in rows:
        if row.line < header_line:
            continue
        if table is None:
            table = Table([cell.strip() for cell in row.cells], [], separator=separator, header_line=row.line)
            if len(table.header) > MAX_COLUMNS:
                raise TableError("too_many_columns", _("The file has more than 500 columns."))
        elif any(cell.strip() for cell in row.cells):
            _add(table, row)
    return table or Table([], [], separator=separator)


def _add(table: Table, row: Row) -> None:
    width = len(table.header)
    if len(row.cells) > width and not any(cell.strip() for cell in row.cells[width:]):
        del row.cells[width:]
    elif len(row.cells) > width:
        row.cells = _rejoined(row.cells, width, table.separator)
    if len(row.cells) != width:
        table.ragged.append((row.line, len(row.cells)))
        return
    table.rows.append(row)
    if len(table.rows) > MAX_ROWS:
        raise TableError.too_many_rows()


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
    starting = [cell for row in plain.rows for cell in row.cells if cell.startswith('"')]
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
