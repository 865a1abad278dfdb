"""Rows that come and go without script: a button adds or removes one in what was posted, and the page is shown again.

Buttons: ``name="add" value="goals"``, ``name="remove" value="goals-0-signs-1"``, ``name="offer" value="economy"``.
"""

import re

from django.http import QueryDict

COMMANDS = ("add", "remove", "offer")


def is_command(data) -> bool:
    """Return whether a row button was pressed, rather than one that saves."""
    return any(name in data for name in COMMANDS)


def apply_command(data: QueryDict, *, texts: dict[str, str]) -> QueryDict:
    """Return a copy of ``data`` with the row added or removed, or the ready text put in."""
    data = data.copy()
    if "add" in data:
        _add(data, data["add"])
    elif "remove" in data:
        prefix, _dash, index = data["remove"].rpartition("-")
        _remove(data, prefix, index)
    elif "offer" in data and not data.get(data["offer"], "").strip():
        data[data["offer"]] = texts.get(data["offer"], "")
    return data


def _add(data: QueryDict, prefix: str) -> None:
    total = _total(data, prefix)
    _set_total(data, prefix, total + 1)
    if prefix == "goals":  # a goal comes with a sign to write in
        data[f"goals-{total}-signs-TOTAL_FORMS"], data[f"goals-{total}-signs-INITIAL_FORMS"] = "1", "0"


def _total(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "")
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def _set_total(data: QueryDict, prefix: str, number: int) -> None:
    if f"{prefix}-TOTAL_FORMS" in data:
        data[f"{prefix}-TOTAL_FORMS"] = str(number)


def _remove(data: QueryDict, prefix: str, index: str) -> None:
    """Take row ``index`` out and move the later ones up."""
    total = _total(data, prefix)
    if not prefix or not index.isdecimal() or int(index) >= total:
        return
    gone, pattern = int(index), re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)")
    rows = [(match, name) for name in list(data) if (match := pattern.fullmatch(name))]
    moved = {}
    for match, name in rows:
        number = int(match[1])
        values = data.pop(name)
        if number != gone:
            moved[f"{prefix}-{number - (number > gone)}-{match[2]}"] = values
    for name, values in moved.items():
        data.setlist(name, values)
    _set_total(data, prefix, total - 1)
