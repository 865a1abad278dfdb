"""JSON as programs hand it out: a list of objects, or an object with one such list in it."""

import json
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext as _

from samarbejde.lib.tables_in.table import MAX_COLUMNS, MAX_ROWS, Row, Table, TableError
from samarbejde.lib.tables_in.text import decode

DEEPEST = 3


def read_json(content: bytes, is_header: Callable[[list[str]], bool]) -> Table:
    """Return the objects as rows, numbered from one; the header is every name met. Raises TableError."""
    text, encoding, notices = decode(content)
    try:
        data = json.loads(unicodedata.normalize("NFC", text))
    except (ValueError, RecursionError):
        raise TableError("json", _("The file is JSON, but it is damaged or cut off. Fetch the data again.")) from None
    objects = _objects(data)
    if len(objects) > MAX_ROWS:
        raise TableError.too_many_rows()
    flat = [_flat(each) for each in objects]
    header = list(dict.fromkeys(name for each in flat for name in each))
    if len(header) > MAX_COLUMNS:
        raise TableError("too_many_columns", _("The file has more than 500 columns."))
    if flat and not is_header(header):
        raise TableError.no_header(header)
    rows = [Row(number, [each.get(name, "") for name in header]) for number, each in enumerate(flat, start=1)]
    return Table(header, rows, encoding=encoding, notices=notices)


def _objects(data, depth: int = 0) -> list[dict]:
    """Return the longest list of objects, however it is wrapped."""
    if isinstance(data, list) and all(isinstance(each, dict) for each in data):
        return data
    inner = data.values() if isinstance(data, dict) and depth < DEEPEST else []
    lists = [each for each in inner if isinstance(each, list | dict)]
    found = max((found for each in lists if (found := _try(each, depth + 1)) is not None), key=len, default=None)
    if found is None:
        raise TableError("json", _("The file is JSON, but holds no list of rows. Fetch the data as CSV or Excel."))
    return found


def _try(data, depth: int) -> list[dict] | None:
    try:
        return _objects(data, depth)
    except TableError:
        return None


def _flat(data: dict, prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Return the values as text; those of an object inside under ”outer.inner”. Lists inside say nothing here."""
    found: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, dict) and depth < DEEPEST:
            found |= _flat(value, f"{prefix}{name}.", depth + 1)
        elif not isinstance(value, list | dict):
            found[f"{prefix}{name}"] = _text(value)
    return found


def _text(value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)
