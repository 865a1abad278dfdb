"""What the pages of a register import show: kinds with their numbers, and differences in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.choices import ChangeKind
from contacts.imports.comparing import SOURCES
from contacts.models import RegisterChange, RegisterImport
from samarbejde.choices import UnitKind
from samarbejde.lib.danish import format_number, format_short
from samarbejde.models import Municipality, School, SchoolType
from samarbejde.panels import Figure

Text = str | Promise
LEVELS = {ChangeKind.NEW: "good", ChangeKind.CLOSED: "stop", ChangeKind.RENAMED: "care", ChangeKind.REOPENED: "good"}
# A new school is shown by what one recognises it by; the rest is one click away.
INTRODUCED_BY = ("type", "address", "postcode", "city", "municipality", "closed_on")


@dataclass
class Difference:
    """One field: what we have, what the file says, and whether ours stays because it was corrected by hand."""

    label: Text
    old: str
    new: str
    is_kept: bool


@dataclass
class ShownChange:
    change: RegisterChange
    level: str
    about: str
    differences: list[Difference]


def kinds_with_numbers(register_import: RegisterImport) -> list[dict]:
    """Return the kinds of change that occur, each with its number."""
    counts = register_import.counts
    found = [{"kind": kind, "label": kind.label, "count": counts.get(kind, 0)} for kind in ChangeKind]
    return [row for row in found if row["count"]]


def effective_count(register_import: RegisterImport) -> int:
    """Return how many schools saving would write."""
    counts = register_import.counts
    return sum(counts.get(kind, 0) for kind in ChangeKind if kind != ChangeKind.KEPT)


def figures_of(register_import: RegisterImport) -> list[Figure]:
    """Return the numbers at the top of the page; each opens its rows."""
    figures = [
        Figure(format_number(row["count"]), row["label"], "", f"?slags={row['kind']}#d")
        for row in kinds_with_numbers(register_import)
    ]
    return [*figures, Figure(format_number(register_import.counts.get("unchanged", 0)), _("Unchanged"), "", "")]


def worst_findings(register_import: RegisterImport, limit: int) -> list[dict]:
    """Return the first remarks: about the file as a whole, then rows left out, then what was mended."""
    ranked = sorted(register_import.errors, key=lambda found: (found["line"] > 0, found["severity"] != "error"))
    return ranked[:limit]


def closing_text(register_import: RegisterImport) -> str:
    """Return how many schools of how many would be closed."""
    counts = register_import.counts
    return _("%(closing)s of %(open)s open schools are not in the file. If you fetched only part of the register, "
             "throw the file away.") % {
        "closing": format_number(counts.get(ChangeKind.CLOSED, 0)), "open": format_number(counts.get("open_before", 0)),
    }  # fmt: skip


def saved_text(register_import: RegisterImport) -> str:
    """Return what has been saved, in one sentence."""
    count = effective_count(register_import)
    text = ngettext("Saved: %(count)s school is up to date.", "Saved: %(count)s schools are up to date.", count)
    return text % {"count": format_number(count)}


def describe_changes(changes: Iterable[RegisterChange]) -> list[ShownChange]:
    """Return changes in words; two queries whatever their number."""
    words = _Words()
    return [
        ShownChange(
            change,
            LEVELS.get(ChangeKind(change.kind), ""),
            words.introduction(change) if change.kind == ChangeKind.NEW else "",
            [] if change.kind == ChangeKind.NEW else words.differences(change),
        )
        for change in changes
    ]


class _Words:
    """Turns stored codes into the words people know."""

    def __init__(self) -> None:
        self.types = dict(SchoolType.objects.values_list("code", "name"))
        self.municipalities = dict(Municipality.objects.values_list("code", "name"))

    def introduction(self, change: RegisterChange) -> str:
        parts = {
            name: self.show(name, change.fields[name][1], change) for name in INTRODUCED_BY if name in change.fields
        }
        town = f"{parts.get('postcode', '')} {parts.get('city', '')}".strip()
        closed = _("closed %(day)s") % {"day": parts["closed_on"]} if "closed_on" in parts else ""
        shown = (parts.get("type"), parts.get("address"), town, closed)
        return " · ".join(text for text in shown if text)

    def differences(self, change: RegisterChange) -> list[Difference]:
        return [
            Difference(
                label_of(name), self.show(name, pair[0], change), self.show(name, pair[1], change), len(pair) > 2
            )
            for name, pair in sorted(change.fields.items(), key=lambda item: _order(item[0]))
            if name in SOURCES
        ]

    def show(self, name: str, value, change: RegisterChange) -> str:
        if value in ("", None):
            return ""
        if name == "type":
            return self.types.get(value) or change.fields.get("type_name", ["", value])[1]
        if name == "municipality":
            return self.municipalities.get(value, value)
        if name == "unit_kind":
            return str(UnitKind(value).label)
        if name == "closed_on":
            return format_short(datetime.date.fromisoformat(value))
        return format_number(value, 5) if isinstance(value, float) else str(value)


def label_of(name: str) -> Text:
    """Return what a field of a school is called."""
    return School._meta.get_field(name).verbose_name


def _order(name: str) -> int:
    return list(SOURCES).index(name) if name in SOURCES else len(SOURCES)
