"""Reads of contact attempts: whom one can reach, which way in has worked, what a list needs to know."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contacts.choices import Outcome
from contacts.models import ContactAttempt
from samarbejde.choices import Channel, Function
from samarbejde.models import Collaboration, Person, Post

# We reached a person; of these, the ones that led on.
REACHED = frozenset({Outcome.TALKED, Outcome.INTERESTED, Outcome.MEETING, Outcome.NOT_NOW, Outcome.NO})
LED_ON = frozenset({Outcome.INTERESTED, Outcome.MEETING})


@dataclass
class WayIn:
    """One channel, or one post, with how many tries there were, how many reached somebody, how many led on."""

    label: str
    tries: int = 0
    reached: int = 0
    led_on: int = 0

    def add(self, outcome: str, count: int = 1) -> None:
        self.tries += count
        self.reached += count if outcome in REACHED else 0
        self.led_on += count if outcome in LED_ON else 0


def with_function(attempts: QuerySet) -> QuerySet:
    """Add ``function``: the present post of the person who was approached."""
    posts = Post.objects.filter(person=OuterRef("person"), ended_on__isnull=True).order_by("-started_on", "pk")
    return attempts.annotate(function=Subquery(posts.values("function")[:1]))


def read_log(attempts: QuerySet, limit: int) -> list[ContactAttempt]:
    """Return attempts as a log shows them, newest first, with ``function_label``. One query."""
    rows = list(with_function(attempts).select_related("person", "school", "created_by", "collaboration")[:limit])
    for row in rows:
        row.function_label = Function(row.function).label.lower() if row.function else ""
    return rows


def count_ways(rows: Iterable[tuple[str, str | None, str, int]]) -> dict[str, list[WayIn]]:
    """Return {"channels": …, "functions": …}, best first, from rows of (channel, function, outcome, count)."""
    channels: dict[str, WayIn] = defaultdict(lambda: WayIn(""))
    functions: dict[str, WayIn] = defaultdict(lambda: WayIn(""))
    for channel, function, outcome, count in rows:
        channels[channel].add(outcome, count)
        if function:
            functions[function].add(outcome, count)
    return {"channels": _ranked(channels, Channel), "functions": _ranked(functions, Function)}


def _ranked(ways: dict[str, WayIn], labels) -> list[WayIn]:
    for code, way in ways.items():
        way.label = str(labels(code).label)
    return sorted(ways.values(), key=lambda way: (-way.led_on, -way.reached, -way.tries, way.label))


def ways_of(attempts: Iterable[ContactAttempt]) -> dict[str, list[WayIn]]:
    """Return the ways in over attempts already read with `with_function`."""
    return count_ways((a.channel, a.function, a.outcome, 1) for a in attempts)


def ways_at(institution_id: int) -> dict[str, list[WayIn]]:
    """Return the ways in over everything an institution has tried. One query."""
    attempts = with_function(ContactAttempt.objects.filter(institution=institution_id)).order_by()
    rows = attempts.values("channel", "function", "outcome").annotate(number=Count("pk"))
    return count_ways((r["channel"], r["function"], r["outcome"], r["number"]) for r in rows)


def best_way(ways: dict[str, list[WayIn]]) -> str:
    """Return ”telefon” or ”pædagogisk leder, telefon”: what led on most often; nothing when nothing has yet."""
    found = [ways[name][0].label for name in ("functions", "channels") if ways[name] and ways[name][0].led_on]
    return ", ".join(label.lower() for label in found)


def with_contacts(collaborations: QuerySet) -> QuerySet:
    """Add what the panel shows, as subqueries: ``contact_count``, ``first_direction`` and the last attempt's values."""
    attempts = ContactAttempt.objects.filter(collaboration=OuterRef("pk"))
    counted = attempts.order_by().values("collaboration").annotate(number=Count("pk")).values("number")
    last = attempts.order_by("-happened_on", "-pk")
    return collaborations.select_related("assessment").annotate(
        contact_count=Coalesce(Subquery(counted), 0, output_field=IntegerField()),
        first_direction=Subquery(attempts.order_by("happened_on", "pk").values("direction")[:1]),
        last_contact_on=Subquery(last.values("happened_on")[:1]),
        last_contact_channel=Subquery(last.values("channel")[:1]),
        last_contact_outcome=Subquery(last.values("outcome")[:1]),
    )


def people_to_reach(collaboration: Collaboration) -> QuerySet:
    """Return the people of the school's side: those who take part, and those we know at its places."""
    parties = [p for p in collaboration.parties.all() if p.institution_id != collaboration.institution_id]
    at_place = Q(posts__school__in=[p.school_id for p in parties if p.school_id]) | Q(
        posts__municipality__in=[p.municipality_id for p in parties if p.municipality_id]
    )
    those = collaboration.participants.filter(party__in=parties, ended_on__isnull=True, person__isnull=False)
    taking_part = Q(pk__in=those.values("person"))
    known = Person.objects.active().filter(institution=collaboration.institution_id)
    return known.filter(taking_part | (at_place & Q(posts__ended_on__isnull=True))).distinct()


def people_at_school(institution_id: int, school_id: int) -> QuerySet:
    """Return the people ``institution`` knows at a school."""
    known = Person.objects.active().filter(institution=institution_id)
    return known.filter(posts__school=school_id, posts__ended_on__isnull=True).distinct()
