"""Writing a part of the record in one's own words, and taking the compiled words back."""

from django.db import transaction

from knowledge.models import RecordPart
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def write_record_part(*, collaboration, key: str, text: str, source: str, version: int = 0, by) -> RecordPart:
    """Write a part in own words; ``source`` is the compiled text the writer saw. ``version`` 0: nobody has before.

    Raises StaleVersion when somebody else has written it in the meantime.
    """
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    part = RecordPart.objects.filter(collaboration=collaboration, key=key).first()
    if (part.version if part else 0) != version:
        raise StaleVersion(part or RecordPart(collaboration=collaboration, key=key, version=0))
    if part is None:
        part = RecordPart(collaboration=collaboration, key=key, version=0)
    part.text, part.source, part.edited_by, part.version = text, source, by, part.version + 1
    part.save()
    _tell("record_part_written", part, by)
    return part


@transaction.atomic
def drop_record_part(*, part: RecordPart, by) -> None:
    """Let the compiled words stand again."""
    _tell("record_part_dropped", part, by)
    part.delete()


def _tell(verb: str, part: RecordPart, by) -> None:
    data = {"heading": str(part.get_key_display())}
    record_event(verb=verb, collaboration=part.collaboration, phase=Phase.CLOSED, data=data, by=by)
