"""Old visits counted per school."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from contacts.models import Visit
from samarbejde.models import Institution, School


def with_visits(schools: QuerySet[School], institutions: Institution | Iterable[int]) -> QuerySet[School]:
    """Return ``schools`` with ``visit_count`` and ``last_visit`` (a day, or None) at one or more institutions."""
    where = (
        {"institution": institutions} if isinstance(institutions, Institution) else {"institution__in": institutions}
    )
    per_school = Visit.objects.filter(school=OuterRef("pk"), **where).order_by().values("school")
    return schools.annotate(
        visit_count=Coalesce(
            Subquery(per_school.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), Value(0)
        ),
        last_visit=Subquery(per_school.annotate(last=Max("visited_on")).values("last")),
    )
