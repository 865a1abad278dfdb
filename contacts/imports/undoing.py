"""Taking a saved import back: what can be put back without losing what has happened since, and what stays.

The page that asks and the action that does it walk the same plan, so that what is promised is what is done.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import QuerySet

from contacts.choices import ChangeKind, ImportStatus
from contacts.imports.comparing import SOURCES, as_json, known_values
from contacts.models import RegisterChange, RegisterImport
from samarbejde.models import Event, Municipality, School, SchoolFormerName, SchoolType

BATCH = 1000
CORRECTED, OVERTAKEN, USED = "corrected", "overtaken", "used"


@dataclass(slots=True)
class Back:
    """One school that was changed: the values it gets back, and the fields that stay as they are."""

    change: RegisterChange
    pk: int
    values: dict
    left: list[str]


@dataclass
class Fate:
    """What becomes of the schools that were new: ids of those that go, and (number, name, why) of those that stay."""

    removed: list[int] = field(default_factory=list)
    kept: list[tuple[str, str, str]] = field(default_factory=list)


class UndoPlan:
    """What undoing one import would do, as things stand. With ``is_locking`` the schools are held until it is done."""

    def __init__(self, register_import: RegisterImport, *, is_locking: bool = False) -> None:
        self.register_import, self.is_locking = register_import, is_locking
        self.known_types = set(SchoolType.objects.values_list("code", flat=True))
        self.known_municipalities = set(Municipality.objects.values_list("code", flat=True))
        self.freed: set[str] = set()

    def changed(self) -> Iterator[list[Back]]:
        """Yield the schools that were changed, a batch at a time, in the order of their numbers."""
        kinds = [ChangeKind.NEW, ChangeKind.KEPT]
        changes = self.register_import.changes.exclude(kind__in=kinds).order_by("number")
        rows = changes.iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            yield self._backs(batch)

    def _backs(self, batch: list[RegisterChange]) -> list[Back]:
        numbers = [change.number for change in batch]
        schools = School.objects.filter(number__in=numbers).order_by("number")
        if self.is_locking:
            schools = schools.select_for_update(of=("self",), no_key=True)
            list(schools.values_list("pk", flat=True))
        known = known_values(School.objects.filter(number__in=numbers))
        later = self._changed_later(numbers)
        parents = {change.fields["parent"][0] for change in batch if "parent" in change.fields}
        there = set(School.objects.filter(number__in=parents).values_list("number", flat=True)) | {""}
        return [
            self._back(change, known[change.number], later[change.number], there)
            for change in batch
            if change.number in known
        ]

    def _back(self, change: RegisterChange, school: dict, later: set[str], parents: set[str]) -> Back:
        """Take a field back only where it still is as this import wrote it."""
        back = Back(change, school["pk"], {}, [])
        lists = {"type": self.known_types, "municipality": self.known_municipalities | {""}, "parent": parents}
        for name, pair in change.fields.items():
            if name not in SOURCES or len(pair) > 2:
                continue
            old, new = pair
            is_ours = as_json(school[name]) == new and name not in school["edited_fields"] and name not in later
            if is_ours and (name not in lists or old in lists[name]):
                back.values[name] = old
            elif as_json(school[name]) != old:
                back.left.append(name)
        if "parent" in back.values:
            self.freed.add(change.number)
        return back

    def _changed_later(self, numbers: list[str]) -> dict[str, set[str]]:
        """Return {number: the fields that imports saved after this one have written}."""
        changes = RegisterChange.objects.filter(
            register_import__status=ImportStatus.APPLIED, register_import__gt=self.register_import.pk,
            number__in=numbers,
        ).exclude(kind=ChangeKind.KEPT)  # fmt: skip
        found: dict[str, set[str]] = defaultdict(set)
        for number, fields in changes.values_list("number", "fields").iterator(chunk_size=BATCH):
            found[number] |= {name for name, pair in fields.items() if len(pair) == 2}
        return found

    def new(self) -> Fate:
        """Return which of the new schools go and which stay. Ask after `changed` has been walked to its end."""
        schools = self._new_schools()
        if self.is_locking:
            # Nobody may begin to point at one of them while we look.
            list(schools.order_by("number").select_for_update(of=("self",)).values_list("pk", flat=True))
        rows = list(schools.order_by("number").values_list("pk", "number", "name", "edited_fields"))
        later = self._changed_later([number for _pk, number, _name, _edited in rows])
        why = {pk: OVERTAKEN for pk, number, _name, _edited in rows if number in later}
        why |= {pk: CORRECTED for pk, _number, _name, edited in rows if edited}
        why |= dict.fromkeys(self._used(), USED)
        self._hold_parents({pk for pk, *_others in rows}, why)
        return Fate(
            [pk for pk, *_others in rows if pk not in why],
            [(number, name, why[pk]) for pk, number, name, _edited in rows if pk in why],
        )

    def _new_schools(self) -> QuerySet:
        numbers = self.register_import.changes.filter(kind=ChangeKind.NEW).values("number")
        return School.objects.filter(number__in=numbers)

    def _used(self) -> QuerySet:
        """Return the new schools that anything points at, whatever app it is in, except their own names and parts."""
        ids = self._new_schools().values("pk")
        uses = []
        for relation in School._meta.get_fields(include_hidden=True):
            is_pointing = relation.auto_created and (relation.one_to_many or relation.one_to_one)
            if not is_pointing or relation.related_model in (School, SchoolFormerName):
                continue
            name = relation.field.name
            rows = QuerySet(relation.related_model).filter(**{f"{name}__in": ids})
            if relation.related_model is Event:
                rows = rows.exclude(data__import=self.register_import.pk)
            uses.append(rows.order_by().values_list(f"{name}_id", flat=True))
        return uses[0].union(*uses[1:])

    def _hold_parents(self, new: set[int], why: dict[int, str]) -> None:
        """A main school stays while a department that stays points at it."""
        children = School.objects.filter(parent__in=self._new_schools().values("pk"))
        for pk, number, parent in children.values_list("pk", "number", "parent"):
            goes = pk in new and pk not in why
            if not goes and number not in self.freed:
                why.setdefault(parent, USED)
