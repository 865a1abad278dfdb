"""Saving the preview of a file of the school register, or throwing it away."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, ImportStatus
from contacts.imports.applying import Applier
from contacts.imports.progress import Tell, silent
from contacts.models import RegisterImport
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.schools import refresh_schools
from samarbejde.actions.summary import refresh_summary
from samarbejde.models import Collaboration, Event

SOURCE = "Institutionsregisteret"
CLOSING_LIMIT = 0.05
BATCH = 1000
UNSAVED = (ImportStatus.MAPPING, ImportStatus.READING, ImportStatus.PREVIEW, ImportStatus.FAILED)
# Two people saving at once would both compare with a register that the other is changing.
LOCK = 20_240_001


class ImportRefused(Exception):  # noqa: N818 - a state of the data, not a program error
    """The preview cannot be saved as it is; the message says why and what to do."""


def closes_many(register_import: RegisterImport) -> bool:
    """Return whether saving would close more than a twentieth of the open schools."""
    counts = register_import.counts
    return counts.get(ChangeKind.CLOSED, 0) > CLOSING_LIMIT * counts.get("open_before", 0)


def wait_for_your_turn() -> None:
    """Hold the register until the transaction ends: one import is saved or undone at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def apply_register_import(
    *, register_import: RegisterImport, confirm_closing: bool = False, tell: Tell = silent, by=None
) -> RegisterImport:
    """Save a preview: all of it or nothing. A saved one is returned as it is. Raises ImportRefused."""
    wait_for_your_turn()
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status == ImportStatus.APPLIED:
        return register_import
    _refuse_unless_ready(register_import, confirm_closing=confirm_closing)
    applier = Applier(register_import, source=SOURCE, by=by)
    total = 2 * register_import.changes.exclude(kind=ChangeKind.KEPT).count()
    for done in applier.apply():
        tell(done, total)
    for start in range(0, len(applier.touched), BATCH):
        refresh_schools(schools=applier.touched[start : start + BATCH])
        tell(total // 2 + start, total)
    refresh_collaborations_of(schools=applier.told)
    register_import.status, register_import.content, register_import.message = ImportStatus.APPLIED, None, ""
    register_import.added_types = applier.added_types
    if by is not None:
        register_import.applied_at, register_import.applied_by = timezone.now(), by
    register_import.save(update_fields=["status", "content", "message", "added_types", "applied_at", "applied_by"])
    record_event(
        verb="register_imported",
        data={"import": register_import.pk, "file": register_import.file_name, "counts": register_import.counts},
        by=by,
    )
    return register_import


def _refuse_unless_ready(register_import: RegisterImport, *, confirm_closing: bool) -> None:
    if register_import.status == ImportStatus.MAPPING:
        raise ImportRefused(_("First say which column is what."))
    if register_import.status not in (ImportStatus.PREVIEW, ImportStatus.SAVING):
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
def save_by_worker(*, register_import: RegisterImport, confirm_closing: bool = False, by) -> RegisterImport:
    """Leave it to the worker to save a preview. Raises ImportRefused when it cannot be saved as it is."""
    from contacts.jobs import save_register_import  # noqa: PLC0415 - the job calls us back

    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status == ImportStatus.APPLIED:
        return register_import
    _refuse_unless_ready(register_import, confirm_closing=confirm_closing)
    register_import.status, register_import.message = ImportStatus.SAVING, ""
    register_import.save(update_fields=["status", "message"])
    save_register_import.enqueue(register_import.pk, by.pk, confirm_closing=confirm_closing)
    return register_import


@transaction.atomic
def discard_register_import(*, register_import: RegisterImport, by) -> RegisterImport:
    """Throw a preview away; a saved import stays saved."""
    register_import = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=register_import.pk)
    if register_import.status in UNSAVED:
        register_import.status, register_import.content = ImportStatus.DISCARDED, None
        register_import.save(update_fields=["status", "content"])
        register_import.changes.all().delete()
        record_event(verb="register_import_discarded", data={"import": register_import.pk}, by=by)
    return register_import
