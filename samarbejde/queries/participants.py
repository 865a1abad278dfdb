"""People of the address book, and who takes part on each side."""

from dataclasses import dataclass

from django.urls import reverse

from samarbejde.choices import ParticipantRole
from samarbejde.lib.folding import fold
from samarbejde.models import Collaboration, Participant, Party

MOST = 8
MOST_BESIDE = 10


def find_people(people, words: str) -> list:
    """Return at most `MOST` active people whose name or workplace holds the words; nothing under two letters."""
    folded = fold(words)
    if len(folded) < 2:
        return []
    rows = people.active()
    for part in folded.split()[:5]:
        rows = rows.filter(search_text__contains=part)
    return list(rows.order_by("name_key", "pk")[:MOST])


def get_people(people, values) -> list:
    """Return the person (or none) behind a ticked value, or the people behind a list of them."""
    keys = [values] if isinstance(values, str) else list(values)
    keys = [int(key) for key in keys if str(key).isdecimal() and len(str(key)) < 19]
    return list(people.filter(pk__in=keys)) if keys else []


@dataclass(frozen=True)
class Place:
    """One line in a side's list of people; without a name the place is empty."""

    participant: Participant
    name: str
    role: str
    url: str


@dataclass(frozen=True)
class Side:
    party: Party
    people: list[Place]

    @property
    def first(self) -> list[Place]:
        """The first named ones and every empty place: what stands beside the collaboration's page."""
        named = [place for place in self.people if place.name]
        return named[:MOST_BESIDE] + [place for place in self.people if not place.name]


def participants_of(collaboration: Collaboration) -> list[Participant]:
    """Return those who take part now, with the empty places. One query."""
    return list(collaboration.participants.filter(ended_on__isnull=True).select_related("person").order_by("pk"))


def sides_of(parties: list[Party], participants: list[Participant]) -> list[Side]:
    """Return each party with those who take part now, empty places last."""
    by_party: dict[int, list[Participant]] = {}
    for row in participants:
        by_party.setdefault(row.party_id, []).append(row)
    order = list(ParticipantRole.values)
    sides = []
    for party in parties:
        found = by_party.get(party.pk, [])
        found.sort(key=lambda row: (row.person_id is None, order.index(row.role), row.pk))
        sides.append(Side(party, [_place(row) for row in found]))
    return sides


def _place(row: Participant) -> Place:
    role = str(row.get_role_display()).lower()
    words = f"{row.note}, {role}" if row.note else role
    if row.person is None:
        return Place(
            row,
            "",
            row.note or role,
            reverse("samarbejde:participant_add", args=[row.collaboration_id]) + f"?plads={row.pk}",
        )
    return Place(row, row.person.name, words, row.person.get_absolute_url())


def former_participants(collaboration: Collaboration) -> list[Participant]:
    """Return those who have left, the latest first."""
    rows = collaboration.participants.filter(ended_on__isnull=False).select_related("person", "party__school")
    rows = rows.select_related("party__municipality", "party__institution")
    return list(rows.order_by("-ended_on", "-pk"))
