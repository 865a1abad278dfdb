"""What the address of a list says, read forgivingly: unknown or broken parts count as not said."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from samarbejde.lists.spec import ListSpec, Sort

LONGEST_VALUE = 120
MOST_VALUES = 20
FIRST_ROW_LIMIT = 10**9
SEARCH, SORT, COLUMNS, VIEW = "q", "sorter", "kolonner", "visning"
AFTER, BEFORE, FIRST, COUNT, BOARD = "efter", "foer", "fra", "antal", "som"


def _clean(value: str) -> str:
    return value.replace("\x00", "").strip()[:LONGEST_VALUE]


@dataclass(frozen=True)
class ListState:
    """Filters as pairs, words, order and columns. Where in the list one stands is no part of it, see `Place`."""

    spec: ListSpec
    filters: tuple[tuple[str, str], ...] = ()
    words: str = ""
    sort_key: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort:
        return self.spec.sorts_by_key.get(self.sort_key, self.spec.default_sort)

    @property
    def is_plain(self) -> bool:
        """Nothing is filtered or searched."""
        return not self.filters and not self.words

    def data(self) -> QueryDict:
        """The filters as a filter set wants them."""
        found = QueryDict(mutable=True)
        for name, value in self.filters:
            found.appendlist(name, value)
        return found

    def pairs(self) -> list[tuple[str, str]]:
        found = list(self.filters)
        if self.words:
            found.append((SEARCH, self.words))
        sort_text = ("-" if self.descending else "") + self.sort.key
        if sort_text != self.spec.default_sort.key:
            found.append((SORT, sort_text))
        if self.columns:
            found.append((COLUMNS, ",".join(self.columns)))
        return found

    def query(self, *extra: tuple[str, str]) -> str:
        """Return the query string with its question mark, or nothing when there is nothing to say."""
        text = urlencode([*self.pairs(), *extra])
        return f"?{text}" if text else ""

    def without(self, name: str, value: str | None = None) -> "ListState":
        kept = tuple(p for p in self.filters if p[0] != name or (value is not None and p[1] != value))
        return replace(self, filters=kept)

    def having(self, name: str, value: str) -> "ListState":
        return replace(self, filters=(*self.without(name).filters, (name, value)))

    def sorted_by(self, key: str, *, descending: bool) -> "ListState":
        return replace(self, sort_key=key, descending=descending)


def read_state(spec: ListSpec, params: QueryDict) -> ListState:
    """Return the state a query string asks for; only known names and orders are kept."""
    filters = tuple(
        (name, value)
        for name in params
        if name in spec.filter_names
        for value in dict.fromkeys(_clean(v) for v in params.getlist(name)[:MOST_VALUES])
        if value
    )
    asked = _clean(params.get(SORT, ""))
    known = asked.removeprefix("-") in spec.sorts_by_key
    columns = tuple(key for key in _clean_columns(params.get(COLUMNS, "")) if key in spec.columns_by_key)
    return ListState(
        spec=spec,
        filters=filters,
        words=" ".join(_clean(params.get(SEARCH, "")).split()),
        sort_key=asked.removeprefix("-") if known else spec.default_sort.key,
        descending=known and asked.startswith("-"),
        columns=columns,
    )


def _clean_columns(text: str) -> list[str]:
    return list(dict.fromkeys(text.replace("\x00", "")[:600].split(",")))


def says_something(spec: ListSpec, params: QueryDict) -> bool:
    """Return whether the address itself filters, searches or sorts (then a saved view's own words do not count)."""
    return any(name in params for name in (*spec.filter_names, SEARCH, SORT))


@dataclass(frozen=True)
class Place:
    """Where in the list: behind or before a row's mark, and the number of the first row, 1 and up."""

    after: str = ""
    before: str = ""
    first: int = 1


def read_place(params: QueryDict) -> Place:
    text = params.get(FIRST, "")
    first = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 1
    after, before = params.get(AFTER, ""), params.get(BEFORE, "")
    if not after and not before:
        first = 1
    return Place(after=after, before="" if after else before, first=max(1, min(first, FIRST_ROW_LIMIT)))
