"""Reading a list of schools into a preview of what it would change; its columns told where nobody knows them."""

import datetime
import hashlib
from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.actions.register_import import ImportRefused
from contacts.choices import ChangeKind, ImportKind, ImportStatus
from contacts.imports.comparing import Change, Comparison
from contacts.imports.layouts import Layout
from contacts.imports.progress import Tell, silent
from contacts.imports.reading import ERROR, RegisterReading, known_layout, open_register
from contacts.imports.register_columns import FIELDS, guess_columns, layout_of
from contacts.imports.visit_columns import header_hash, header_text
from contacts.models import ImportSource, RegisterChange, RegisterImport
from samarbejde.lib.tables_in import Table

# So many rows are read while somebody waits; more are left to the worker, when there is one.
AT_ONCE = 6000


@transaction.atomic
def read_register_file(
    *, content: bytes, file_name: str, is_full: bool = False, keep_leaders: bool = True,
    source_date: datetime.date | None = None, has_worker: bool = False, tell: Tell = silent, by=None,
) -> RegisterImport:  # fmt: skip
    """Store what the file would change, ready to look at; or keep the file until its columns are told.

    A long file is left to the worker where there is one. Raises TableError when it is no list of schools.
    """
    table = open_register(content)
    register_import = RegisterImport(
        file_name=file_name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        is_full=is_full,
        keep_leaders=keep_leaders,
        source_date=source_date,
        row_count=len(table.rows) + len(table.ragged),
        created_by=by,
    )
    layout = known_layout(table)
    if layout is None:
        source = remembered_source(table.header)
        register_import.content = content
        register_import.mapping = source.mapping if source else guess_columns(table)
        register_import.status = ImportStatus.MAPPING
        layout = layout_of(table.header, source.mapping) if source else None
    register_import.save()
    if layout is None:
        return register_import
    if has_worker and is_long(register_import):
        return _leave_to_worker(register_import, content)
    return _preview(register_import, table, layout, tell)


def is_long(register_import: RegisterImport) -> bool:
    """Return whether it is too long to wait for."""
    return register_import.row_count > AT_ONCE


def _leave_to_worker(register_import: RegisterImport, content: bytes) -> RegisterImport:
    from contacts.jobs import read_register_import  # noqa: PLC0415 - the job calls us back

    register_import.content, register_import.status = content, ImportStatus.READING
    register_import.save(update_fields=["content", "status", "mapping"])
    read_register_import.enqueue(register_import.pk)
    return register_import


def remembered_source(header: list[str]) -> ImportSource | None:
    """Return where files with this header come from, when its columns have been told before."""
    sources = ImportSource.objects.filter(institution=None, kind=ImportKind.REGISTER)
    return sources.filter(header_hash=header_hash(header)).first()


@transaction.atomic
def map_register_columns(
    *, register_import: RegisterImport, mapping: dict[str, str], source_name: str = "", has_worker: bool = False, by
) -> RegisterImport:
    """Read the file with these columns, and remember them for the next file with the same header."""
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status not in (ImportStatus.MAPPING, ImportStatus.PREVIEW) or not register_import.mapping:
        raise ImportRefused(_("This file has been saved or thrown away already. Choose it again."))
    content = bytes(register_import.content or b"")
    table = open_register(content)
    mapping = {key: name for key, name in mapping.items() if key in FIELDS and name}
    ImportSource.objects.update_or_create(
        institution=None, kind=ImportKind.REGISTER, header_hash=header_hash(table.header),
        defaults={"name": source_name[:80], "header": header_text(table.header), "mapping": mapping},
    )  # fmt: skip
    register_import.mapping = mapping
    register_import.changes.all().delete()
    if has_worker and is_long(register_import):
        return _leave_to_worker(register_import, content)
    return _preview(register_import, table, layout_of(table.header, mapping), silent)


@transaction.atomic
def prepare_register_import(*, register_import: RegisterImport, tell: Tell = silent) -> RegisterImport:
    """Read a file that was left to the worker. Raises TableError when it cannot be read after all."""
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status != ImportStatus.READING:
        return register_import
    table = open_register(bytes(register_import.content or b""))
    layout = layout_of(table.header, register_import.mapping) if register_import.mapping else known_layout(table)
    if not register_import.mapping:
        register_import.content = None
    return _preview(register_import, table, layout, tell)


@transaction.atomic
def set_import_aside(*, register_import: RegisterImport, status: str, message: str = "") -> None:
    """Say what went wrong with an import that the worker was at; one that has failed keeps no file."""
    text = message or _("Something went wrong on our side. Try again, and tell whoever runs the program if it stays.")
    waiting = RegisterImport.objects.filter(
        pk=register_import.pk, status__in=[ImportStatus.READING, ImportStatus.SAVING]
    )
    waiting.update(status=status, message=text)
    if status == ImportStatus.FAILED:
        RegisterImport.objects.filter(pk=register_import.pk, status=status).update(content=None)


def _preview(register_import: RegisterImport, table: Table, layout: Layout, tell: Tell) -> RegisterImport:
    reading = RegisterReading(table, layout, keep_leaders=register_import.keep_leaders)
    day = register_import.source_date or timezone.localdate()
    comparison = Comparison(reading, is_full=register_import.is_full, day=day)
    kinds: Counter[str] = Counter()
    for batch in comparison.changes():
        RegisterChange.objects.bulk_create([_change(register_import, change) for change in batch])
        kinds.update(str(change.kind) for change in batch)
        tell(reading.done, register_import.row_count)
    _let_go_of_parents(register_import, comparison, kinds)
    register_import.layout, register_import.status, register_import.message = layout.code, ImportStatus.PREVIEW, ""
    register_import.counts = {kind: kinds[kind] for kind in ChangeKind.values} | {
        "unchanged": comparison.unchanged,
        "rows": len(reading.usable),
        "errors": reading.remarks.counts[ERROR],
        "notices": reading.remarks.counts.total() - reading.remarks.counts[ERROR],
        "open_before": comparison.open_before,
    }
    register_import.errors = [finding.as_dict() for finding in reading.remarks.kept()]
    fields = ["layout", "mapping", "counts", "errors", "status", "message", "content"]
    register_import.save(update_fields=fields)
    return register_import


def _change(register_import: RegisterImport, change: Change) -> RegisterChange:
    return RegisterChange(
        register_import=register_import, number=change.number, name=change.name[:200], kind=change.kind,
        line=change.line, fields=change.fields,
    )  # fmt: skip


def _let_go_of_parents(register_import: RegisterImport, comparison: Comparison, kinds: Counter[str]) -> None:
    """Take out main schools that turned out to be unusable further down in the file."""
    for change in register_import.changes.filter(number__in=comparison.lost_parents(), fields__has_key="parent"):
        del change.fields["parent"]
        if set(change.fields) <= {"source_date"}:
            kinds[change.kind] -= 1
            comparison.unchanged += 1
            change.delete()
        else:
            change.save(update_fields=["fields"])
