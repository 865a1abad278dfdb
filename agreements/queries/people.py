"""Who can do a task, and who can say yes."""

from dataclasses import dataclass

from django.db.models import Q

from samarbejde.choices import LEADER_FUNCTIONS, ParticipantRole
from samarbejde.models import Collaboration, Participant, Party, Person
from samarbejde.queries.collaborations import other_parties_first

# Whom one would ask to approve, the likeliest first.
APPROVING_ROLES = (ParticipantRole.LEADER, ParticipantRole.LEAD, ParticipantRole.CONTACT)


@dataclass(frozen=True)
class Approver:
    """Who is asked on one side. ``is_leader`` is whether we know that they may bind their side."""

    party: Party
    name: str = ""
    email: str = ""
    person: Person | None = None
    is_leader: bool = False


def people_for_tasks(collaboration: Collaboration) -> list[Person]:
    """Return our own people and those who take part, by name. Two queries at most."""
    ours = Q(posts__institution=collaboration.institution_id, posts__ended_on__isnull=True)
    taking_part = Q(participations__collaboration=collaboration, participations__ended_on__isnull=True)
    rows = Person.objects.active().filter(ours | taking_part, institution=collaboration.institution_id)
    return list(rows.distinct().order_by("name_key", "pk"))


def participants_now(collaboration: Collaboration) -> list[Participant]:
    """Return who takes part now, with their posts, in one query and one for the posts."""
    rows = Participant.objects.filter(collaboration=collaboration, person__isnull=False, ended_on__isnull=True)
    return list(rows.select_related("person", "party").prefetch_related("person__posts").order_by("pk"))


def their_people(collaboration: Collaboration) -> set[int]:
    """Return the ids of those who take part for another place than ours. One query."""
    rows = Participant.objects.filter(collaboration=collaboration, person__isnull=False, ended_on__isnull=True)
    return set(rows.exclude(party__institution=collaboration.institution_id).values_list("person_id", flat=True))


def suggest_approvers(collaboration: Collaboration) -> list[Approver]:
    """Return the likeliest approver of each side; one without a name where nobody is known."""
    people = participants_now(collaboration)
    return [
        _suggest(party, [p for p in people if p.party_id == party.pk]) for party in other_parties_first(collaboration)
    ]


def _suggest(party: Party, people: list[Participant]) -> Approver:
    ranked = sorted(
        (row for row in people if is_leader(row) or row.role in APPROVING_ROLES),
        key=lambda row: (not is_leader(row), _rank(row.role), row.pk),
    )
    if not ranked:
        return Approver(party=party, email=party.mailbox)
    best = ranked[0].person
    return Approver(party, best.name, best.email or party.mailbox, best, is_leader(ranked[0]))


def is_leader(row: Participant) -> bool:
    """Return whether the participant leads their place, by role here or by post."""
    posts = {post.function for post in row.person.posts.all() if post.ended_on is None}
    return row.role == ParticipantRole.LEADER or bool(posts & set(LEADER_FUNCTIONS))


def _rank(role: str) -> int:
    return APPROVING_ROLES.index(role) if role in APPROVING_ROLES else len(APPROVING_ROLES)
