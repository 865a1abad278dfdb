"""What the list of schools to talk to shows."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contacts.choices import Outcome
from contacts.models import ContactAttempt, Criterion, CriterionSchool, ShortlistEntry

MOST = 300


def read_shortlist(entries: QuerySet[ShortlistEntry]) -> list[ShortlistEntry]:
    """Return the entries with their school and ``answer``: what came of the last contact. One query."""
    attempts = ContactAttempt.objects.filter(institution=OuterRef("institution"), school=OuterRef("school")).order_by(
        "-happened_on", "-pk"
    )
    rows = entries.select_related("school__municipality", "added_by").annotate(
        last_outcome=Subquery(attempts.values("outcome")[:1]),
        last_contact_on=Subquery(attempts.values("happened_on")[:1]),
    )
    found = list(rows[:MOST])
    for row in found:
        row.answer = Outcome(row.last_outcome).label if row.last_outcome else ""
    return found


def with_school_count(criteria: QuerySet[Criterion]) -> QuerySet[Criterion]:
    """Add ``school_count``: how many schools meet each criterion."""
    marks = CriterionSchool.objects.filter(criterion=OuterRef("pk")).order_by().values("criterion")
    counted = marks.annotate(number=Count("pk")).values("number")
    return criteria.annotate(school_count=Coalesce(Subquery(counted), 0, output_field=IntegerField()))


def schools_meeting(criterion: Criterion) -> list[CriterionSchool]:
    """Return the marks of one criterion, best first, with their schools. One query."""
    rows = criterion.schools.select_related("school__municipality")
    return list(rows.order_by("-points", "school__name_key", "pk")[:MOST])
