"""The differences of a register import in words: grouped by kind, filtered by field."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind
from contacts.imports.comparing import SOURCES
from contacts.models import RegisterChange, RegisterImport
from samarbejde.choices import UnitKind
from samarbejde.lib.danish import format_number, format_short
from samarbejde.models import Municipality, School, SchoolType

Text = str | Promise
LEVELS = {
    ChangeKind.NEW: "good", ChangeKind.CLOSED: "stop", ChangeKind.RENAMED: "care", ChangeKind.MOVED: "care",
    ChangeKind.REOPENED: "good",
}  # fmt: skip
BY_FIELD = (ChangeKind.CHANGED, ChangeKind.RENAMED, ChangeKind.MOVED)
# A new school is shown by what one recognises it by; the rest is one click away.
INTRODUCED_BY = ("type", "address", "postcode", "city", "municipality", "closed_on")
COUNT_FIELDS = """
    SELECT key, count(*) FROM contacts_registerchange, jsonb_object_keys(fields) AS key
    WHERE register_import_id = %s AND kind = %s GROUP BY key
"""


@dataclass(frozen=True)
class DifferenceState:
    """What one has chosen to look at: a kind of change, and perhaps one field of it."""

    kind: str = ""
    field: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "DifferenceState":
        kind, field = data.get("slags", ""), data.get("felt", "")
        if kind not in ChangeKind.values:
            return cls()
        return cls(kind, field if kind in BY_FIELD and field in SOURCES else "")

    def query(self) -> str:
        """Return the beginning of an address that keeps the choice."""
        kind = f"slags={self.kind}&" if self.kind else ""
        return f"?{kind}felt={self.field}&" if self.field else f"?{kind}"


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


def changes_of(register_import: RegisterImport, state: DifferenceState) -> QuerySet[RegisterChange]:
    """Return the changes to look at: kind by kind, in the order of the file."""
    if state.kind:
        found = register_import.changes.filter(kind=state.kind).order_by("pk")
        return found.filter(fields__has_key=state.field) if state.field else found
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(ChangeKind)]
    return register_import.changes.order_by(Case(*places, output_field=IntegerField()), "pk")


def fields_with_numbers(register_import: RegisterImport, state: DifferenceState) -> list[dict]:
    """Return the fields that differ in the chosen kind, each with its number; nothing for the other kinds."""
    if state.kind not in BY_FIELD:
        return []
    with connection.cursor() as cursor:
        cursor.execute(COUNT_FIELDS, [register_import.pk, state.kind])
        counts = dict(cursor.fetchall())
    return [
        {"name": name, "label": label_of(name), "count": counts[name], "is_chosen": name == state.field}
        for name in SOURCES
        if name in counts
    ]


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
