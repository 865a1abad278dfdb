"""Reading a file of the school register into a preview, saving the preview, and throwing it away."""

import datetime
import hashlib
from collections import Counter

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, ImportKind, ImportStatus
from contacts.imports.applying import Applier
from contacts.imports.comparing import Comparison, compare
from contacts.imports.layouts import Layout
from contacts.imports.reading import ERROR, Finding, Reading, known_layout, open_register, read_register
from contacts.imports.register_columns import FIELDS, guess_columns, layout_of
from contacts.imports.visit_columns import header_hash, header_text
from contacts.models import ImportSource, RegisterChange, RegisterImport
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.schools import refresh_schools
from samarbejde.actions.summary import refresh_summary
from samarbejde.lib.tables_in import Table
from samarbejde.models import Collaboration, Event

SOURCE = "Institutionsregisteret"
CLOSING_LIMIT = 0.05
FINDINGS_KEPT = 5000
BATCH = 1000
# Two people saving at once would both compare with a register that the other is changing.
LOCK = 20_240_001


class ImportRefused(Exception):  # noqa: N818 - a state of the data, not a program error
    """The preview cannot be saved as it is; the message says why and what to do."""


@transaction.atomic
def read_register_file(
    *, content: bytes, file_name: str, is_full: bool = False, keep_leaders: bool = True,
    source_date: datetime.date | None = None, by=None,
) -> RegisterImport:  # fmt: skip
    """Store what the file would change, ready to look at; or keep the file until its columns are told.

    Raises TableError when it is no list of schools.
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
    return _preview(register_import, table, layout) if layout else register_import


def remembered_source(header: list[str]) -> ImportSource | None:
    """Return where files with this header come from, when its columns have been told before."""
    sources = ImportSource.objects.filter(institution=None, kind=ImportKind.REGISTER)
    return sources.filter(header_hash=header_hash(header)).first()


@transaction.atomic
def map_register_columns(*, register_import: RegisterImport, mapping: dict[str, str], source_name: str = "", by):
    """Read the file with these columns, and remember them for the next file with the same header."""
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status not in (ImportStatus.MAPPING, ImportStatus.PREVIEW) or not register_import.mapping:
        raise ImportRefused(_("This file has been saved or thrown away already. Choose it again."))
    table = open_register(bytes(register_import.content or b""))
    mapping = {key: name for key, name in mapping.items() if key in FIELDS and name}
    ImportSource.objects.update_or_create(
        institution=None, kind=ImportKind.REGISTER, header_hash=header_hash(table.header),
        defaults={"name": source_name[:80], "header": header_text(table.header), "mapping": mapping},
    )  # fmt: skip
    register_import.mapping = mapping
    register_import.changes.all().delete()
    return _preview(register_import, table, layout_of(table.header, mapping))


def _preview(register_import: RegisterImport, table: Table, layout: Layout) -> RegisterImport:
    reading = read_register(table, layout, keep_leaders=register_import.keep_leaders)
    day = register_import.source_date or timezone.localdate()
    comparison = compare(reading, is_full=register_import.is_full, day=day)
    reading.findings.sort(key=lambda finding: (finding.line, finding.severity != ERROR))
    register_import.layout, register_import.status = layout.code, ImportStatus.PREVIEW
    register_import.counts = _counts(reading, comparison)
    register_import.errors = [finding.as_dict() for finding in _to_keep(reading.findings)]
    register_import.save(update_fields=["layout", "mapping", "counts", "errors", "status"])
    changes = (
        RegisterChange(
            register_import=register_import, number=change.number, name=change.name[:200], kind=change.kind,
            line=change.line, fields=change.fields,
        )
        for change in comparison.changes
    )  # fmt: skip
    RegisterChange.objects.bulk_create(changes, batch_size=1000)
    return register_import


def _counts(reading: Reading, comparison: Comparison) -> dict[str, int]:
    """Return how many of each kind, and what the limits are measured by."""
    kinds = Counter(str(change.kind) for change in comparison.changes)
    return {kind: kinds.get(kind, 0) for kind in ChangeKind.values} | {
        "unchanged": comparison.unchanged,
        "rows": len(reading.records),
        "errors": sum(1 for finding in reading.findings if finding.severity == ERROR),
        "notices": sum(1 for finding in reading.findings if finding.severity != ERROR),
        "open_before": comparison.open_before,
    }


def _to_keep(findings: list[Finding]) -> list[Finding]:
    """Errors before notices when there are more than can be shown."""
    if len(findings) <= FINDINGS_KEPT:
        return findings
    return sorted(findings, key=lambda finding: finding.severity != ERROR)[:FINDINGS_KEPT]


def closes_many(register_import: RegisterImport) -> bool:
    """Return whether saving would close more than a twentieth of the open schools."""
    counts = register_import.counts
    return counts.get(ChangeKind.CLOSED, 0) > CLOSING_LIMIT * counts.get("open_before", 0)


def wait_for_your_turn() -> None:
    """Hold the register until the transaction ends: one import is saved or undone at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def apply_register_import(*, register_import: RegisterImport, confirm_closing: bool = False, by=None) -> RegisterImport:
    """Save a preview: all of it or nothing. A saved one is returned as it is. Raises ImportRefused."""
    wait_for_your_turn()
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status == ImportStatus.APPLIED:
        return register_import
    _refuse_unless_ready(register_import, confirm_closing=confirm_closing)
    applier = Applier(register_import, source=SOURCE, by=by)
    applier.apply()
    refresh_schools(schools=applier.touched)
    refresh_collaborations_of(schools=applier.told)
    register_import.status, register_import.content = ImportStatus.APPLIED, None
    register_import.added_types = applier.added_types
    if by is not None:
        register_import.applied_at, register_import.applied_by = timezone.now(), by
    register_import.save(update_fields=["status", "content", "added_types", "applied_at", "applied_by"])
    record_event(
        verb="register_imported",
        data={"import": register_import.pk, "file": register_import.file_name, "counts": register_import.counts},
        by=by,
    )
    return register_import


