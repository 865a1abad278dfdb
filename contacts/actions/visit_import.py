"""Old visits from a booking system: read, tell the columns, decide the schools, save, undo."""

import hashlib
from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.actions.register_import import ImportRefused
from contacts.choices import ImportKind, ImportStatus, MatchedBy
from contacts.imports.reading import ERROR, FINDINGS_KEPT
from contacts.imports.visit_columns import FIELDS, guess, header_hash, header_text
from contacts.imports.visit_reading import ReadVisit, VisitReading, how_found, read_booking_table, read_visits
from contacts.models import ImportSource, Visit, VisitImport, VisitRow
from samarbejde.actions.events import record_event
from samarbejde.models import Institution, School

BATCH = 1000
FACTS = ("school_text", "visited_on", "class_text", "subject", "booking_number", "note", "fingerprint", "matched_by")


@transaction.atomic
def upload_visit_file(*, institution: Institution, content: bytes, file_name: str, by) -> VisitImport:
    """Keep a file until its columns are told. Raises TableError when it is no table."""
    table = read_booking_table(content)
    known = ImportSource.objects.filter(
        institution=institution, kind=ImportKind.VISITS, header_hash=header_hash(table.header)
    ).first()
    return VisitImport.objects.create(
        institution=institution,
        source=known,
        file_name=file_name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        mapping=known.mapping if known else guess(table.header),
        row_count=len(table.rows) + len(table.ragged),
        created_by=by,
    )


@transaction.atomic
def map_visit_columns(*, visit_import: VisitImport, mapping: dict[str, str], source_name: str = "", by) -> VisitImport:
    """Read the file with these columns, find the schools, and remember the columns for the next file from there."""
    visit_import = _locked(visit_import)
    if visit_import.status not in (ImportStatus.MAPPING, ImportStatus.PREVIEW):
        raise ImportRefused(_("This file has been saved or thrown away already. Choose it again."))
    mapping = {key: name for key, name in mapping.items() if key in FIELDS and name}
    reading = read_visits(bytes(visit_import.content or b""), mapping)
    visit_import.rows.all().delete()
    VisitRow.objects.bulk_create(_rows(visit_import, reading), batch_size=BATCH)
    header = reading.table.header
    visit_import.source, _is_new = ImportSource.objects.update_or_create(
        institution=visit_import.institution, kind=ImportKind.VISITS, header_hash=header_hash(header),
        defaults={"name": source_name[:80], "header": header_text(header), "mapping": mapping},
    )  # fmt: skip
    visit_import.mapping, visit_import.status = mapping, ImportStatus.PREVIEW
    visit_import.errors = [finding.as_dict() for finding in reading.findings[:FINDINGS_KEPT]]
    errors = sum(1 for finding in reading.findings if finding.severity == ERROR)
    visit_import.counts = {
        "cancelled": reading.cancelled, "errors": errors, "notices": len(reading.findings) - errors,
    }  # fmt: skip
    visit_import.save(update_fields=["source", "mapping", "status", "errors", "counts"])
    return visit_import


def _rows(visit_import: VisitImport, reading: VisitReading) -> list[VisitRow]:
    earlier = _decided_before(visit_import)
    return [_row(visit_import, visit, earlier) for visit in reading.visits]


def _decided_before(visit_import: VisitImport) -> dict[str, int]:
    """Return {way of naming a school: the school} as people at this institution have decided it before."""
    decided = VisitRow.objects.filter(
        visit_import__institution=visit_import.institution_id, matched_by=MatchedBy.PERSON,
        visit_import__status=ImportStatus.APPLIED,
    )  # fmt: skip
    return dict(decided.order_by("pk").values_list("group", "school"))


def _row(visit_import: VisitImport, visit: ReadVisit, earlier: dict[str, int]) -> VisitRow:
    texts, clues, match = visit.texts, visit.clues, visit.match
    row = VisitRow(
        visit_import=visit_import,
        line=visit.line,
        school_text=clues.name or clues.number,
        place=" · ".join(part for part in (f"{clues.postcode} {clues.city}".strip(), clues.municipality) if part)[:160],
        group=visit.group,
        fingerprint=visit.fingerprint,
        visited_on=visit.visited_on,
        pupils=visit.pupils,
        grades=visit.grades,
        class_text=texts.get("classes", "")[:120],
        subject=texts.get("subject", "")[:200],
        booking_number=texts.get("booking_number", "")[:60],
        note=texts.get("note", ""),
        candidates=[list(candidate) for candidate in match.candidates],
        confidence=match.candidates[0][1] if match.candidates else 0,
    )
    if match.sure:
        row.school_id, row.matched_by = match.candidates[0][0], how_found(match)
    elif visit.group in earlier:
        row.school_id, row.matched_by, row.confidence = earlier[visit.group], MatchedBy.PERSON, 100
    else:
        row.is_open = True
    return row


