"""Which way in has worked, school by school."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max

from contacts.models import ContactAttempt
from contacts.queries.attempts import WayIn, best_way, count_ways, with_function
from samarbejde.models import School

MOST = 100


@dataclass
class SchoolWays:
    """One school: how often it was tried, and what led on there."""

    school: School
    tries: int
    led_on: int
    best: str


def ways_per_school(institution_id: int) -> list[SchoolWays]:
    """Return the schools tried last, at most a hundred, with the way in that worked. Three queries."""
    attempts = ContactAttempt.objects.filter(institution=institution_id, school__isnull=False).order_by()
    latest = attempts.values("school").annotate(last=Max("happened_on")).order_by("-last", "school")[:MOST]
    keys = [row["school"] for row in latest]
    schools = School.objects.select_related("municipality").in_bulk(keys)
    rows = with_function(attempts.filter(school__in=keys)).values("school", "channel", "function", "outcome")
    by_school: dict[int, list[tuple]] = defaultdict(list)
    for row in rows.annotate(number=Count("pk")):
        by_school[row["school"]].append((row["channel"], row["function"], row["outcome"], row["number"]))
    return [_school_ways(schools[key], count_ways(by_school[key])) for key in keys]


def _school_ways(school: School, ways: dict[str, list[WayIn]]) -> SchoolWays:
    channels = ways["channels"]
    return SchoolWays(school, sum(w.tries for w in channels), sum(w.led_on for w in channels), best_way(ways))
