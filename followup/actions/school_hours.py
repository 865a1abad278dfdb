"""Hours that somebody at the school writes down behind a personal link."""

import datetime
import uuid
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followup.models import SchoolHours
from samarbejde.actions.events import record_event
from samarbejde.models import Link, Party
from samarbejde.phases import Phase


@transaction.atomic
def log_school_hours(
    *, link: Link, party: Party, hours: Decimal, date: datetime.date, what: str = "", form_key: uuid.UUID
) -> SchoolHours:
    """Log some hours. The same ``form_key`` again returns the row it made."""
    fields = {"link": link, "party": party, "hours": hours, "date": date, "what": what}
    row, is_new = SchoolHours.objects.get_or_create(form_key=form_key, defaults=fields)
    if row.link_id != link.pk:
        raise ValidationError(_("Open the page again, and write it once more."))
    if is_new:
        _tell("school_hours_logged", row, link)
    return row


@transaction.atomic
def remove_school_hours(*, row: SchoolHours, link: Link) -> None:
    """Take out what was written by mistake; said twice, it is told once."""
    gone, _rows = SchoolHours.objects.filter(pk=row.pk, link=link).delete()
    if gone:
        _tell("school_hours_removed", row, link)


def _tell(verb: str, row: SchoolHours, link: Link) -> None:
    data = {"hours": f"{row.hours.normalize():f}", "on": row.date.isoformat(), "party": str(row.party)}
    record_event(
        verb=verb, collaboration=row.party.collaboration, person=link.person, phase=Phase.ACTIVE, data=data,
        actor_name=link.recipient_name,
    )  # fmt: skip
