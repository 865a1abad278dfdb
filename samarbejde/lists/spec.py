"""How a list describes itself: columns, orders, tabs, and where its rows come from."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.utils.functional import Promise

Text = str | Promise
Row = dict


@dataclass(frozen=True)
class Look:
    """What the cells of one page need besides their row. ``link`` ends every row's address, with its ``nr`` behind."""

    today: datetime.date
    base: str
    link: str = ""


@dataclass(frozen=True)
class Out:
    """One column of an export; ``value`` gives text, number, date or None."""

    header: Text
    value: Callable[[Row], object]


@dataclass(frozen=True)
class Column:
    """``cell`` gives the HTML of one ``<td>``; it escapes what it shows. ``fields`` are read with the rows."""

    key: str
    label: Text
    fields: tuple[str, ...]
    cell: Callable[[Row, Look], str]
    out: tuple[Out, ...] = ()
    sort: str = ""
    css: str = ""
    numeric: bool = False
    shown: bool = True  # until somebody chooses other columns
    fixed: bool = False  # cannot be left out
    annotate: Callable[..., dict] | None = None  # (user) -> expressions by name, for ``fields`` no model has


@dataclass(frozen=True)
class Sort:
    """``fields`` go in one direction and are never null; the primary key ends the order."""

    key: str
    label: Text
    fields: tuple[str, ...]
    annotate: Callable[..., dict] | None = None
    descending: bool = False  # what the first click gives


@dataclass(frozen=True)
class Tab:
    """A view everybody has. ``query`` is a query string of filters."""

    key: str
    label: Text
    query: str = ""
    counted: bool = False


@dataclass(frozen=True)
class ListSpec:
    name: str
    route: str
    export_route: str
    columns: tuple[Column, ...]
    sorts: tuple[Sort, ...]
    filterset: type
    rows: Callable[..., QuerySet]  # (user) -> what the user may see
    chip_texts: Callable[..., dict]  # (user, pairs) -> the words for each (name, value)
    search_prefixes: tuple[str, ...]
    detail_field: str = "pk"  # what stands in the rows' own addresses
    tabs: tuple[Tab, ...] = ()
    default_chip: tuple[str, str, Text] | None = None  # (filter, value that lifts it, words)
    default_lifted: tuple[tuple[str, str], ...] = ()  # filters that lift it too
    file_name: Text = ""
    labels: dict[str, Text] = field(default_factory=dict)

    @cached_property
    def columns_by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def sorts_by_key(self) -> dict[str, Sort]:
        return {sort.key: sort for sort in self.sorts}

    @cached_property
    def filter_names(self) -> frozenset[str]:
        return frozenset(self.filterset.base_filters)

    @property
    def default_sort(self) -> Sort:
        return self.sorts[0]
