"""Corrections of the register: what we know better about a school, kept when the register is read in again."""

from zlib import crc32

from django.db import transaction

from samarbejde.actions.events import changed_fields, record_event
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import School

CORRECTABLE = ("address", "phone", "email", "web", "leader_name")


def correction_version(school: School) -> int:
    """Return a number that changes with what can be corrected: a school's row has no version of its own."""
    return crc32("\x1f".join(getattr(school, name) for name in CORRECTABLE).encode())


@transaction.atomic
def correct_school(*, school: School, version: int, institution=None, by, **values) -> School:
    """Overwrite fields of the register. Raises `StaleVersion` when they are no longer those of ``version``."""
    row = School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    row.version = correction_version(row)
    if row.version != version:
        raise StaleVersion(row)
    changed = changed_fields({name: getattr(row, name) for name in CORRECTABLE}, values)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, values[name])
    row.edited_fields = sorted({*row.edited_fields, *changed})
    row.save(update_fields=[*changed, "edited_fields"])
    record_event(verb="school_corrected", school=row, institution=institution, data={"changes": changed}, by=by)
    return row
