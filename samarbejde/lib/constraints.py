"""Database constraints that many models need, each with the name the architecture tests look for."""

import datetime

from django.db import models
from django.db.models import F, Q

# A date of year 1 is stored without complaint and then breaks every list that shows it.
EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2100, 12, 31)
NAME = "%(app_label)s_%(class)s_"


def valid_choice(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> models.CheckConstraint:
    """``field`` holds one of ``choices`` (or nothing, where ``blank``)."""
    values = [*choices.values, ""] if blank else choices.values
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=f"{NAME}{field}_valid")


def at_and_by_together(stem: str) -> models.CheckConstraint:
    """``<stem>_at`` and ``<stem>_by`` are both set or both empty."""
    neither = Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
    both = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    return models.CheckConstraint(condition=neither | both, name=f"{NAME}{stem}_at_and_by_together")


def starts_before_ends(start: str, end: str) -> models.CheckConstraint:
    """``end`` is empty or not before ``start``."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
        name=f"{NAME}{start}_before_{end}",
    )


def within_calendar(*fields: str) -> models.CheckConstraint:
    """Every date in ``fields`` is empty or within 1900-2100."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (EARLIEST, LATEST)})
    return models.CheckConstraint(condition=condition, name=f"{NAME}dates_within_calendar")


def exactly_one(*fields: str) -> models.CheckConstraint:
    """Exactly one of the foreign keys ``fields`` is set."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(condition=condition, name=f"{NAME}exactly_one_{'_'.join(fields)}"[:60])


def not_negative(*fields: str) -> list[models.CheckConstraint]:
    """Each number in ``fields`` is empty or at least nought."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}), name=f"{NAME}{field}_not_negative"
        )
        for field in fields
    ]
