"""Lessons that may help: those from collaborations that have something in common with mine."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, F, QuerySet, Value

from knowledge.models import Lesson
from samarbejde.models import Collaboration

RECENT = 200
ENOUGH = 2
# What is shared -> where it stands, and how much it says about whether the lesson fits.
SHARED = {
    "school": ("parties__school", "parties__collaboration", 4),
    "subject": ("subjects", "collaborations", 3),
    "format": ("formats", "collaborations", 3),
    "grade": ("grades", "collaborations", 2),
}


@dataclass(frozen=True)
class Match:
    """A lesson, which of my collaborations it fits, and what they share: (kind, name), the weightiest first."""

    lesson: Lesson
    mine: Collaboration
    shared: list[tuple[str, str]]


def lessons_of(collaboration) -> list[Lesson]:
    """Return the lessons, newest first: as prefetched, or read now."""
    if not hasattr(collaboration, "knowledge_lessons"):
        rows = Lesson.objects.filter(collaboration=collaboration).select_related("written_by")
        collaboration.knowledge_lessons = list(rows)
    return collaboration.knowledge_lessons


def latest_lessons(user, number: int = 8) -> QuerySet:
    """Return the newest lessons ``user`` may read."""
    return Lesson.objects.visible_to(user).select_related("collaboration__institution", "written_by")[:number]


def best_lesson(user) -> Match | None:
    """Return the lesson from elsewhere that shares most with something I run; two queries, three when there is one."""
    mine = Collaboration.objects.visible_to(user).of_user(user).running().values("pk")
    parts = [_sharing(user, mine, kind) for kind in SHARED]
    shared: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for lesson_id, mine_id, name, kind in parts[0].union(*parts[1:], all=True):
        shared[lesson_id, mine_id][kind] = name
    scored = [(sum(SHARED[kind][2] for kind in found), *pair) for pair, found in shared.items()]
    score, lesson_id, mine_id = max(scored, default=(0, 0, 0))
    if score < ENOUGH:
        return None
    lesson = Lesson.objects.select_related("collaboration").get(pk=lesson_id)
    found = shared[lesson_id, mine_id]
    in_order = [(kind, found[kind]) for kind in SHARED if kind in found]
    return Match(lesson, Collaboration.objects.get(pk=mine_id), in_order)


def _sharing(user, mine: QuerySet, kind: str) -> QuerySet:
    thing, back, _weight = SHARED[kind]
    thing, other = f"collaboration__{thing}", f"collaboration__{thing}__{back}"
    lessons = Lesson.objects.visible_to(user).exclude(collaboration__in=mine).filter(**{f"{other}__in": mine})
    values = {"mine_id": F(other), "name": F(f"{thing}__name"), "kind": Value(kind, output_field=CharField())}
    return lessons.order_by("-written_at", "-pk").values_list("pk").annotate(**values)[:RECENT]
