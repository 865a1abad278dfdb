"""What an address of the school finder asks for, and the form that writes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.models import Criterion
from contacts.queries.finder import CRITERIA, FULL, Wish
from contacts.queries.finder_reasons import LABELS
from samarbejde.choices import SavedList
from samarbejde.filters.schools import DISTANCES, TYPE_GROUPS
from samarbejde.lists.spec import ListSpec, Sort
from samarbejde.lists.state import ListState
from samarbejde.models import Municipality, School, Subject

Text = str | Promise
PLACE, DISTANCE, SUBJECTS, GRADES, TYPE, MUNICIPALITY, OWN = (
    "sted", "afstand", "fag", "klassetrin", "type", "kommune", "egne",
)  # fmt: skip
# A criterion's name in the address.
NAMES = {
    "near": "naer", "visits": "besoeg", "together": "samarbejde", "response": "svar", "new": "nye", "focus": "fokus",
    "grades": "trin", "type": "slags", "place": "egn",
}  # fmt: skip
MUST = "skal"
WEIGHTS: list[tuple[str, Text]] = [
    ("", _("off")), ("0", _("show, do not count")), ("1", _("a little")), ("2", _("some")), ("3", _("a lot")),
    (MUST, _("must fit")),
]  # fmt: skip
FIRST_WEIGHTS = {"near": 3, "visits": 2, "together": 1, "response": 1}
GRADE_SPANS: dict[str, tuple[Text, tuple[int, int]]] = {
    "indskoling": (_("Grades 0–3"), (0, 3)),
    "mellemtrin": (_("Grades 4–6"), (4, 6)),
    "udskoling": (_("Grades 7–9"), (7, 9)),
    "10": (_("Grade 10"), (10, 10)),
}
MOST_VALUES = 12


class FinderNames:
    """The names the address may use, in the shape a list asks its filters for them."""

    base_filters: ClassVar[dict] = dict.fromkeys(
        [PLACE, DISTANCE, SUBJECTS, GRADES, TYPE, MUNICIPALITY, OWN, *NAMES.values()]
    )


def _open_schools(user) -> QuerySet:
    return School.objects.visible_to(user).open().schools_only()


def _no_chips(_user, _pairs) -> dict:
    return {}


# So that searches are saved, shared and opened again like the views of a list.
SPEC = ListSpec(
    name=SavedList.FINDER, route="contacts:finder", export_route="contacts:finder", columns=(),
    sorts=(Sort("point", _("Points"), ("name_key",)),), filterset=FinderNames, rows=_open_schools,
    chip_texts=_no_chips, search_prefixes=("name_key",),
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """What can be chosen: (code, words) of municipalities and subjects, (id, name) of own criteria."""

    municipalities: list[tuple[str, str]]
    subjects: list[tuple[str, str]]
    own: list[tuple[str, str]]

    @property
    def own_names(self) -> dict[int, str]:
        return {int(pk): name for pk, name in self.own}


def read_options(own: QuerySet[Criterion]) -> Options:
    """Return the options of the form, in one query."""
    sources = [
        _words("kommune", Municipality.objects.filter(valid_to__isnull=True), "code"),
        _words("fag", Subject.objects.filter(valid_to__isnull=True), "code"),
        _words("egne", own, "pk"),
    ]
    found: dict[str, list[tuple[str, str]]] = {"kommune": [], "fag": [], "egne": []}
    for kind, code, words, _key in sources[0].union(*sources[1:], all=True).order_by("source", "sorted", "choice"):
        found[kind].append((code, words))
    return Options(found["kommune"], found["fag"], found["egne"])


def _words(kind: str, rows: QuerySet, code: str) -> QuerySet:
    text = CharField()
    rows = rows.order_by().annotate(source=Value(kind, text), choice=Cast(F(code), text), sorted=F("name_key"))
    return rows.values_list("source", "choice", "name", "sorted")


def wish_of(state: ListState, own: Iterable[int]) -> Wish:
    """Return what the address asks for, or what one begins with. What makes no sense is left out."""
    values: dict[str, list[str]] = {}
    for name, value in state.filters:
        values.setdefault(name, []).append(value)
    asked = {name: values[short][0] for name, short in NAMES.items() if short in values}
    weights = {name: weight for name, text in asked.items() if (weight := _weight(text)) is not None}
    own_weights = dict(_own_weights(values.get(OWN, []), set(own)))
    if not weights and not own_weights:
        weights = dict(FIRST_WEIGHTS)
    return Wish(
        weights=weights,
        demands=frozenset(name for name, text in asked.items() if text == MUST),
        max_km=_number(values.get(DISTANCE, [""])[0]),
        subjects=tuple(values.get(SUBJECTS, [])[:MOST_VALUES]),
        grades=next((GRADE_SPANS[key][1] for key in values.get(GRADES, []) if key in GRADE_SPANS), None),
        types=tuple(code for key in values.get(TYPE, []) if key in TYPE_GROUPS for code in TYPE_GROUPS[key][1]),
        municipalities=tuple(values.get(MUNICIPALITY, [])[:MOST_VALUES]),
        own={pk: weight for pk, (weight, _must) in own_weights.items()},
        own_demands=frozenset(pk for pk, (_weight_, must) in own_weights.items() if must),
    )


def _weight(text: str) -> int | None:
    if text == MUST:
        return FULL
    return int(text) if text in {"0", "1", "2", "3"} else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text[:4]) <= 500 and len(text) <= 3 else None


def _own_weights(values: list[str], known: set[int]):
    """Yield (id, (weight, must)) from ”12:3” or ”12:skal”."""
    for value in values[:MOST_VALUES]:
        key, _colon, text = value.partition(":")
        weight = _weight(text)
        if weight is not None and key.isascii() and key.isdecimal() and len(key) < 10 and int(key) in known:
            yield int(key), (weight, text == MUST)


@dataclass(frozen=True)
class Choice:
    value: str
    label: Text
    chosen: bool


@dataclass(frozen=True)
class Row:
    """One criterion of the form: how much it weighs, and, for some, what is looked for."""

    name: str
    label: Text
    weights: list[Choice]
    values_name: str = ""
    values_label: Text = ""
    values: tuple[Choice, ...] = ()
    several: bool = False


def form_rows(state: ListState, wish: Wish, options: Options) -> list[Row]:
    """Return the criteria as the form shows them."""
    chosen = set(state.filters)
    values = {
        "focus": (SUBJECTS, _("Which subjects?"), options.subjects, True),
        "grades": (GRADES, _("Which grades?"), [(key, words) for key, (words, _s) in GRADE_SPANS.items()], False),
        "type": (TYPE, _("Which type?"), [(key, words) for key, (words, _c) in TYPE_GROUPS.items()], False),
        "place": (MUNICIPALITY, _("Which municipality?"), options.municipalities, False),
    }
    rows = []
    for name in CRITERIA:
        short, label, found, several = values.get(name, ("", "", [], False))
        shown = tuple(Choice(code, words, (short, code) in chosen) for code, words in found)
        rows.append(Row(NAMES[name], LABELS[name], _weights(_now(wish, name)), short, label, shown, several))
    for pk, name in options.own_names.items():
        now = MUST if pk in wish.own_demands else str(wish.own.get(pk, ""))
        rows.append(Row(OWN, name, [Choice(f"{pk}:{v}" if v else "", w, v == now) for v, w in WEIGHTS]))
    return rows


def _now(wish: Wish, name: str) -> str:
    return MUST if name in wish.demands else str(wish.weights.get(name, ""))


def _weights(now: str) -> list[Choice]:
    return [Choice(value, words, value == now) for value, words in WEIGHTS]


def distances(wish: Wish) -> list[Choice]:
    """Return the distances one can choose."""
    return [Choice(str(km), f"{km} km", km == wish.max_km) for km in DISTANCES]
