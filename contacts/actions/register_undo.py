"""Undoing a saved register import: back to what was, as far as nobody has built on it since."""

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.actions.register_import import (
    ImportRefused,
    refresh_collaborations_of,
    wait_for_your_turn,
)  # fmt: skip
from contacts.choices import ChangeKind, ImportStatus
from contacts.imports.applying import TOLD, WRITTEN, set_field
from contacts.imports.undoing import Back, Fate, UndoPlan
from contacts.models import RegisterImport
from samarbejde.actions.events import record_event
from samarbejde.actions.schools import refresh_schools
from samarbejde.choices import DocumentKind
from samarbejde.models import Event, Municipality, School, SchoolFormerName, SchoolType, SearchDocument

BATCH = 1000
NAMED = 200  # schools that are named in the event; beyond that, numbers say enough
AGAIN = {ChangeKind.CLOSED: "school_reopened", ChangeKind.REOPENED: "school_closed"}


@transaction.atomic
def undo_register_import(*, register_import: RegisterImport, by) -> RegisterImport:
    """Put back what the import changed and take away what it added, except what has been built on since.

    One that is undone already is returned as it is. Raises ImportRefused for one that was never saved.
    """
    wait_for_your_turn()
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status == ImportStatus.UNDONE:
        return register_import
    if register_import.status != ImportStatus.APPLIED:
        raise ImportRefused(_("Only what has been saved can be undone."))
    undoing = _Undoing(register_import, by=by)
    undoing.put_back()
    undoing.take_away()
    register_import.status, register_import.undone_at, register_import.undone_by = (
        ImportStatus.UNDONE, timezone.now(), by,
    )  # fmt: skip
    register_import.save(update_fields=["status", "undone_at", "undone_by"])
    data = {"import": register_import.pk, "file": register_import.file_name, **undoing.told()}
    record_event(verb="register_import_undone", data=data, by=by)
    return register_import


class _Undoing:
    def __init__(self, register_import: RegisterImport, *, by) -> None:
        self.register_import, self.by = register_import, by
        self.plan = UndoPlan(register_import, is_locking=True)
        self.types = dict(SchoolType.objects.values_list("code", "pk"))
        self.municipalities = dict(Municipality.objects.values_list("code", "pk"))
        self.counts: Counter[str] = Counter()
        self.left: list[list] = []
        self.fate = Fate()

    def put_back(self) -> None:
        touched: list[int] = []
        told: list[int] = []
        for batch in self.plan.changed():
            self.left += [[back.change.number, back.change.name, back.left] for back in batch if back.left]
            backs = [back for back in batch if back.values]
            self._write(backs)
            touched += [back.pk for back in backs]
            told += [back.pk for back in backs if back.change.kind in TOLD or "municipality" in back.values]
        refresh_schools(schools=touched)
        refresh_collaborations_of(schools=told)
        self.counts["put_back"] = len(touched)

    def _write(self, backs: list[Back]) -> None:
        schools = School.objects.in_bulk([back.pk for back in backs])
        numbers = {back.values["parent"] for back in backs if back.values.get("parent")}
        parents = dict(School.objects.filter(number__in=numbers).values_list("number", "pk"))
        for back in backs:
            school = schools[back.pk]
            for name, old in back.values.items():
                if name == "parent":
                    school.parent_id = parents.get(old)
                else:
                    set_field(school, name, old, types=self.types, municipalities=self.municipalities)
            if not back.left and school.source_date == self.register_import.source_date:
                old_date = back.change.fields.get("source_date", [""])[0]
                set_field(school, "source_date", old_date, types={}, municipalities={})
        fields = [*WRITTEN, "parent"]
        School.objects.bulk_create(
            schools.values(), update_conflicts=True, unique_fields=["number"], update_fields=fields
        )
        self._drop_former_names(backs)
        Event.objects.bulk_create(self._events(backs))

    def _drop_former_names(self, backs: list[Back]) -> None:
        """A name that is the school's own again is no former one."""
        renamed = {back.pk: back.values["name"] for back in backs if "name" in back.values}
        until = self.register_import.source_date
        former = SchoolFormerName.objects.filter(school__in=renamed, name__in=renamed.values(), until=until)
        rows = former.values_list("pk", "school", "name")
        ids = [pk for pk, school, name in rows if renamed[school] == name]
        SchoolFormerName.objects.filter(pk__in=ids).delete()

    def _events(self, backs: list[Back]) -> list[Event]:
        found = []
        for back in backs:
            verb = AGAIN.get(back.change.kind) if "closed_on" in back.values else None
            verb = verb or ("school_renamed" if "name" in back.values else None)
            if verb:
                fields = {name: [back.change.fields[name][1], old] for name, old in back.values.items()}
                data = {"import": self.register_import.pk, "is_undo": True, "fields": fields}
                found.append(
                    Event(verb=verb, school_id=back.pk, data=data, actor=self.by, actor_name=str(self.by or ""))
                )
        return found

    def take_away(self) -> None:
        """Delete the new schools nothing points at; departments before their main schools."""
        self.fate = self.plan.new()
        ids = self.fate.removed
        School.objects.filter(pk__in=ids).exclude(parent=None).update(parent=None)
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            SearchDocument.objects.filter(kind=DocumentKind.SCHOOL, object_id__in=some).delete()
            School.objects.filter(pk__in=some).delete()
        added = SchoolType.objects.filter(code__in=self.register_import.added_types, schools=None)
        SchoolType.objects.filter(pk__in=list(added.values_list("pk", flat=True))).delete()
        self.counts["removed"], self.counts["kept"] = len(ids), len(self.fate.kept)

    def told(self) -> dict:
        kept = [list(row) for row in self.fate.kept[:NAMED]]
        counts = {**self.counts, "left": len(self.left)}
        return {"counts": counts, "kept": kept, "left": self.left[:NAMED]}
