"""The filters that are on, each with the address that takes it off."""

from dataclasses import dataclass, replace
from functools import reduce

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from samarbejde.lists.state import ListState


@dataclass(frozen=True)
class Chip:
    label: str
    url: str
    key: str


def chips_of(state: ListState, user, base: str) -> list[Chip]:
    """Return one chip per filter that is on. One query at most, and only for filters whose words must be read."""
    spec = state.spec
    texts = spec.chip_texts(user, state.filters) if state.filters else {}
    found = [
        Chip(_label(state, name, texts.get((name, value), value)), base + state.without(name, value).query(), name)
        for name, value in state.filters
        if texts.get((name, value), value) != ""
    ]
    if state.words:
        label = _("Search: %(words)s") % {"words": state.words}
        found.insert(0, Chip(label, base + replace(state, words="").query(), "q"))
    if spec.default_chip and default_holds(state):
        name, lifting, words = spec.default_chip
        found.append(Chip(str(words), base + state.having(name, lifting).query(), name))
    return found


def _label(state: ListState, name: str, text: str) -> str:
    prefix = state.spec.labels.get(name)
    return f"{prefix}: {text}" if prefix else str(text)


def default_holds(state: ListState) -> bool:
    name, _lifting, _words = state.spec.default_chip
    return not any(key == name or (key, value) in state.spec.default_lifted for key, value in state.filters)


def words_by_code(name: str, queryset: QuerySet, code: str, label: str = "name") -> QuerySet:
    """Return (filter, code, words) of ``queryset`` in a shape that can be joined with the others' to one query."""
    return (
        queryset.order_by()
        .annotate(chip=Value(name, output_field=CharField()), chip_code=Cast(F(code), CharField()), chip_text=F(label))
        .values_list("chip", "chip_code", "chip_text")
    )


def read_words(querysets: list[QuerySet]) -> dict[tuple[str, str], str]:
    """Return {(filter, code): words} for all of them, in one query."""
    if not querysets:
        return {}
    joined = reduce(lambda first, second: first.union(second, all=True), querysets)
    return {(name, code): text for name, code, text in joined}
