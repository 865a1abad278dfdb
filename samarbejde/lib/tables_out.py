"""Tables out: CSV as Danish Excel reads it, and XLSX that does not grow in memory.

Cells are text, whole numbers, Decimal or float, date, datetime, bool or None. Text stays text: a cell that a
spreadsheet would take for a formula is marked in CSV, and is written as a string in XLSX.
"""

import csv
import datetime
import io
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

BOM = "\ufeff"
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500  # rows written at a time
LONGEST_CELL = 32_767
WIDEST = 60
FORMULA = re.compile(r"[=+\-@\t\r]")
# "+45 12 34 56 78" is a phone number and nothing else: it may stay as people write it.
PHONE = re.compile(r"\+\d[\d ()-]{5,20}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
DATE_FORMAT, MOMENT_FORMAT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"

Cell = str | int | float | Decimal | datetime.date | bool | None


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. ``rows`` may be a generator; each row is as long as ``headers``."""

    title: str | Promise
    headers: Sequence[str | Promise]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str | Promise] = ()  # lines above the headers: what this is, from when


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet could take ``text`` for a formula; blanks and unseen signs hide nothing."""
    visible = text.lstrip("\ufeff\u200b\u200c\u200d\u2060\u00ad \u00a0\n\x0b\x0c")
    # Full-width signs are taken for the ordinary ones by some programs.
    first = unicodedata.normalize("NFKC", visible[:1])
    return bool(first and FORMULA.match(first)) and not PHONE.fullmatch(visible)


def clean_text(text: str) -> str:
    """Return ``text`` without characters that no spreadsheet can hold, at most 32,767 long."""
    return CONTROL.sub("", text)[:LONGEST_CELL]


def csv_text(value: Cell) -> str:  # noqa: PLR0911 - one line per kind of cell
    """Return one cell as Danish Excel reads it: decimal comma, 03-03-2026, "Ja"; formulas marked with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        # By way of its shortest text: 1.5 is "1,5", not "1,500000".
        return f"{Decimal(str(value)):f}".replace(".", ",")
    if isinstance(value, datetime.datetime):
        return f"{_local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    text = clean_text(str(value))
    return f"'{text}" if looks_like_formula(text) else text


def _local(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment


def write_csv(headers: Sequence[str | Promise], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a CSV file in pieces: UTF-8 with BOM, semicolons, CRLF. Nothing is held back, so it can be streamed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow([csv_text(str(header)) for header in headers])
    for number, row in enumerate(rows, start=1):
        writer.writerow([csv_text(value) for value in row])
        if number % CHUNK == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def write_xlsx(sheets: Iterable[Sheet]) -> IO[bytes]:
    """Return an open temporary file, at its start, with one workbook. Rows are written as they come."""
    # The caller hands it to a response, which closes (and so deletes) it.
    target = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }  # fmt: skip
    with xlsxwriter.Workbook(target.name, options) as book:
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "date": book.add_format({"num_format": DATE_FORMAT}),
            "moment": book.add_format({"num_format": MOMENT_FORMAT}),
            "decimal": book.add_format({"num_format": "#,##0.##"}),
        }
        for name, sheet in zip(_sheet_names(sheets := list(sheets)), sheets, strict=True):
            _write_sheet(book.add_worksheet(name), sheet, styles)
    target.seek(0)
    return target


def _sheet_names(sheets: Sequence[Sheet]) -> list[str]:
    """Return names Excel takes: at most 31 characters, none of its signs, each once (capitals count for nothing)."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, start=1):
        name = SHEET_NAME.sub(" ", clean_text(str(sheet.title))).strip("' ")[:31] or f"Ark {number}"
        taken = {other.casefold() for other in names}
        names.append(f"{name[:27]} {number}" if name.casefold() in taken else name)
    return names


def _write_sheet(page, sheet: Sheet, styles: dict) -> None:
    for column, header in enumerate(sheet.headers):
        page.set_column(column, column, min(WIDEST, max(11, len(str(header)) + 4)))
    line = 0
    for note in sheet.notes:
        page.write_string(line, 0, clean_text(str(note)))
        line += 1
    top = line
    for column, header in enumerate(sheet.headers):
        page.write_string(top, column, clean_text(str(header)), styles["head"])
    page.freeze_panes(top + 1, 0)
    line = top
    for row in sheet.rows:
        line += 1
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, styles)
    if sheet.headers:
        page.autofilter(top, 0, max(line, top), len(sheet.headers) - 1)


def _write_cell(page, line: int, column: int, value: Cell, styles: dict) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(line, column, _("Yes") if value else _("No"))
    elif isinstance(value, int):
        page.write_number(line, column, value)
    elif isinstance(value, float | Decimal):
        page.write_number(line, column, value, styles["decimal"])
    elif isinstance(value, datetime.datetime):
        page.write_datetime(line, column, _local(value), styles["moment"])
    elif isinstance(value, datetime.date):
        page.write_datetime(line, column, datetime.datetime.combine(value, datetime.time.min), styles["date"])
    else:
        page.write_string(line, column, clean_text(str(value)))
