"""One page of a list, made ready for the template: few queries, values already text."""

from dataclasses import dataclass
from functools import cached_property
from html import escape as esc
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samarbejde.lists.chips import Chip, chips_of
from samarbejde.lists.counting import CAP, capped_counts, count_text
from samarbejde.lists.keyset import PageOfRows, fetch_page
from samarbejde.lists.searching import matching
from samarbejde.lists.spec import Column, ListSpec, Look, Row
from samarbejde.lists.state import AFTER, BEFORE, COUNT, FIRST, ListState, read_place, read_state
from samarbejde.lists.tabs import SavedViews, TabLink, asked_state, heart_of, read_views, tab_links

FROM_LIST = "fra_liste"
NUMBER = "nr"


def filtered(state: ListState, user) -> QuerySet:
    """Return every row the state shows ``user``, in no order. Filters that make no sense are left out."""
    spec = state.spec
    found = spec.filterset(state.data(), spec.rows(user), user=user).qs
    return matching(found, state.words, spec.search_prefixes) if state.words else found


def with_columns(queryset: QuerySet, state: ListState, columns: list[Column], user) -> QuerySet:
    """Return ``queryset`` as dicts of what the columns and the order need."""
    expressions: dict = {}
    for part in (*columns, state.sort):
        if part.annotate:
            expressions |= part.annotate(user)
    names = {name for column in columns for name in column.fields} | set(state.sort.fields)
    detail = {state.spec.detail_field}
    return queryset.annotate(**expressions).values(*sorted(names | detail | {"pk"}))