def _refuse_unless_ready(register_import: RegisterImport, *, confirm_closing: bool) -> None:
    if register_import.status == ImportStatus.MAPPING:
        raise ImportRefused(_("First say which column is what."))
    if register_import.status != ImportStatus.PREVIEW:
        raise ImportRefused(_("This import has been thrown away. Choose the file again."))
    verbs = ["register_imported", "register_import_undone"]
    newer = Event.objects.filter(verb__in=verbs, at__gt=register_import.created_at)
    if newer.exists():
        raise ImportRefused(
            _("Another file has been saved since you read this one, so the differences no longer hold. Read it again.")
        )
    if closes_many(register_import) and not confirm_closing:
        raise ImportRefused(
            _("%(count)s schools would be closed. Tick that you want this, or throw the import away.")
            % {"count": register_import.counts[ChangeKind.CLOSED]}
        )


def refresh_collaborations_of(*, schools: list[int]) -> None:
    """A renamed or closed school shows in its collaborations' titles, search and signals."""
    ids = list(
        Collaboration.objects.filter(parties__school__in=schools).order_by("pk").values_list("pk", flat=True).distinct()
    )
    for start in range(0, len(ids), BATCH):
        refresh_summary(collaborations=ids[start : start + BATCH])
        refresh_attention(collaborations=ids[start : start + BATCH])


@transaction.atomic
def discard_register_import(*, register_import: RegisterImport, by) -> RegisterImport:
    """Throw a preview away; a saved import stays saved."""
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status in (ImportStatus.MAPPING, ImportStatus.PREVIEW):
        register_import.status, register_import.content = ImportStatus.DISCARDED, None
        register_import.save(update_fields=["status", "content"])
        register_import.changes.all().delete()
        record_event(verb="register_import_discarded", data={"import": register_import.pk}, by=by)
    return register_import
