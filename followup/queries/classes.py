"""Reads of classes: which are followed, how many different pupils came, what is left on the punch card."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, CharField, Count, F, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from followup.choices import SessionStatus, Venue
from followup.models import ClassGroup, PunchCard, Session
from samarbejde.models import Collaboration


@dataclass(frozen=True)
class CardState:
    """A punch card with the visits used and left; ``left`` is never below nought, ``over`` is what came beyond."""

    card: PunchCard
    used: int

    @property
    def left(self) -> int:
        return max(0, self.card.visits - self.used)

    @property
    def over(self) -> int:
        return max(0, self.used - self.card.visits)


def classes_of(collaboration: Collaboration) -> QuerySet:
    """Return all classes with ``held``, the sessions they have had; those that take part first."""
    held = Count("sessions", filter=Q(sessions__status=SessionStatus.HELD))
    rows = ClassGroup.objects.filter(collaboration=collaboration).annotate(held=held)
    return rows.order_by(F("ended_on").asc(nulls_first=True), "-cohort", "letter", "pk")


def classes_now(collaboration: Collaboration, also: int | None = None) -> QuerySet:
    """Return the classes one may choose today, and the one with the key ``also``."""
    today = timezone.localdate()
    taking_part = Q(ended_on__isnull=True) | Q(ended_on__gt=today) | Q(pk=also)
    return ClassGroup.objects.filter(taking_part, collaboration=collaboration).order_by("-cohort", "letter", "pk")


def card_of(collaboration: Collaboration) -> CardState | None:
    """Return the punch card and what is used of it, in one query more than the card's own."""
    card = PunchCard.objects.filter(collaboration=collaboration).first()
    if card is None:
        return None
    until = card.ends_on or datetime.date.max
    held = Session.objects.filter(collaboration=collaboration, status=SessionStatus.HELD)
    return CardState(card, held.filter(date__range=(card.starts_on, until)).count())


def per_class(sessions: QuerySet) -> QuerySet:
    """Return one row per class of each collaboration, with ``held``, ``participations`` and ``distinct``.

    ``distinct`` is the most pupils the class has come with: so many different pupils there are, at least. A class
    that is followed is one class whatever it was called that year; another is told by its name.
    """
    name = Case(When(class_group__isnull=True, then=F("class_name")), default=Value(""), output_field=CharField())
    rows = sessions.filter(status=SessionStatus.HELD).order_by().values("collaboration", "class_group", other=name)
    return rows.annotate(
        title=F("collaboration__title"), first=Min("class_name"), last=Max("class_name"), held=Count("pk"),
        participations=Coalesce(Sum("pupils"), 0), distinct=Coalesce(Max("pupils"), 0),
    ).order_by("title", "first", "collaboration", "class_group")  # fmt: skip


def distinct_pupils(sessions: QuerySet) -> int:
    """Return how many different pupils took part: the sum of `per_class`. One query."""
    return per_class(sessions).order_by().aggregate(sum=Coalesce(Sum("distinct"), 0))["sum"]


def venue_rows(sessions: QuerySet) -> list[dict]:
    """Return one row per place where a session was held: ``label``, ``held``, ``participations``, ``taught``."""
    rows = sessions.filter(status=SessionStatus.HELD).order_by().values("venue")
    rows = rows.annotate(
        held=Count("pk"), participations=Coalesce(Sum("pupils"), 0), taught=Coalesce(Sum("hours"), Decimal(0))
    )
    return [row | {"label": Venue(row["venue"]).label} for row in rows.order_by("-held", "venue")]