@dataclass
class Listing:
    """Everything a list page shows. ``user`` sees only rows of ``spec.rows(user)``."""

    spec: ListSpec
    user: object
    state: ListState
    saved: SavedViews
    params: QueryDict
    selectable: bool = False

    @cached_property
    def base(self) -> str:
        return reverse(self.spec.route)

    @cached_property
    def columns(self) -> list[Column]:
        """The chosen columns, in the list's own order."""
        chosen = self.state.columns or self.saved.columns
        return [c for c in self.spec.columns if c.fixed or (c.key in chosen if chosen else c.shown)]

    @cached_property
    def rows(self) -> QuerySet:
        return filtered(self.state, self.user)

    @cached_property
    def page(self) -> PageOfRows:
        found = with_columns(self.rows, self.state, self.columns, self.user)
        return fetch_page(found, self.state.sort, descending=self.state.descending, place=read_place(self.params))

    @cached_property
    def exact(self) -> bool:
        return self.params.get(COUNT) == "1"

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows, and how many behind each counted tab, in one query; capped unless asked for exactly."""
        asked = {tab.key: read_state(self.spec, QueryDict(tab.query)) for tab in self.spec.tabs if tab.counted}
        rows = {heart_of(self.state): self.rows}
        for state in asked.values():
            if heart_of(state) not in rows:  # where one stands is counted already
                rows[heart_of(state)] = filtered(state, self.user)
        counts = dict(zip(rows, capped_counts(list(rows.values())), strict=True))
        return {key: counts[heart_of(state)] for key, state in ({"": self.state} | asked).items()}

    @cached_property
    def total(self) -> str:
        if self.exact and self.counts[""] > CAP:
            return count_text(capped_counts([self.rows], None)[0], None)
        return count_text(self.counts[""])

    @property
    def exact_url(self) -> str:
        """The address that counts to the end; nothing when the count is already exact."""
        return "" if self.exact or self.counts[""] <= CAP else self.base + self.state.query((COUNT, "1"))

    @cached_property
    def tabs(self) -> list[TabLink]:
        return tab_links(self.state, self.saved, self.base, self.user, self.counts)

    @property
    def own_view(self):
        """The user's own saved view that is shown now, if any."""
        return next((t.view for t in self.tabs if t.current and t.view and t.view.user_id == self.user.pk), None)

    @property
    def is_saved(self) -> bool:
        return any(tab.current for tab in self.tabs)

    @cached_property
    def chips(self) -> list[Chip]:
        return chips_of(self.state, self.user, self.base)

    @property
    def is_filtered(self) -> bool:
        return not self.state.is_plain

    @cached_property
    def knows_nothing(self) -> bool:
        """Nothing at all stands behind this list yet; asked only when the page is empty."""
        return not self.page.rows and not self.spec.rows(self.user).exists()

    @cached_property
    def widenings(self) -> list[Chip]:
        """What could be taken off when nothing is found."""
        return self.chips

    def _page_url(self, name: str, mark: str, first: int) -> str:
        return self.base + self.state.query((name, mark), (FIRST, str(first))) if mark else ""

    @property
    def previous_url(self) -> str:
        page = self.page
        return self._page_url(BEFORE, page.before, max(1, page.first - len(page.rows))) if page.before else ""

    @property
    def next_url(self) -> str:
        return self._page_url(AFTER, self.page.after, self.page.last + 1)

    @property
    def first_url(self) -> str:
        return self.base + self.state.query() if self.page.before else ""

    def query(self, *extra: tuple[str, str]) -> str:
        return self.state.query(*extra)

    @property
    def here(self) -> str:
        """This page's own address, as short as it can be said."""
        place = read_place(self.params)
        mark = (AFTER, place.after) if place.after else (BEFORE, place.before)
        return self.base + self.state.query(*([mark, (FIRST, str(place.first))] if mark[1] else []))

    @property
    def filter_url(self) -> str:
        return self.base + self.state.query(("filter", "1"))

    @property
    def clear_url(self) -> str:
        return self.base

    @property
    def hidden_pairs(self) -> list[tuple[str, str]]:
        """What the search form sends along besides the words."""
        return [pair for pair in self.state.pairs() if pair[0] != "q"]

    def export_url(self, kind: str) -> str:
        pairs = [] if self.state.columns else [("kolonner", ",".join(c.key for c in self.columns))]
        return reverse(self.spec.export_route) + self.state.query(*pairs, ("format", kind))

    @property
    def csv_url(self) -> str:
        return self.export_url("csv")

    @property
    def xlsx_url(self) -> str:
        return self.export_url("xlsx")

    @property
    def headers(self) -> list[dict]:
        return [self._header(column) for column in self.columns]

    def _header(self, column: Column) -> dict:
        css = f"num {column.css}" if column.numeric else column.css
        found = {"label": column.label, "css": css, "key": column.key, "url": "", "aria": "", "arrow": ""}
        sort = self.spec.sorts_by_key.get(column.sort)
        if sort is None:
            return found
        current = self.state.sort.key == sort.key
        descending = (not self.state.descending) if current else sort.descending
        found["url"] = self.base + self.state.sorted_by(sort.key, descending=descending).query()
        if current:
            found["aria"] = "descending" if self.state.descending else "ascending"
            found["arrow"] = "↓" if self.state.descending else "↑"
        return found

    @cached_property
    def choosable(self) -> list[tuple[Column, bool]]:
        shown = {column.key for column in self.columns}
        return [(column, column.key in shown) for column in self.spec.columns if not column.fixed]

    @cached_property
    def look(self) -> Look:
        plain = ListState(self.spec, self.state.filters, self.state.words, self.state.sort_key, self.state.descending)
        link = f"?{FROM_LIST}={quote(plain.query()[1:], safe='')}&{NUMBER}="
        return Look(today=timezone.localdate(), base=self.base, link=link)

    @cached_property
    def table_rows(self) -> SafeString:
        """The rows' HTML. Every cell escapes its own text, see `samarbejde.lists.cells`."""
        choose = _("Choose")
        cells = [column.cell for column in self.columns]
        numbered = enumerate(self.page.rows, self.page.first)
        return mark_safe("\n".join(self._row(row, number, cells, choose) for number, row in numbered))  # noqa: S308

    def _row(self, row: Row, number: int, cells: list, choose: str) -> str:
        row["nr"] = number
        look = self.look
        url = esc(f"{look.base}{row[self.spec.detail_field]}/{look.link}{number}")
        box = ""
        if self.selectable:
            box = (
                f'<td class="c-check"><input class="form-check-input" type="checkbox" name="id" value="{row["pk"]}"'
                f' aria-label="{choose} {esc(row["title"])}"></td>'
            )
        return f'<tr data-href="{url}">{box}{"".join(cell(row, look) for cell in cells)}</tr>'


def read_listing(request: HttpRequest, spec: ListSpec, *, selectable: bool = False) -> Listing:
    """Return the listing the request asks for; its parts are read when the template (or the export) needs them."""
    saved = read_views(request.user, spec)
    state = asked_state(spec, request.GET, saved)
    return Listing(spec, request.user, state, saved, request.GET, selectable)
