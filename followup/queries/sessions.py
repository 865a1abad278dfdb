"""Reads of sessions: what has been held, what is planned, and what the next one probably looks like."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from followup.choices import SessionStatus
from followup.models import Session
from samarbejde.choices import ParticipantRole
from samarbejde.models import Collaboration, Participant, Person

REMEMBERED = ("class_name", "class_group", "pupils", "adults", "venue", "hours", "taught_by", "format")


@dataclass(frozen=True)
class Progress:
    """How far the sessions are: numbers, participations (one pupil, one session) and hours of those held."""

    held: int
    planned: int
    participations: int
    adults: int
    hours: Decimal

    @property
    def total(self) -> int:
        return self.held + self.planned


def sessions_of(collaboration: Collaboration) -> list[Session]:
    """Return all sessions, oldest first: as the panel prefetched them, or read now."""
    if not hasattr(collaboration, "followup_sessions"):
        collaboration.followup_sessions = list(in_order(Session.objects.filter(collaboration=collaboration)))
    return collaboration.followup_sessions


def in_order(sessions: QuerySet) -> QuerySet:
    """Oldest first, with who taught, who wrote it in and who counted."""
    return sessions.select_related("taught_by", "recorded_by", "counted_by").order_by("date", "pk")


def progress_of(collaboration: Collaboration) -> Progress:
    """Count one collaboration's sessions; no query when they are prefetched."""
    rows = sessions_of(collaboration)
    held = [row for row in rows if row.is_held]
    return Progress(
        held=len(held),
        planned=sum(row.is_planned for row in rows),
        participations=sum(row.pupils or 0 for row in held),
        adults=sum(row.adults or 0 for row in held),
        hours=sum((row.hours or Decimal(0) for row in held), Decimal(0)),
    )


def with_session_counts(collaborations: QuerySet) -> QuerySet:
    """Add what `session_counts` reads, without a query more."""
    rows = Session.objects.filter(collaboration=OuterRef("pk")).order_by().values("collaboration")
    counts = JSONObject(
        held=Count("pk", filter=Q(status=SessionStatus.HELD)),
        planned=Count("pk", filter=Q(status=SessionStatus.PLANNED)),
    )
    return collaborations.annotate(sessions_counted=Subquery(rows.values(counts=counts)))


def session_counts(collaboration: Collaboration) -> tuple[int, int]:
    """Return how many sessions are (held, planned): as annotated, or counted in the rows."""
    if hasattr(collaboration, "sessions_counted"):
        counted = collaboration.sessions_counted or {"held": 0, "planned": 0}
        return counted["held"], counted["planned"]
    progress = progress_of(collaboration)
    return progress.held, progress.planned


def planned_of(collaboration: Collaboration, today: datetime.date | None = None) -> tuple[list[Session], list[Session]]:
    """Return the planned sessions as (past ones nobody has registered, coming ones), each with its ``number``."""
    today = today or timezone.localdate()
    numbered = [row for row in sessions_of(collaboration) if not row.is_cancelled]
    for number, row in enumerate(numbered, start=1):
        row.number = number
    planned = [row for row in numbered if row.is_planned]
    return [row for row in planned if row.date < today], [row for row in planned if row.date >= today]


def numbered_planned(sessions: QuerySet) -> QuerySet:
    """Add ``number``: the place of each session among those of its collaboration that are not cancelled."""
    earlier = (
        Session.objects.filter(collaboration=OuterRef("collaboration"))
        .exclude(status=SessionStatus.CANCELLED)
        .filter(Q(date__lt=OuterRef("date")) | Q(date=OuterRef("date"), pk__lt=OuterRef("pk")))
        .order_by()
        .values("collaboration")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return sessions.annotate(number=Coalesce(Subquery(earlier), 0) + 1)


def our_people(collaboration: Collaboration) -> QuerySet:
    """Return those of our own who can have taught: they have a post with us or take part on our side."""
    ours = collaboration.institution_id
    joined = Participant.objects.filter(collaboration=collaboration, party__institution=ours).values("person")
    posted = Person.objects.filter(posts__institution=ours, posts__ended_on__isnull=True).values("pk")
    people = Person.objects.filter(institution=ours, left_on__isnull=True)
    return people.filter(Q(pk__in=posted) | Q(pk__in=joined)).order_by("name_key", "pk")


def session_defaults(collaboration: Collaboration, user) -> dict:
    """Return what the next session probably looks like: like the last one, or else as the agreement says."""
    last = Session.objects.filter(collaboration=collaboration).exclude(status=SessionStatus.CANCELLED).first()
    if last:
        values = {name: getattr(last, name) for name in REMEMBERED}
    else:
        agreement = getattr(collaboration, "agreement", None)
        values = {"class_name": (agreement.target_group if agreement else "")[:60]}
        values["pupils"] = agreement.pupil_count if agreement else None
    if not values.get("taught_by"):
        values["taught_by"] = likely_teacher(collaboration, user)
    return values


def likely_teacher(collaboration: Collaboration, user) -> Person | None:
    """Return the user's own person when it is one of ours, or else whoever is down as teaching."""
    people = our_people(collaboration)
    teaching = Participant.objects.filter(
        collaboration=collaboration, role=ParticipantRole.TEACHING, ended_on__isnull=True
    ).values("person")
    return people.filter(user=user).first() or people.filter(pk__in=teaching).first()


def held_totals(sessions: QuerySet, **more) -> dict:
    """Return sessions, participations, adults, hours and collaborations of the held ones, in one query."""
    return sessions.filter(status=SessionStatus.HELD).aggregate(
        sessions=Count("pk"),
        participations=Coalesce(Sum("pupils"), 0),
        adults=Coalesce(Sum("adults"), 0),
        hours=Coalesce(Sum("hours"), Decimal(0)),
        collaborations=Count("collaboration", distinct=True),
        **more,
    )


def hours_held(collaboration_id: int) -> Decimal:
    """Return the hours of the sessions held, as they stand in the database now."""
    total = Session.objects.filter(collaboration=collaboration_id, status=SessionStatus.HELD).aggregate(h=Sum("hours"))
    return total["h"] or Decimal(0)


def per_school(sessions: QuerySet) -> QuerySet:
    """Return one row per school with held sessions: ``number``, ``name``, ``held``, ``participations``, ``taught``.

    A session of a collaboration with two schools counts at both.
    """
    school = "collaboration__parties__school"
    rows = sessions.filter(status=SessionStatus.HELD, **{f"{school}__isnull": False}).order_by()
    return (
        rows.values(number=F(f"{school}__number"), name=F(f"{school}__name"))
        .annotate(
            held=Count("pk"), participations=Coalesce(Sum("pupils"), 0), taught=Coalesce(Sum("hours"), Decimal(0))
        )
        .order_by(f"{school}__name_key", "number")
    )
