"""What a school's page shows besides the register's own facts."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from samarbejde.choices import UnitKind
from samarbejde.models import Collaboration, Person, Post, School, SchoolFormerName

MOST = 100


def get_school_facts(user) -> QuerySet:
    """Return the schools ``user`` may see, with all that the page's facts need. One query."""
    former = SchoolFormerName.objects.filter(school=OuterRef("pk")).order_by("-until", "name").values("name")
    rows = School.objects.visible_to(user).select_related("type", "municipality__region", "parent")
    return rows.annotate(former=ArraySubquery(former))


def departments_of(school: School) -> list[School]:
    """Return a main school's departments; no query for others."""
    if school.unit_kind != UnitKind.MAIN:
        return []
    return list(school.departments.order_by("closed_on", "name_key", "pk")[:MOST])


def known_posts(user, school: School) -> list[Post]:
    """Return the posts held at the school now by people in the address books ``user`` may read."""
    known = Person.objects.visible_to(user).active()
    rows = Post.objects.filter(school=school, ended_on__isnull=True, person__in=known)
    return list(rows.select_related("person").order_by("person__name_key", "pk")[:MOST])


def collaborations_with(user, school: School) -> list[Collaboration]:
    """Return the collaborations with the school that ``user`` may see, running ones first."""
    rows = Collaboration.objects.visible_to(user).filter(parties__school=school).select_related("institution", "lead")
    found = rows.order_by("next_step_key", "pk")[:MOST]
    return sorted(found, key=lambda row: not row.is_running)
