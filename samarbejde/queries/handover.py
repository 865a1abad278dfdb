"""What the one who takes over needs to know, collaboration by collaboration."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from samarbejde.models import AttentionSignal, Collaboration, Participant, Person
from samarbejde.panels import HandoverNote, get_panels
from samarbejde.queries.signals import ShownSignal, shown

SIDE = ("party__school", "party__municipality", "party__institution")


@dataclass
class Handover:
    """One collaboration the person had a part in.

    ``lines`` are what the phases know of it, ``notes`` what is written for the one who takes over, ``others`` who else
    takes part, and ``signals`` what is open now.
    """

    collaboration: Collaboration
    roles: list[Participant] = field(default_factory=list)
    empty: list[Participant] = field(default_factory=list)
    lines: list[str | Promise] = field(default_factory=list)
    notes: list[HandoverNote] = field(default_factory=list)
    others: list[Participant] = field(default_factory=list)
    signals: list[ShownSignal] = field(default_factory=list)


def handovers_of(person: Person) -> list[Handover]:
    """Return the running collaborations the person is in, or left on the day they left. A fixed number of queries."""
    rows = _rows_around(person)
    here = [row for row in rows if row.person_id == person.pk and (row.ended_on is None or _left_then(row, person))]
    found = {row.collaboration_id: Handover(row.collaboration) for row in here}
    sides: dict[int, set] = defaultdict(set)
    for row in here:
        found[row.collaboration_id].roles.append(row)
        sides[row.party_id].add(row.role)
    for row in rows:
        if row.person_id is None and row.role in sides.get(row.party_id, ()):
            found[row.collaboration_id].empty.append(row)
    _add_others(found, [row for row in rows if row.person_id not in {None, person.pk}])
    for panel in get_panels():
        for pk, lines in panel.handover(person, list(found)).items():
            found[pk].lines += [line for line in lines if not isinstance(line, HandoverNote)]
            found[pk].notes += [line for line in lines if isinstance(line, HandoverNote)]
    _add_signals(found)
    return sorted(found.values(), key=lambda each: (each.collaboration.next_step_key, each.collaboration.pk))


def _rows_around(person: Person) -> list[Participant]:
    """Return the person's own rows in what is open, and everybody and every empty place there now. One query."""
    mine = Participant.objects.filter(person=person, collaboration__in=Collaboration.objects.open())
    mine = mine.filter(collaboration__institution=person.institution_id).order_by()
    rows = Participant.objects.filter(collaboration__in=mine.values("collaboration"))
    rows = rows.filter(Q(person=person) | Q(ended_on__isnull=True)).select_related("collaboration", "person", *SIDE)
    return list(rows.order_by("pk"))


def _add_others(found: dict[int, Handover], rows: list[Participant]) -> None:
    """Add who else takes part, on either side, each once."""
    seen = set()
    for row in rows:
        if row.collaboration_id in found and (row.collaboration_id, row.person_id) not in seen:
            seen.add((row.collaboration_id, row.person_id))
            found[row.collaboration_id].others.append(row)


def _add_signals(found: dict[int, Handover]) -> None:
    """Add what is open now. One query."""
    rows = AttentionSignal.objects.filter(collaboration__in=found, answered_at=None)
    for row in rows.order_by("-severity", "since", "pk"):
        each = found[row.collaboration_id]
        row.collaboration = each.collaboration
        each.signals += shown([row])


def _left_then(row: Participant, person: Person) -> bool:
    return bool(person.left_on and row.ended_on and row.ended_on >= person.left_on)


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
