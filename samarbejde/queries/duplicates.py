"""People who may stand in the address book twice: same e-mail, same name at the same place, or nearly the same."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samarbejde.lib.folding import fold
from samarbejde.models import Person, PersonMerge, PersonPair

NEAR = 0.86
MOST_AT_ONE_PLACE = 150  # beyond that, only equal names are compared: it is an office, not a school
MOST = 100
SAME_EMAIL = _("Same e-mail")
SAME_NAME = _("Same name and workplace")
NEAR_NAME = _("Almost the same name, same workplace")
NO_PLACE = _("Same name, and one has no workplace")


@dataclass(frozen=True)
class Pair:
    """Two cards, the one written first in front, and why they look alike."""

    first: Person
    second: Person
    why: str | Promise


def duplicate_pairs(people) -> list[Pair]:
    """Return the likely pairs among ``people`` (a queryset of what the user may see), surest first. Two queries."""
    rows = list(people.filter(erased_at__isnull=True).only("name", "email", "workplace", "institution").order_by("pk"))
    apart = set(PersonPair.objects.filter(first__in=people).values_list("first", "second"))
    by_house: dict[int, list[Person]] = defaultdict(list)
    for row in rows:
        by_house[row.institution_id].append(row)
    found: dict[tuple[int, int], Pair] = {}
    for house in by_house.values():
        for pair in (*_same_email(house), *_same_name(house), *_near_name(house)):
            found.setdefault((pair.first.pk, pair.second.pk), pair)
    return [pair for key, pair in found.items() if key not in apart][:MOST]


def _grouped(rows: list[Person], key) -> Iterator[list[Person]]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for row in rows:
        if value := key(row):
            groups[value].append(row)
    return (group for group in groups.values() if len(group) > 1)


def _same_email(rows: list[Person]) -> Iterator[Pair]:
    for group in _grouped(rows, lambda row: row.email.strip().lower()):
        # A shared mailbox gives many cards one address: only the first with each other one.
        yield from (Pair(group[0], other, SAME_EMAIL) for other in group[1:])


def _same_name(rows: list[Person]) -> Iterator[Pair]:
    for group in _grouped(rows, lambda row: fold(row.name)):
        for one, other in combinations(group[:20], 2):
            if fold(one.workplace) == fold(other.workplace):
                yield Pair(one, other, SAME_NAME)
            elif not one.workplace or not other.workplace:
                yield Pair(one, other, NO_PLACE)


def _near_name(rows: list[Person]) -> Iterator[Pair]:
    for group in _grouped(rows, lambda row: fold(row.workplace)):
        if len(group) > MOST_AT_ONE_PLACE:
            continue
        names = [(row, fold(row.name)) for row in group]
        for (one, name), (other, another) in combinations(names, 2):
            if name != another and is_near(name, another):
                yield Pair(one, other, NEAR_NAME)


def is_near(name: str, other: str) -> bool:
    """Return whether two folded names may be one person: a middle name more, or a letter or two apart."""
    short, long = sorted((name.split(), other.split()), key=len)
    if len(short) > 1 and len(short) < len(long) and set(short) <= set(long):
        return True
    if short[:1] != long[:1] and short[-1:] != long[-1:]:
        return False
    return SequenceMatcher(None, name, other).ratio() >= NEAR


def pairs_with(person: Person) -> list[Pair]:
    """Return the likely pairs that ``person`` is one of. Two queries."""
    alike = Person.objects.filter(institution=person.institution_id)
    return [pair for pair in duplicate_pairs(alike) if person.pk in (pair.first.pk, pair.second.pk)]


def merges_of(person: Person) -> list[PersonMerge]:
    """Return the merges that can be undone, the latest first. One query."""
    return list(person.merges.filter(undone_at__isnull=True).select_related("made_by"))


def where_person_went(user, pk: int) -> Person:
    """Return the card that the one with number ``pk`` became part of. Raises Http404."""
    merge = PersonMerge.objects.filter(
        other_number=pk, undone_at__isnull=True, kept__in=Person.objects.visible_to(user)
    ).first()
    if merge is None:
        raise Http404
    return merge.kept


def get_visible_person(user, pk: int, *related: str) -> Person:
    """Return a person the user may see. Raises Http404."""
    person = Person.objects.visible_to(user).select_related("institution", *related).filter(pk=pk).first()
    if person is None:
        raise Http404
    return person
