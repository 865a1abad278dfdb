"""Who can do a task, and who can say yes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q

from samarbejde.choices import LEADER_FUNCTIONS, ParticipantRole
from samarbejde.lib.embedded import embedded, every, remember, restored
from samarbejde.models import Collaboration, Participant, Party, Person, Post
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
    """Return who takes part now, with their posts. One query."""
    rows = Participant.objects.filter(collaboration=collaboration, person__isnull=False, ended_on__isnull=True)
    posts = embedded(Post.objects.filter(person=OuterRef("person")).order_by("-started_on", "pk"), *every(Post))
    people = list(rows.select_related("person", "party").annotate(posts_embedded=posts).order_by("pk"))
    for row in people:
        remember(row.person, "posts", restored(Post, row.posts_embedded))
    return people


def their_people(people: Iterable[Participant], collaboration: Collaboration) -> set[int]:
    """Return the ids of those of ``people`` who take part for another place than ours."""
    ours = collaboration.institution_id
    return {row.person_id for row in people if row.person_id and row.party.institution_id != ours}


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
