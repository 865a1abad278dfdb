"""Tables that people hand us: CSV in any of its dialects, workbooks, and JSON. Pure; touches no model.

``read_table(content, is_header=...)`` gives a `Table`, or raises `TableError` with a message for the person who chose
the file. What was mended on the way (letters, separators) stands in ``Table.notices``.
"""

import unicodedata
from collections.abc import Callable

from samarbejde.lib.tables_in.delimited import read_delimited
from samarbejde.lib.tables_in.json_rows import read_json
from samarbejde.lib.tables_in.sniffing import is_json, refuse_what_is_no_table
from samarbejde.lib.tables_in.table import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    Row,
    Table,
    TableError,
    header_key,
)
from samarbejde.lib.tables_in.text import decode
from samarbejde.lib.tables_in.workbooks import is_workbook, read_workbook

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "MAX_UNPACKED_BYTES",
    "Row",
    "Table",
    "TableError",
    "header_key",
    "read_table",
]


def some_words(cells: list[str]) -> bool:
    """Return whether a row could be a header: at least two cells, all filled ones words rather than numbers."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) >= 2 and not any(cell.strip()[:1].isdigit() for cell in filled)


def read_table(content: bytes, *, is_header: Callable[[list[str]], bool] = some_words) -> Table:
    """Return the table in ``content``; ``is_header`` says whether a row's cells are its header.

    Raises TableError when the file is too large, is no table, holds no header or no rows, or has lost its letters.
    """
    refuse_what_is_no_table(content)
    if is_workbook(content):
        table = read_workbook(content, is_header)
    elif is_json(content):
        table = read_json(content, is_header)
    else:
        text, encoding, notices = decode(content)
        table = read_delimited(unicodedata.normalize("NFC", text), is_header)
        table.encoding, table.notices = encoding, notices + table.notices
    if not table.rows and not table.ragged:
        raise TableError.no_rows(table.header)
    return table
