"""Who of us could take part, and what they already have in other collaborations."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import Assessment
from samarbejde.choices import ParticipantRole
from samarbejde.lib.danish import format_hours
from samarbejde.models import Collaboration, Participant, Person
from samarbejde.phases import Phase, Status

WORKING_ROLES = (ParticipantRole.TEACHING, ParticipantRole.LEAD)


@dataclass(frozen=True)
class Load:
    """What somebody teaches in or leads elsewhere."""

    number: int
    hours: Decimal

    def __str__(self) -> str:
        """”2 samarbejder, 84 t aftalt”."""
        words = ngettext("%(count)s collaboration", "%(count)s collaborations", self.number) % {"count": self.number}
        return (
            _("%(count)s, %(hours)s agreed") % {"count": words, "hours": format_hours(self.hours)}
            if self.hours
            else words
        )


@dataclass(frozen=True)
class Named:
    """A colleague who was named, with the hours here on top of those they have."""

    person: Person
    hours: Decimal | None
    knows: str
    load: Load | None
    most_loaded: bool

    @property
    def total(self) -> Decimal:
        return (self.hours or Decimal(0)) + (self.load.hours if self.load else Decimal(0))


@dataclass(frozen=True)
class Staffing:
    """``missing`` are the hours nobody's name stands at; None when nobody has said how many there are."""

    named: list[Named]
    hours: Decimal
    missing: Decimal | None


def own_staff(institution_id: int, collaboration: Collaboration | None = None) -> QuerySet:
    """Return those who have a post at our place, or take part on our side."""
    here = Q(posts__institution=institution_id, posts__ended_on__isnull=True)
    if collaboration is not None:
        here |= Q(participations__party__institution=institution_id, participations__collaboration=collaboration)
    return Person.objects.active().filter(here, institution=institution_id).distinct()


def staff_loads(institution_id: int, collaboration: Collaboration | None = None) -> dict[int, Load]:
    """Return {person id: load} over the other running collaborations they teach in or lead."""
    rows = (
        Participant.objects.filter(
            party__institution=institution_id, person__isnull=False, ended_on__isnull=True,
            role__in=WORKING_ROLES, collaboration__status=Status.RUNNING,
        )
        .exclude(collaboration__phase=Phase.CLOSED)
        .order_by()
        .values_list("person", "collaboration", "collaboration__hours_agreed")
        .distinct()
    )  # fmt: skip
    if collaboration is not None:
        rows = rows.exclude(collaboration=collaboration)
    found: dict[int, list[Decimal]] = defaultdict(list)
    for person, _collaboration, hours in rows:
        found[person].append(hours or Decimal(0))
    return {person: Load(len(hours), sum(hours, Decimal(0))) for person, hours in found.items()}


def read_staffing(assessment: Assessment | None, loads: dict[int, Load]) -> Staffing:
    """Return who was named, checked against what they have already. One query."""
    if assessment is None or assessment.pk is None:
        return Staffing([], Decimal(0), None)
    rows = list(assessment.staffing.select_related("person").order_by("person__name_key", "pk"))
    most = max((load.hours for load in loads.values()), default=Decimal(0))
    named = [
        Named(
            row.person, row.hours, row.knows, load, bool(load and load.hours and load.hours == most and len(loads) > 1)
        )
        for row in rows
        for load in [loads.get(row.person_id)]
    ]
    hours = sum((row.hours or Decimal(0) for row in rows), Decimal(0))
    expected = assessment.expected_hours
    return Staffing(named, hours, None if expected is None else max(Decimal(0), expected - hours))
