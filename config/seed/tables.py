"""Rows on their way into the database: collected by model and written with COPY, many at a time."""

import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

MARKS = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Model = type[models.Model]
to_json = json.JSONEncoder(ensure_ascii=False).encode


class Tables:
    """Rows by model. Keys are given out here, after the largest there is, so that rows can point at each other."""

    def __init__(self, now) -> None:
        self.now = now
        self.written: Counter[Model] = Counter()
        self._rows: dict[Model, list[dict]] = defaultdict(list)
        self._next: dict[Model, int] = {}

    def key(self, model: Model) -> int:
        """Return the next free primary key of ``model``."""
        if model not in self._next:
            self._next[model] = (model._default_manager.aggregate(top=Max("pk"))["top"] or 0) + 1  # noqa: SLF001
        self._next[model] += 1
        return self._next[model] - 1

    def add(self, model: Model, **values) -> int:
        """Put one row in the queue and return its key. Every row of a model names the same fields (by attribute)."""
        if "id" not in values:
            values["id"] = self.key(model)
        self._rows[model].append(values)
        return values["id"]

    def flush(self) -> None:
        """Write everything that waits. Foreign keys are checked at the end of the transaction, so order is free."""
        for model, rows in self._rows.items():
            copy(model, rows, self.now)
            self.written[model] += len(rows)
        self._rows.clear()

    def set_sequences(self) -> None:
        """Let the database go on where our keys end."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._next)):
                cursor.execute(statement)


def copy(model: Model, rows: list[dict], now) -> None:
    """Write rows with COPY. Fields no row names get their default, or ``now`` when they keep the time of writing.

    What has its default in the database is left out: the database fills it.
    """
    named = set(rows[0])
    stored = [field for field in model._meta.concrete_fields if not field.generated]
    asked = [field.attname for field in stored if field.attname in named]
    rest = [field for field in stored if field.attname not in named and not field.has_db_default()]
    if len(asked) != len(named):
        raise ValueError(f"{model.__name__} has no {named - set(asked)}")
    constant = "".join(f"\t{as_text(now if is_clock(field) else field.get_default())}" for field in rest)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in stored if field.attname in named)
    columns += "".join(f", {connection.ops.quote_name(field.column)}" for field in rest)
    lines = ("\t".join([as_text(row[name]) for name in asked]) + constant + "\n" for row in rows)
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", Lines(lines))


def is_clock(field: models.Field) -> bool:
    """Say whether Django would write the moment itself."""
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def as_text(value: object) -> str:
    """Return ``value`` as COPY reads it."""
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict | list):
        value = to_json(value)
    text = str(value)
    # Looking first is several times faster: hardly any text needs it.
    return text.translate(ESCAPES) if MARKS.search(text) else text


class Lines(io.TextIOBase):
    """A file that is made while it is read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: Iterator[str] = iter(lines)
        self._rest = ""

    def read(self, size: int | None = -1, /) -> str:
        """Return about ``size`` characters, at least one line, and nothing at the end."""
        size, parts, length = size or -1, [self._rest], len(self._rest)
        for line in self._lines:
            parts.append(line)
            length += len(line)
            if length >= size > 0:
                break
        text = "".join(parts)
        self._rest = text[size:] if size > 0 else ""
        return text[:size] if size > 0 else text