@transaction.atomic
def decide_visit_schools(*, visit_import: VisitImport, decisions: dict[str, School | None], by) -> int:
    """Say which school each way of naming one means; None for none that we know. Return how many were decided.

    Also after saving: then the visits already saved follow.
    """
    visit_import = _locked(visit_import)
    if visit_import.status not in (ImportStatus.PREVIEW, ImportStatus.APPLIED):
        raise ImportRefused(_("This file has been undone or thrown away. Choose it again."))
    for group, school in decisions.items():
        how = MatchedBy.PERSON if school else MatchedBy.NONE
        rows = visit_import.rows.filter(group=group)
        rows.update(school=school, matched_by=how, is_open=False)
        saved = Visit.objects.filter(visit_import=visit_import, fingerprint__in=rows.values("fingerprint"))
        saved.update(school=school, matched_by=how)
    if decisions:
        told = {group: school.number if school else "" for group, school in decisions.items()}
        data = {"import": visit_import.pk, "schools": told}
        record_event(verb="visit_schools_decided", institution=visit_import.institution, data=data, by=by)
    return len(decisions)


@transaction.atomic
def apply_visit_import(*, visit_import: VisitImport, by) -> VisitImport:
    """Save the visits. Those whose school is not decided are kept without one; those we have are not made again."""
    visit_import = _locked(visit_import)
    if visit_import.status == ImportStatus.APPLIED:
        return visit_import
    if visit_import.status != ImportStatus.PREVIEW:
        raise ImportRefused(_("This file has been undone or thrown away. Choose it again."))
    # One file at a time for an institution: two that hold the same visits must not both make them.
    Institution.objects.select_for_update(no_key=True).get(pk=visit_import.institution_id)
    visits = _visits(visit_import)
    there = set(
        Visit.objects.filter(institution=visit_import.institution, fingerprint__in=visits).values_list(
            "fingerprint", flat=True
        )
    )
    Visit.objects.bulk_create([v for key, v in visits.items() if key not in there], batch_size=BATCH)
    visit_import.status, visit_import.content = ImportStatus.APPLIED, None
    visit_import.counts |= {"saved": len(visits) - len(there), "already": len(there)}
    visit_import.applied_at, visit_import.applied_by = timezone.now(), by
    visit_import.save(update_fields=["status", "content", "counts", "applied_at", "applied_by"])
    data = {"import": visit_import.pk, "counts": visit_import.counts}
    record_event(verb="visits_imported", institution=visit_import.institution, data=data, by=by)
    return visit_import


def _visits(visit_import: VisitImport) -> dict[str, Visit]:
    """Return {fingerprint: visit}; rows of one booking on one day become one visit with all its classes."""
    rows: dict[str, list[VisitRow]] = defaultdict(list)
    for row in visit_import.rows.order_by("line", "pk").iterator(chunk_size=BATCH):
        rows[row.fingerprint].append(row)
    return {fingerprint: _visit(visit_import, together) for fingerprint, together in rows.items()}


def _visit(visit_import: VisitImport, rows: list[VisitRow]) -> Visit:
    first = rows[0]
    visit = Visit(visit_import=visit_import, institution=visit_import.institution, school_id=first.school_id)
    for name in FACTS:
        setattr(visit, name, getattr(first, name))
    if first.booking_number:
        classes = {row.class_text: row for row in rows}
        counted = [row.pupils for row in classes.values() if row.pupils]
        visit.pupils = sum(counted) or None
        visit.class_text = ", ".join(filter(None, classes))[:120]
    else:
        visit.pupils = first.pupils
    visit.grades = sorted({grade for row in rows for grade in row.grades}, key=lambda code: (len(code), code))
    return visit


@transaction.atomic
def undo_visit_import(*, visit_import: VisitImport, by) -> VisitImport:
    """Take the visits of a saved file away again. Raises ImportRefused when a later file rests on them."""
    visit_import = _locked(visit_import)
    if visit_import.status == ImportStatus.UNDONE:
        return visit_import
    if visit_import.status != ImportStatus.APPLIED:
        raise ImportRefused(_("Only what has been saved can be undone."))
    later = VisitImport.objects.filter(
        institution=visit_import.institution_id, status=ImportStatus.APPLIED, applied_at__gt=visit_import.applied_at,
        rows__fingerprint__in=visit_import.visits.values("fingerprint"),
    ).first()  # fmt: skip
    if later:
        raise ImportRefused(
            _("“%(file)s”, which was saved later, holds some of the same visits. Undo that one first.")
            % {"file": later.file_name}
        )
    visit_import.visits.all().delete()
    visit_import.rows.all().delete()
    visit_import.status, visit_import.undone_at, visit_import.undone_by = ImportStatus.UNDONE, timezone.now(), by
    visit_import.save(update_fields=["status", "undone_at", "undone_by"])
    data = {"import": visit_import.pk, "counts": visit_import.counts}
    record_event(verb="visits_import_undone", institution=visit_import.institution, data=data, by=by)
    return visit_import


@transaction.atomic
def discard_visit_import(*, visit_import: VisitImport, by) -> VisitImport:
    """Throw a file away that is not saved; a saved one stays saved."""
    visit_import = _locked(visit_import)
    if visit_import.status in (ImportStatus.MAPPING, ImportStatus.PREVIEW):
        visit_import.rows.all().delete()
        visit_import.status, visit_import.content, visit_import.errors = ImportStatus.DISCARDED, None, []
        visit_import.save(update_fields=["status", "content", "errors"])
        data = {"import": visit_import.pk}
        record_event(verb="visits_import_discarded", institution=visit_import.institution, data=data, by=by)
    return visit_import


def _locked(visit_import: VisitImport) -> VisitImport:
    return VisitImport.objects.select_for_update(of=("self",), no_key=True).get(pk=visit_import.pk)
