import datetime

import pytest
from django.db import IntegrityError, transaction

from contacts.choices import MatchedBy
from contacts.models import Visit
from contacts.queries.visits import with_visits
from samarbejde.models import School
from tests.factories import SchoolFactory, VisitFactory, VisitImportFactory

pytestmark = pytest.mark.django_db


@pytest.mark.guide("1A1")
def test_schools_are_told_how_often_they_came_to_us_and_when_last(cast):
    ours = VisitImportFactory(institution=cast.institution)
    often, never = SchoolFactory(name="Ofte"), SchoolFactory(name="Aldrig")
    VisitFactory(visit_import=ours, school=often, visited_on=datetime.date(2024, 3, 5))
    VisitFactory(visit_import=ours, school=often, visited_on=datetime.date(2022, 9, 1))
    VisitFactory(school=often, visited_on=datetime.date(2026, 1, 1))  # at another institution

    rows = with_visits(School.objects.filter(pk__in=[often.pk, never.pk]), cast.institution).order_by("-name")

    assert list(rows.values_list("name", "visit_count", "last_visit")) == [
        ("Ofte", 2, datetime.date(2024, 3, 5)),
        ("Aldrig", 0, None),
    ]


def test_visits_are_seen_by_their_institution_alone(cast):
    visit = VisitFactory(visit_import=VisitImportFactory(institution=cast.institution))

    assert list(Visit.objects.visible_to(cast.reader)) == [visit]
    assert list(Visit.objects.visible_to(cast.other)) == []


@pytest.mark.parametrize(("has_school", "how"), [(True, MatchedBy.NONE), (False, MatchedBy.NAME)])
def test_a_school_that_nobody_confirmed_is_refused_by_the_database(has_school, how):
    school = SchoolFactory() if has_school else None

    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(school=school, matched_by=how)
