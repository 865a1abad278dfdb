"""Writing a preview to the register: everything in bulk, inside the caller's transaction."""

import datetime
from collections.abc import Iterator
from itertools import islice

from contacts.choices import ChangeKind
from contacts.imports.comparing import SOURCES
from contacts.models import RegisterChange, RegisterImport
from samarbejde.models import Event, Municipality, School, SchoolFormerName, SchoolType

BATCH = 1000
RELATED = {"parent", "type", "municipality"}
PLAIN = [name for name in SOURCES if name not in RELATED]
WRITTEN = [*PLAIN, "type", "municipality", "source", "source_date"]
DAYS = {"closed_on", "source_date"}
NUMBERS = {"highest_grade", "latitude", "longitude"}
TOLD = {
    ChangeKind.RENAMED: "school_renamed",
    ChangeKind.CLOSED: "school_closed",
    ChangeKind.REOPENED: "school_reopened",
}


def set_field(school: School, name: str, value, *, types: dict[str, int], municipalities: dict[str, int]) -> None:
    """Give a school one value as a change stores it: related rows by their code, days as text."""
    if name == "type":
        school.type_id = types[value]
    elif name == "municipality":
        school.municipality_id = municipalities.get(value)
    elif name in DAYS:
        setattr(school, name, datetime.date.fromisoformat(value) if value else None)
    else:
        setattr(school, name, None if value == "" and name in NUMBERS else value)


class Applier:
    """Applies the changes of one import.

    ``touched`` collects the ids of the schools that were written, ``told`` those of schools whose collaborations show
    it: renamed, closed, open again or in another municipality.
    """

    def __init__(self, register_import: RegisterImport, *, source: str, by) -> None:
        self.register_import, self.source, self.by = register_import, source, by
        self.types = dict(SchoolType.objects.values_list("code", "pk"))
        self.municipalities = dict(Municipality.objects.values_list("code", "pk"))
        self.touched: list[int] = []
        self.told: list[int] = []
        self.parents: dict[str, str] = {}
        self.added_types: list[str] = []

    def apply(self) -> Iterator[int]:
        """Write all changes, telling how many after each batch. Main schools are linked last: they may come later."""
        changes = self.register_import.changes.exclude(kind=ChangeKind.KEPT).order_by("number")
        rows = changes.iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            self._apply_batch(batch)
            yield len(self.touched)
        self._link_parents()

    def _apply_batch(self, batch: list[RegisterChange]) -> None:
        self._add_types(batch)
        numbers = [change.number for change in batch]
        # Locked in the order of their numbers: whoever edits one of them waits, or is waited for.
        locked = (
            School.objects.filter(number__in=numbers).order_by("number").select_for_update(of=("self",), no_key=True)
        )
        known = {school.number: school for school in locked}
        names: list[SchoolFormerName] = []
        schools = []
        for change in batch:
            school = known.get(change.number) or School(number=change.number)
            names += self._former_name(school, change)
            self._fill(school, change)
            schools.append(school)
        School.objects.bulk_create(schools, update_conflicts=True, unique_fields=["number"], update_fields=WRITTEN)
        ids = dict(School.objects.filter(number__in=numbers).values_list("number", "pk"))
        self.touched += ids.values()
        self.told += [ids[change.number] for change in batch if change.kind in TOLD or "municipality" in change.fields]
        SchoolFormerName.objects.bulk_create(names, ignore_conflicts=True)
        Event.objects.bulk_create(self._events(batch, ids))

    def _add_types(self, batch: list[RegisterChange]) -> None:
        for change in batch:
            code = change.fields.get("type", ["", ""])[1]
            if code and code not in self.types:
                name = change.fields.get("type_name", ["", code])[1]
                self.types[code] = SchoolType.objects.create(code=code, name=name).pk
                self.added_types.append(code)

    def _fill(self, school: School, change: RegisterChange) -> None:
        """Set what differs, except what a person has corrected since."""
        for name, (_old, new, *_kept) in self._taken(school, change):
            if name == "parent":
                self.parents[change.number] = new
            else:
                set_field(school, name, new, types=self.types, municipalities=self.municipalities)
        school.source, school.source_date = self.source, self.register_import.source_date

    @staticmethod
    def _taken(school: School, change: RegisterChange) -> Iterator[tuple[str, list]]:
        for name, pair in change.fields.items():
            if name in SOURCES and len(pair) == 2 and name not in school.edited_fields:
                yield name, pair

    def _former_name(self, school: School, change: RegisterChange) -> list[SchoolFormerName]:
        renamed = any(name == "name" for name, _pair in self._taken(school, change))
        if not school.pk or not renamed or school.name == change.fields["name"][1]:
            return []
        return [SchoolFormerName(school=school, name=school.name, until=self.register_import.source_date)]

    def _events(self, batch: list[RegisterChange], ids: dict[str, int]) -> list[Event]:
        return [
            Event(
                verb=TOLD[change.kind],
                school_id=ids[change.number],
                data={"import": self.register_import.pk, "fields": change.fields},
                actor=self.by,
                actor_name=str(self.by or ""),
            )
            for change in batch
            if change.kind in TOLD
        ]

    def _link_parents(self) -> None:
        wanted = {*self.parents, *self.parents.values()}
        ids = dict(School.objects.filter(number__in=wanted).values_list("number", "pk"))
        children = [School(pk=ids[child], parent_id=ids.get(parent)) for child, parent in sorted(self.parents.items())]
        School.objects.bulk_update(children, ["parent"], batch_size=BATCH)
