"""What was paid: written down, and taken out again."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followup.models import Spending
from samarbejde.actions.events import record_event
from samarbejde.phases import Phase


@transaction.atomic
def record_spending(
    *, collaboration, date: datetime.date, what: str, payer: str, amount: int, note: str = "",
    form_key: uuid.UUID | None = None, by,
) -> Spending:  # fmt: skip
    """Write down what was paid. The same ``form_key`` again returns the row it made."""
    fields = {
        "collaboration": collaboration, "date": date, "what": what, "payer": payer, "amount": amount, "note": note,
        "created_by": by,
    }  # fmt: skip
    if form_key is None:
        row, is_new = Spending.objects.create(**fields), True
    else:
        row, is_new = Spending.objects.get_or_create(form_key=form_key, defaults=fields)
    if row.collaboration_id != collaboration.pk:
        raise ValidationError(_("Open the page again: the form belongs to another collaboration."))
    if is_new:
        _tell("spending_recorded", row, by)
    return row


@transaction.atomic
def remove_spending(*, spending, by) -> None:
    """Take out what was written by mistake; said twice, it is told once."""
    gone, _rows = Spending.objects.filter(pk=spending.pk).delete()
    if gone:
        _tell("spending_removed", spending, by)


def _tell(verb: str, row: Spending, by) -> None:
    data = {"what": row.what, "payer": row.payer, "amount": row.amount, "on": row.date.isoformat()}
    record_event(verb=verb, collaboration=row.collaboration, phase=Phase.ACTIVE, data=data, by=by)
