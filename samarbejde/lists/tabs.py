"""The tabs over a list: the views everybody has, one's own, and those colleagues share."""

from dataclasses import dataclass, field, replace

from django.http import QueryDict

from samarbejde.lists.counting import count_text
from samarbejde.lists.spec import ListSpec
from samarbejde.lists.state import VIEW, ListState, read_state, says_something
from samarbejde.models import SavedView

# The row in which a user's choice of columns is remembered: a saved view without a name.
COLUMNS_SLUG = "_kolonner"


@dataclass(frozen=True)
class SavedViews:
    """What one user has saved for one list, read in one query."""

    views: list[SavedView] = field(default_factory=list)
    columns: tuple[str, ...] = ()

    def named(self, key: str) -> SavedView | None:
        return next((view for view in self.views if self.key_of(view) == key), None)

    def key_of(self, view: SavedView) -> str:
        """Return the slug, made unique where two colleagues chose the same name."""
        same = [other.pk for other in self.views if other.slug == view.slug]
        return view.slug if same[0] == view.pk else f"{view.slug}.{view.pk}"


def read_views(user, spec: ListSpec) -> SavedViews:
    """Return the user's saved views of a list, one's own first, and the remembered columns."""
    found = list(SavedView.objects.visible_to(user).filter(list_name=spec.name).order_by("name", "pk"))
    remembered = next((v for v in found if v.slug == COLUMNS_SLUG and v.user_id == user.pk), None)
    named = [view for view in found if view.slug != COLUMNS_SLUG]
    named.sort(key=lambda view: view.user_id != user.pk)
    columns = tuple(key for key in remembered.columns if key in spec.columns_by_key) if remembered else ()
    return SavedViews(named, columns)


def state_of_view(spec: ListSpec, view: SavedView) -> ListState:
    """Return what a saved view shows; keys that are no longer known are left out."""
    state = read_state(spec, QueryDict(view.query))
    return replace(state, columns=tuple(key for key in view.columns if key in spec.columns_by_key))


def asked_state(spec: ListSpec, params: QueryDict, saved: SavedViews) -> ListState:
    """Return the state the address asks for, by itself or by the name of a view."""
    state = read_state(spec, params)
    if VIEW not in params or says_something(spec, params):
        return state
    key = params[VIEW]
    view = saved.named(key)
    if view is not None:
        chosen = state_of_view(spec, view)
        return replace(chosen, columns=state.columns or chosen.columns)
    tab = next((tab for tab in spec.tabs if tab.key == key), None)
    return replace(state, filters=read_state(spec, QueryDict(tab.query)).filters) if tab else state


@dataclass(frozen=True)
class TabLink:
    label: str
    url: str
    current: bool
    count: str = ""
    shared: bool = False
    view: SavedView | None = None


def tab_links(state: ListState, saved: SavedViews, base: str, user, counts: dict[str, int]) -> list[TabLink]:
    """Return the tabs; the one whose filters are on is the current one."""
    spec, here = state.spec, heart_of(state)
    links = [
        TabLink(
            str(tab.label),
            f"{base}?{VIEW}={tab.key}" if tab.query else base,
            heart_of(read_state(spec, QueryDict(tab.query))) == here,
            count_text(counts[tab.key]) if tab.key in counts else "",
        )
        for tab in spec.tabs
    ]
    for view in saved.views:
        current = heart_of(state_of_view(spec, view)) == here
        url = f"{base}?{VIEW}={saved.key_of(view)}"
        links.append(TabLink(view.name, url, current, shared=view.institution_id is not None, view=view))
    return links


def heart_of(state: ListState) -> tuple:
    """Return what decides which rows a state shows, whatever their order and columns."""
    return frozenset(state.filters), state.words
