"""What the one who takes over needs to know, collaboration by collaboration."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise

from samarbejde.models import Collaboration, Participant, Person
from samarbejde.panels import get_panels


@dataclass
class Handover:
    """One collaboration the person had a part in. ``lines`` are what the phases know of it."""

    collaboration: Collaboration
    roles: list[Participant] = field(default_factory=list)
    empty: list[Participant] = field(default_factory=list)
    lines: list[str | Promise] = field(default_factory=list)


def handovers_of(person: Person) -> list[Handover]:
    """Return the running collaborations the person is in, or left on the day they left. A fixed number of queries."""
    rows = Participant.objects.filter(person=person, collaboration__in=Collaboration.objects.open())
    rows = rows.filter(collaboration__institution=person.institution_id).select_related("collaboration", "party")
    here = [row for row in rows.order_by("pk") if row.ended_on is None or _left_then(row, person)]
    found = {row.collaboration_id: Handover(row.collaboration) for row in here}
    sides: dict[int, set] = defaultdict(set)
    for row in here:
        found[row.collaboration_id].roles.append(row)
        sides[row.party_id].add(row.role)
    for place in empty_places(sides):
        found[place.collaboration_id].empty.append(place)
    for panel in get_panels():
        for pk, lines in panel.handover(person, list(found)).items():
            found[pk].lines += lines
    return sorted(found.values(), key=lambda each: (each.collaboration.next_step_key, each.collaboration.pk))


def _left_then(row: Participant, person: Person) -> bool:
    return bool(person.left_on and row.ended_on and row.ended_on >= person.left_on)


def empty_places(sides: dict[int, set]) -> list[Participant]:
    """Return the places that stand empty on these sides in one of these roles. One query."""
    rows = Participant.objects.filter(party__in=list(sides), person__isnull=True, ended_on__isnull=True)
    rows = rows.select_related("collaboration", "party").order_by("pk")
    return [row for row in rows if row.role in sides[row.party_id]]


def likely_successors(person: Person) -> QuerySet:
    """Return the active people of the same address book who have a post at one of the person's places."""
    places = person.posts.values("school", "municipality")
    schools = [row["school"] for row in places if row["school"]]
    towns = [row["municipality"] for row in places if row["municipality"]]
    known = Person.objects.active().filter(institution=person.institution_id).exclude(pk=person.pk)
    now = known.filter(posts__ended_on__isnull=True)
    found = now.filter(posts__school__in=schools) | now.filter(posts__municipality__in=towns)
    if not schools and not towns:
        found = now.filter(posts__institution=person.institution_id)
    return found.distinct().order_by("name_key", "pk")
