"""How many hours a collaboration has used: its sessions and what was logged beside them."""

from decimal import Decimal

from django.db.models import Sum

from followup.models import HoursEntry
from followup.queries.sessions import hours_held
from samarbejde.models import Collaboration


def hours_used(collaboration_id: int) -> Decimal:
    """Return sessions held and logged hours together, as they stand in the database now."""
    logged = HoursEntry.objects.filter(collaboration=collaboration_id).aggregate(sum=Sum("hours"))["sum"]
    return hours_held(collaboration_id) + (logged or Decimal(0))


def entries_of(collaboration: Collaboration) -> list[HoursEntry]:
    """Return what was logged, newest first. One query."""
    return list(HoursEntry.objects.filter(collaboration=collaboration).select_related("person"))
