"""Lessons that may help: those from collaborations that have something in common with mine."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from knowledge.models import Lesson
from samarbejde.models import Collaboration, Party

RECENT = 60  # lessons
NEAREST = 25  # of mine, by their next step
ENOUGH = 2
# What can be shared, the weightiest first -> how much it says about whether the lesson fits.
WEIGHTS = {"school": 4, "subject": 3, "format": 3, "grade": 2}
Owners = dict[tuple[str, int], list[tuple[int, str]]]  # kind and key -> which of mine, and what the thing is called
SHOWN = ("headline", "collaboration__title", "collaboration__counterpart")


@dataclass(frozen=True)
class Match:
    """A lesson, the title of mine that it fits, and what they share: (kind, name), the weightiest first."""

    lesson: Lesson
    mine: str
    shared: list[tuple[str, str]]
    weight: int


def lessons_of(collaboration) -> list[Lesson]:
    """Return the lessons, newest first: as prefetched, or read now."""
    if not hasattr(collaboration, "knowledge_lessons"):
        rows = Lesson.objects.filter(collaboration=collaboration).select_related("written_by")
        collaboration.knowledge_lessons = list(rows)
    return collaboration.knowledge_lessons


def with_lesson_count(collaborations: QuerySet) -> QuerySet:
    """Add what `lesson_count` reads, without a query more."""
    rows = Lesson.objects.filter(collaboration=OuterRef("pk")).order_by().values("collaboration")
    counted = Subquery(rows.annotate(number=Count("pk")).values("number"))
    return collaborations.annotate(lessons_counted=Coalesce(counted, 0, output_field=IntegerField()))


def lesson_count(collaboration) -> int:
    """Return the number of lessons: as annotated, or of the rows."""
    counted = getattr(collaboration, "lessons_counted", None)
    return len(lessons_of(collaboration)) if counted is None else counted


def latest_lessons(user, number: int = 8, within: QuerySet | None = None) -> QuerySet:
    """Return the newest lessons ``user`` may read, ``within`` some collaborations or all."""
    lessons = Lesson.objects.visible_to(user).in_force()
    if within is not None:
        lessons = lessons.filter(collaboration__in=within.values("pk"))
    return lessons.select_related("collaboration__institution", "written_by")[:number]


def best_lesson(user) -> Match | None:
    """Return the one of the newest lessons from elsewhere that shares most with what I do next; two queries."""
    mine = Collaboration.objects.visible_to(user).of_user(user).running()
    nearest = mine.order_by("next_step_key", "pk").only("title").annotate(**keys_of("pk"), **names_of("pk"))[:NEAREST]
    owners: Owners = defaultdict(list)
    titles = {}
    for row in nearest:
        titles[row.pk] = row.title
        for kind in WEIGHTS:
            for key, name in zip(getattr(row, f"{kind}_keys"), getattr(row, f"{kind}_names"), strict=True):
                owners[kind, key].append((row.pk, name))
    if not owners:
        return None
    lessons = Lesson.objects.visible_to(user).in_force().exclude(collaboration__in=mine.values("pk"))
    lessons = lessons.select_related("collaboration").only(*SHOWN).annotate(**keys_of("collaboration"))
    matches = [_match(lesson, owners, titles) for lesson in lessons.order_by("-written_at", "-pk")[:RECENT]]
    best = max(filter(None, matches), key=lambda match: match.weight, default=None)
    return best if best and best.weight >= ENOUGH else None


def _things(kind: str, collaboration: str) -> QuerySet:
    """Return the rows that join the outer row's collaboration to things of one kind."""
    rows = Party if kind == "school" else getattr(Collaboration, f"{kind}s").through
    return rows.objects.filter(collaboration=OuterRef(collaboration), **{f"{kind}__isnull": False}).order_by(kind)


def names_of(collaboration: str) -> dict[str, ArraySubquery]:
    """Return annotations ``school_names`` and so on, in the order of `keys_of`."""
    return {f"{kind}_names": ArraySubquery(_things(kind, collaboration).values(f"{kind}__name")) for kind in WEIGHTS}


def keys_of(collaboration: str) -> dict[str, ArraySubquery]:
    """Return annotations ``school_keys`` and so on: the things of the collaboration the outer row points at."""
    return {f"{kind}_keys": ArraySubquery(_things(kind, collaboration).values(f"{kind}_id")) for kind in WEIGHTS}


def _match(lesson: Lesson, owners: Owners, titles: dict[int, str]) -> Match | None:
    """Return what the lesson shares with the one of mine it shares most with."""
    found: dict[int, dict[str, str]] = {}
    for kind in WEIGHTS:
        for key in getattr(lesson, f"{kind}_keys"):
            for mine, name in owners.get((kind, key), ()):
                found.setdefault(mine, {})[kind] = name
    if not found:
        return None
    weight, mine = max((weight_of(shared), mine) for mine, shared in found.items())
    return Match(lesson, titles[mine], list(found[mine].items()), weight)


def weight_of(shared: dict[str, str]) -> int:
    """Return how much what is shared says."""
    return sum(map(WEIGHTS.__getitem__, shared))
