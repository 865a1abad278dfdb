"""Hours beside the sessions: logged, and taken out again. The collaboration's hours follow at once."""

import datetime
import uuid
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followup.models import HoursEntry
from followup.queries.hours import hours_used
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.summary import set_hours
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def log_hours(
    *, collaboration, hours: Decimal, date: datetime.date, what: str = "", person=None,
    form_key: uuid.UUID | None = None, by,
) -> HoursEntry:  # fmt: skip
    """Log some hours. The same ``form_key`` again returns the entry it made."""
    Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    fields = {
        "collaboration": collaboration, "hours": hours, "date": date, "what": what, "person": person, "created_by": by,
    }  # fmt: skip
    if form_key is None:
        entry, is_new = HoursEntry.objects.create(**fields), True
    else:
        entry, is_new = HoursEntry.objects.get_or_create(form_key=form_key, defaults=fields)
    if entry.collaboration_id != collaboration.pk:
        raise ValidationError(_("Open the page again: the form belongs to another collaboration."))
    if is_new:
        _follow("hours_logged", entry, by)
    return entry


@transaction.atomic
def remove_hours(*, entry, by) -> None:
    """Take hours out that were logged by mistake."""
    Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.collaboration_id)
    HoursEntry.objects.filter(pk=entry.pk).delete()
    _follow("hours_removed", entry, by)


def _follow(verb: str, entry: HoursEntry, by) -> None:
    data = {"hours": f"{entry.hours.normalize():f}", "on": entry.date.isoformat()}
    record_event(verb=verb, collaboration=entry.collaboration, phase=Phase.ACTIVE, data=data, by=by)
    set_hours(collaboration_id=entry.collaboration_id, used=hours_used(entry.collaboration_id))
    refresh_attention(collaborations=[entry.collaboration_id])
