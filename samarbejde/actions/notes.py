"""Internal notes. Their text is in no event, no search and no export."""

from django.db import transaction

from samarbejde.actions.events import record_event
from samarbejde.models import Collaboration, InternalNote


@transaction.atomic
def write_note(*, collaboration: Collaboration, text: str, by) -> InternalNote:
    """Write a note for our own staff."""
    note = InternalNote.objects.create(collaboration=collaboration, text=text, created_by=by)
    record_event(verb="note_written", collaboration=collaboration, by=by)
    return note


@transaction.atomic
def remove_note(*, note: InternalNote, by) -> None:
    """Take a note out again."""
    record_event(verb="note_removed", collaboration=note.collaboration, by=by)
    note.delete()
