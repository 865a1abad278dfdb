"""Workbooks (.xlsx, .xls, .ods): guarded against what unpacks to more than the machine holds. Nothing is calculated."""

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable

import python_calamine
from django.utils.translation import gettext as _

from samarbejde.lib.tables_in.table import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, Row, Table, TableError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
HEADER_WITHIN = 20  # rows
CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,4})(\d{1,8})"')
REPEATED = re.compile(rb'<table:table-cell(?![^>]*/>)[^>]*number-columns-repeated="(\d{4,})"')
ERROR_VALUES = {"#VALUE!", "#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
CONTROLS = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])


def is_workbook(content: bytes) -> bool:
    """Return whether the first bytes are those of a workbook."""
    return content.startswith((ZIP, OLE))


def read_workbook(content: bytes, is_header: Callable[[list[str]], bool]) -> Table:
    """Return the table of the first sheet that has a header. Raises TableError for damaged or locked workbooks."""
    if content.startswith(ZIP):
        _guard(content)
    first: list[str] = []
    for name, values in _sheets(content):
        rows = [[_text(value) for value in row] for row in values]
        for at, cells in enumerate(rows[:HEADER_WITHIN]):
            if is_header(cells):
                return _table(rows, at, name)
        first = first or next((cells for cells in rows if any(cells)), [])
    raise TableError.no_header(first)


def _sheets(content: bytes):
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        for name in names[:20]:
            yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except python_calamine.PasswordError:
        raise TableError("locked", _("The workbook is locked with a password. Save it without one.")) from None
    except (TableError, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the reader's own panics are no Exception
        raise _damaged() from None


def _damaged() -> TableError:
    return TableError("damaged", _("The workbook is damaged. Open it in Excel, save it again, and try once more."))


def _guard(content: bytes) -> None:
    """Refuse a workbook that unpacks to too much, or whose cells span more than can be held, before it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > 2000 or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise TableError("too_large", _("The workbook is too large. Save the one sheet as CSV instead."))
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/") or entry.filename == "content.xml":
                    _guard_sheet(packed.read(entry))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise _damaged() from None


def _guard_sheet(xml: bytes) -> None:
    rows = columns = 0
    for found in CELL.finditer(xml):
        letters, number = found.groups()
        rows, columns = max(rows, int(number)), max(columns, _column(letters))
    if rows > MAX_ROWS * 2:
        raise TableError.too_many_rows()
    if columns > MAX_COLUMNS or REPEATED.search(xml):
        raise TableError("too_many_columns", _("The file has more than 500 columns."))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(value) -> str:
    """Return a cell as text: whole numbers without decimals, days as 2026-03-03, errors and formulas as nothing."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("_x000D_", "").translate(CONTROLS)
        return "" if text in ERROR_VALUES else text
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def _table(rows: list[list[str]], at: int, name: str) -> Table:
    header = [cell.strip() for cell in rows[at]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    found = [
        Row(number, (cells + [""] * width)[:width])
        for number, cells in enumerate(rows[at + 1 :], start=at + 2)
        if any(cell.strip() for cell in cells[:width])
    ]
    if len(found) > MAX_ROWS:
        raise TableError.too_many_rows()
    return Table(header, found, sheet=name, encoding="workbook", header_line=at + 1)
