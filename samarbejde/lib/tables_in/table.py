"""What reading a table gives: rows of text with the line they stood on, and what had to be mended."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 500


@dataclass(slots=True)
class Row:
    """One row; ``line`` is the line (or the row of the sheet) it begins on, counted from one."""

    line: int
    cells: list[str]


@dataclass
class Table:
    """``ragged`` lists (line, number of cells) of rows left out because their cells do not match the header's."""

    header: list[str]
    rows: Sequence[Row]
    separator: str = ""
    encoding: str = ""
    sheet: str = ""
    header_line: int = 1
    ragged: list[tuple[int, int]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


class TableError(Exception):
    """The file cannot be read as a table. ``code`` is for programs, the message for the person who chose the file."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    @classmethod
    def too_many_rows(cls) -> "TableError":
        return cls("too_many_rows", _("The file has more than 100,000 rows. Split it and read one part at a time."))

    @classmethod
    def no_rows(cls, header: list[str]) -> "TableError":
        columns = len([name for name in header if name])
        return cls(
            "no_rows", _("The file has a header with %(columns)s columns, but no rows below it.") % {"columns": columns}
        )

    @classmethod
    def no_header(cls, first: list[str]) -> "TableError":
        shown = " ; ".join(cell.strip() for cell in first)[:160]
        return cls(
            "no_header",
            _("We cannot find the row with the names of the columns. The file begins with: %(line)s") % {"line": shown},
        )


def header_key(name: str) -> str:
    """Return a column's name ready for comparison: lower case, blanks collapsed, no byte order mark."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()
