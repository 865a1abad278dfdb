"""When the schools are closed: as it usually is, as a municipality has decided, and by law."""

import datetime
import itertools

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from samarbejde.actions.reference import load_reference
from samarbejde.models import Municipality, SchoolHoliday
from samarbejde.queries.holidays import holidays_between, holidays_of
from tests.factories import MunicipalityFactory, PartyFactory, SchoolFactory, SchoolHolidayFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = datetime.date(2026, 8, 1), datetime.date(2027, 7, 31)
WEEK_7, WEEK_8 = datetime.date(2027, 2, 16), datetime.date(2027, 2, 23)


def winter(first, **more):
    last = first + datetime.timedelta(days=6)
    return SchoolHolidayFactory(kind="winter", name="Vinterferie", first_day=first, last_day=last, **more)


def find(*municipalities):
    ids = [each.pk for each in municipalities]
    return holidays_between(Municipality.objects.filter(pk__in=ids).values("pk"), FIRST, LAST)


@pytest.fixture
def usual():
    return winter(datetime.date(2027, 2, 15))


@pytest.fixture
def week_8():
    """A municipality that has written its own."""
    municipality = MunicipalityFactory()
    winter(datetime.date(2027, 2, 22), municipality=municipality)
    return municipality


def test_the_usual_holidays_come_with_the_program_and_stay_as_an_admin_corrects_them():
    assert load_reference()["school_holidays"] == {"new": 15, "changed": 0, "unchanged": 0}
    SchoolHoliday.objects.filter(code="vinter-2026-27").update(last_day=datetime.date(2027, 2, 20))
    assert load_reference()["school_holidays"] == {"new": 0, "changed": 0, "unchanged": 15}
    assert SchoolHoliday.objects.get(code="vinter-2026-27").last_day == datetime.date(2027, 2, 20)


def test_each_usual_holiday_says_where_it_comes_from_and_none_meet():
    load_reference()
    rows = list(SchoolHoliday.objects.order_by("first_day"))
    assert [row for row in rows if not row.source] == []
    assert all(one.last_day < two.first_day for one, two in itertools.pairwise(rows))
    weeks = [row.first_day.isocalendar().week for row in rows if row.kind in {"autumn", "winter"}]
    assert weeks == [42, 7] * 3
    assert {row.first_day.weekday() for row in rows if row.kind == "summer"} == {5}


def test_a_municipality_with_its_own_has_only_that(usual, week_8):
    other, mine = find(MunicipalityFactory()), find(week_8)
    assert [bool(found.on(day)) for found in (other, mine) for day in (WEEK_7, WEEK_8)] == [True, False, False, True]


def test_schools_in_two_municipalities_keep_both_weeks_free(usual, week_8):
    both = find(week_8, MunicipalityFactory())
    assert [bool(both.on(day)) for day in (WEEK_7, WEEK_8)] == [True, True]


def test_an_own_holiday_of_another_year_or_kind_takes_nobodys_place(usual):
    municipality = MunicipalityFactory()
    winter(datetime.date(2026, 2, 16), municipality=municipality)
    SchoolHolidayFactory(municipality=municipality)
    assert find(municipality).on(WEEK_7).is_usual is True


def test_the_collaborations_schools_decide(cast, usual, week_8):
    PartyFactory(collaboration=cast.foreign, school=SchoolFactory(municipality=week_8))
    cast.school.municipality = week_8
    cast.school.save()
    found = holidays_of(cast.collaboration, WEEK_7, WEEK_8)
    assert [bool(found.on(day)) for day in (WEEK_7, WEEK_8)] == [False, True]


def test_what_is_asked_is_said_as_one_says_it(usual, week_8):
    questions = [
        find().on(WEEK_7).question(WEEK_7), find(week_8).on(WEEK_8).question(WEEK_8),
        find().on(datetime.date(2027, 5, 6)).question(datetime.date(2027, 5, 6)),
    ]  # fmt: skip
    assert [text.partition(" er ")[2] for text in questions] == [
        "i vinterferien, som de fleste kommuner holder den. Er det med vilje?", "i vinterferien. Er det med vilje?",
        "fridag: Kristi himmelfartsdag. Er det med vilje?",
    ]  # fmt: skip
    assert questions[0].startswith("Tirsdag 16. februar")


def test_a_week_says_what_closes_a_weekday(usual):
    found = find()
    mondays = [datetime.date(2027, 2, day) for day in (8, 15, 22)] + [datetime.date(2027, 5, 3)]
    assert [found.in_week(monday) for monday in mondays] == [[], ["vinterferie"], [], ["Kristi himmelfartsdag"]]
    with translation.override("en"):
        assert found.in_week(datetime.date(2027, 5, 3)) == ["Ascension Day"]


def test_an_admin_writes_a_municipalitys_own(cast, login, usual):
    municipality = MunicipalityFactory()
    client, url = login(cast.superuser), reverse("admin:samarbejde_schoolholiday_add")
    typed = {
        "kind": "winter", "name": "Vinterferie", "municipality": municipality.pk, "first_day": "22.02.2027",
        "last_day": "21.02.2027", "source": "Kommunens hjemmeside",
    }  # fmt: skip
    wrong = client.post(url, typed)
    form = wrong.context["adminform"].form
    assert (form.errors, form["source"].value()) == (
        {"last_day": ["Den sidste dag ligger før den første."]}, "Kommunens hjemmeside",
    )  # fmt: skip
    client.post(url, typed | {"last_day": "28.02.2027"})
    assert [bool(find(municipality).on(day)) for day in (WEEK_7, WEEK_8)] == [False, True]
    listed = client.get(reverse("admin:samarbejde_schoolholiday_changelist"))
    assert [row.source for row in listed.context["cl"].result_list] != []


@pytest.mark.parametrize("number", [1, 30])
def test_holidays_cost_one_query(number, django_assert_num_queries):
    municipalities = [MunicipalityFactory(code=f"{9000 + n}") for n in range(number)]
    for municipality in municipalities:
        winter(datetime.date(2027, 2, 22), municipality=municipality)
    with django_assert_num_queries(1):
        assert len(find(*municipalities).rows) == number


@pytest.mark.parametrize("wrong", [{"last_day": datetime.date(2026, 10, 11)}, {"kind": "x"}, {"kind": "autumn"}])
def test_the_database_refuses_what_makes_no_sense(wrong):
    SchoolHolidayFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolHolidayFactory(**wrong)
