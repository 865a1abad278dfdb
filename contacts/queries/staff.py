"""Our own people, and the hours they already have in other collaborations."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samarbejde.choices import ParticipantRole
from samarbejde.lib.danish import format_hours
from samarbejde.models import Collaboration, Participant, Person
from samarbejde.phases import Phase, Status

WORKING_ROLES = (ParticipantRole.TEACHING, ParticipantRole.LEAD)


def own_staff(collaboration: Collaboration) -> QuerySet:
    """Return those who have a post at our place, or take part on our side."""
    house = collaboration.institution_id
    here = Q(posts__institution=house, posts__ended_on__isnull=True)
    ours = Q(participations__party__institution=house, participations__collaboration=collaboration)
    return Person.objects.active().filter(here | ours, institution=house).distinct()


def staff_loads(collaboration: Collaboration) -> dict[int, str]:
    """Return {person id: ”2 samarbejder, 84 t”} over the other running collaborations they teach in or lead."""
    rows = (
        Participant.objects.filter(
            party__institution=collaboration.institution_id, person__isnull=False, ended_on__isnull=True,
            role__in=WORKING_ROLES, collaboration__status=Status.RUNNING,
        )
        .exclude(collaboration__phase=Phase.CLOSED)
        .exclude(collaboration=collaboration)
        .order_by()
        .values_list("person", "collaboration", "collaboration__hours_agreed")
        .distinct()
    )  # fmt: skip
    found: dict[int, list[Decimal]] = defaultdict(list)
    for person, _collaboration, hours in rows:
        found[person].append(hours or Decimal(0))
    return {person: _load(hours) for person, hours in found.items()}


def _load(hours: list[Decimal]) -> str:
    count = ngettext("%(count)s collaboration", "%(count)s collaborations", len(hours)) % {"count": len(hours)}
    total = sum(hours)
    return _("%(count)s, %(hours)s agreed") % {"count": count, "hours": format_hours(total)} if total else count
