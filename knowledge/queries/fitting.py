"""Lessons for one collaboration at the moment they are needed: from others that have something in common with it."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from knowledge.models import Lesson, LessonUse
from knowledge.queries.lessons import ENOUGH, WEIGHTS, keys_of, names_of, weight_of
from samarbejde.models import Collaboration

RECENT, FROM_THE_SCHOOL, MOST = 200, 20, 5
USED = 1  # what it counts for that others have used it, at most as much as a grade


@dataclass(frozen=True)
class Fitting:
    """A lesson, and what its collaboration shares with ours: (kind, name), the weightiest first."""

    lesson: Lesson
    shared: list[tuple[str, str]]
    is_used: bool

    @property
    def weight(self) -> int:
        return weight_of(dict(self.shared)) + min(self.lesson.use_count, 2) * USED


def fitting_lessons(user, collaboration: Collaboration, most: int = MOST) -> list[Fitting]:
    """Return the lessons that fit best; three queries. Those dismissed here, outdated or our own are left out.

    All of the same school's, and of the rest the newest, are weighed: what is older has had its chance.
    """
    ours = _things_of(collaboration)
    lessons = _candidates(user, collaboration)
    schools = [party.school_id for party in collaboration.parties.all() if party.school_id]
    of_school = lessons.filter(collaboration__parties__school__in=schools)[:FROM_THE_SCHOOL]
    found = {lesson.pk: lesson for rows in (of_school if schools else (), lessons[:RECENT]) for lesson in rows}
    fits = [_fitting(lesson, ours) for lesson in found.values()]
    good = [fit for fit in fits if weight_of(dict(fit.shared)) >= ENOUGH]
    return sorted(good, key=lambda fit: (-fit.weight, -fit.lesson.written_at.timestamp()))[:most]


def lessons_with(user, school, most: int = MOST) -> list[Lesson]:
    """Return the newest lessons from work with a school; one query."""
    there = Collaboration.objects.visible_to(user).filter(parties__school=school)
    rows = Lesson.objects.visible_to(user).in_force().filter(collaboration__in=there.values("pk"))
    return list(rows.select_related("collaboration").order_by("-written_at", "-pk")[:most])


def _things_of(collaboration: Collaboration) -> dict[tuple[str, int], str]:
    row = Collaboration.objects.filter(pk=collaboration.pk).annotate(**keys_of("pk"), **names_of("pk")).get()
    return {
        (kind, key): name
        for kind in WEIGHTS
        for key, name in zip(getattr(row, f"{kind}_keys"), getattr(row, f"{kind}_names"), strict=True)
    }


def _candidates(user, collaboration: Collaboration) -> QuerySet:
    used_here = LessonUse.objects.filter(lesson=OuterRef("pk"), collaboration=collaboration)
    return (
        Lesson.objects.visible_to(user).in_force()
        .exclude(collaboration=collaboration)
        .exclude(dismissals__collaboration=collaboration)
        .select_related("collaboration")
        .annotate(use_count=Count("uses", distinct=True), used_here=Exists(used_here), **keys_of("collaboration"))
        .order_by("-written_at", "-pk")
    )  # fmt: skip


def _fitting(lesson: Lesson, ours: dict[tuple[str, int], str]) -> Fitting:
    shared = {
        kind: ours[kind, key] for kind in WEIGHTS for key in getattr(lesson, f"{kind}_keys") if (kind, key) in ours
    }
    return Fitting(lesson, list(shared.items()), lesson.used_here)
