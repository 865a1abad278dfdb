"""How many hours a collaboration has used: its sessions and what was logged beside them."""

from decimal import Decimal

from django.db.models import Sum

from followup.models import HoursEntry
from followup.queries.sessions import hours_held
from samarbejde.models import Collaboration

RUN_LOW = Decimal("0.8")  # from that share on, the signal stands too


def hours_used(collaboration_id: int) -> Decimal:
    """Return sessions held and logged hours together, as they stand in the database now."""
    logged = HoursEntry.objects.filter(collaboration=collaboration_id).aggregate(sum=Sum("hours"))["sum"]
    return hours_held(collaboration_id) + (logged or Decimal(0))


def entries_of(collaboration: Collaboration) -> list[HoursEntry]:
    """Return what was logged, newest first. One query."""
    return list(HoursEntry.objects.filter(collaboration=collaboration).select_related("person"))


def hours_run_low(collaboration: Collaboration) -> bool:
    """Return whether so much is used that one has to agree on more, or do less."""
    agreed = collaboration.hours_agreed
    return bool(agreed) and collaboration.hours_used >= agreed * RUN_LOW
