"""Putting schools on an institution's list, and taking them off again."""

from collections.abc import Iterable

from django.db import transaction

from contacts.models import ShortlistEntry
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import lock_version
from samarbejde.models import Institution, School


@transaction.atomic
def add_to_shortlist(
    *, institution: Institution, schools: Iterable[School], note: str = "", by
) -> list[ShortlistEntry]:
    """Put the schools on the list; those that are there already stay as they are. Returns the new ones."""
    added = []
    for school in schools:
        entry, is_new = ShortlistEntry.objects.get_or_create(
            institution=institution, school=school, defaults={"note": note, "added_by": by}
        )
        if is_new:
            added.append(entry)
            record_event(verb="school_shortlisted", school=school, institution=institution, by=by)
    return added


@transaction.atomic
def update_shortlist_note(*, entry: ShortlistEntry, version: int, note: str, by) -> ShortlistEntry:
    """Say why the school is on the list. Raises StaleVersion when somebody saved in between."""
    row = lock_version(ShortlistEntry, entry.pk, version)
    row.note = note
    row.version += 1
    row.save(update_fields=["note", "version"])
    record_event(verb="shortlist_note_written", school=row.school, institution=row.institution, by=by)
    return row


@transaction.atomic
def remove_from_shortlist(*, institution: Institution, schools: Iterable[School], by) -> list[ShortlistEntry]:
    """Take the schools off the list; returns what was taken off."""
    rows = ShortlistEntry.objects.select_for_update(of=("self",)).filter(
        institution=institution, school__in=list(schools)
    )
    found = list(rows.select_related("school").order_by("pk"))
    for entry in found:
        record_event(verb="school_unlisted", school=entry.school, institution=institution, by=by)
        entry.delete()
    return found
