"""Pages that start behind a row instead of at a number: the last page costs what the first does."""

import base64
import binascii
import datetime
import json
from dataclasses import dataclass

from django.db import models
from django.db.models import Func, QuerySet, Value

from samarbejde.lists.spec import Row, Sort
from samarbejde.lists.state import Place

PAGE_SIZE = 25
LARGEST = 2**31 - 1
LONGEST_MARK = 2000


class RowBeyond(Func):
    """``(a, b, pk) > (1, 2, 3)`` as one comparison, which PostgreSQL answers from one place in an index."""

    output_field = models.BooleanField()

    def __init__(self, *keys, values=(), backwards=False, **extra):
        self.sign = "<" if backwards else ">"
        super().__init__(
            *keys, *[value if hasattr(value, "resolve_expression") else Value(value) for value in values], **extra
        )

    def as_sql(self, compiler, connection, **context):
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"({left}) {self.sign} ({right})", [param for _, params in parts for param in params]


@dataclass(frozen=True)
class PageOfRows:
    """``first`` and ``last`` are row numbers; the marks are empty where there is no such page."""

    rows: list[Row]
    first: int
    before: str
    after: str

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def order_of(sort: Sort, *, descending: bool) -> list[str]:
    return [f"-{name}" if descending else name for name in (*sort.fields, "pk")]


def mark_of(row: Row, sort: Sort) -> str:
    """Return the row's place in the order as text for an address."""
    values = [row[name] for name in (*sort.fields, "pk")]
    text = json.dumps(values, default=lambda v: v.isoformat(), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_mark(queryset: QuerySet, sort: Sort, mark: str) -> list | None:
    """Return the values of a mark, or None for one that is not of this order."""
    try:
        raw = base64.urlsafe_b64decode(mark[:LONGEST_MARK] + "=" * (-len(mark) % 4))
        values = json.loads(raw.decode())
    except (ValueError, binascii.Error, RecursionError):
        return None
    names = (*sort.fields, "pk")
    if not isinstance(values, list) or len(values) != len(names):
        return None
    try:
        return [_typed(queryset, name, value) for name, value in zip(names, values, strict=True)]
    except (ValueError, TypeError):
        return None


def _typed(queryset: QuerySet, name: str, value):
    """Return ``value`` as the column holds it. Raises ValueError when it cannot be one."""
    column = queryset.query.annotations.get(name)
    kind = column.output_field if column is not None else _field(queryset.model, name)
    if isinstance(kind, models.DateTimeField):
        moment = datetime.datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment
    if isinstance(kind, models.DateField):
        return datetime.date.fromisoformat(value)
    if isinstance(kind, models.IntegerField):
        if type(value) is not int or abs(value) > LARGEST:
            raise ValueError(value)
        return value
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    return value


def _field(model: type[models.Model], name: str) -> models.Field:
    *path, last = name.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model
    if last == "pk":
        return model._meta.pk
    found = model._meta.get_field(last)
    return getattr(found, "output_field", found)


def beyond(queryset: QuerySet, sort: Sort, values: list, *, descending: bool, backwards: bool = False) -> QuerySet:
    """Return what comes after (or before) ``values``, nearest first."""
    turned = descending != backwards
    narrowed = queryset.filter(RowBeyond(*sort.fields, "pk", values=values, backwards=turned))
    return narrowed.order_by(*order_of(sort, descending=turned))


def fetch_page(queryset: QuerySet, sort: Sort, *, descending: bool, place: Place, size: int = PAGE_SIZE) -> PageOfRows:
    """Return one page of ``queryset`` (a ``values()`` one that holds the sort's fields and ``pk``)."""
    values = read_mark(queryset, sort, place.after or place.before)
    if values and place.before:
        found = list(beyond(queryset, sort, values, descending=descending, backwards=True)[: size + 1])
        rows = found[:size][::-1]
        if len(rows) == size:
            at_start = len(found) == size
            first = 1 if at_start else max(2, place.first)
            return PageOfRows(rows, first, "" if at_start else mark_of(rows[0], sort), mark_of(rows[-1], sort))
        values = None  # less than a page before it: show the first page whole
    if values:
        found = list(beyond(queryset, sort, values, descending=descending)[: size + 1])
        if found:
            rows = found[:size]
            after = mark_of(rows[-1], sort) if len(found) > size else ""
            return PageOfRows(rows, max(2, place.first), mark_of(rows[0], sort), after)
    found = list(queryset.order_by(*order_of(sort, descending=descending))[: size + 1])
    rows = found[:size]
    return PageOfRows(rows, 1, "", mark_of(rows[-1], sort) if len(found) > size else "")
