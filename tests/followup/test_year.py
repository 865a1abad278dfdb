import datetime
import re

import pytest
from django.urls import reverse

from followup.queries.year_entries import Kind
from samarbejde.lib.weeks import school_year, week_start
from samarbejde.lib.wheel import GAP, Frame, Ring, arc_path, week_mark, wheel_html
from tests.factories import (
    AgreementFactory,
    CollaborationFactory,
    EvaluationFactory,
    FollowedMilestoneFactory,
    GoalFactory,
    GoalReviewFactory,
    MeetingFactory,
    ParticipantFactory,
    PersonFactory,
    SessionFactory,
)  # fmt: skip

YEAR = 2026
FIRST, LAST = datetime.date(2026, 8, 1), datetime.date(2027, 7, 31)
MONTHS = dict.fromkeys(range(1, 13), "jan")
URL = reverse("followup:year_wheel")


@pytest.fixture
def year(cast):
    """One of each kind in 2026/27, and what must not be there."""
    collaboration, by = cast.collaboration, cast.editor
    type(collaboration).objects.filter(pk=collaboration.pk).update(
        phase="active", starts_on=datetime.date(2026, 8, 10), ends_on=datetime.date(2027, 6, 20)
    )
    day = datetime.date(2026, 9, 1)
    SessionFactory(collaboration=collaboration, date=day, recorded_by=by)
    SessionFactory(collaboration=collaboration, date=day, status="cancelled", cancel_reason="Sygdom", recorded_by=by)
    SessionFactory(collaboration=collaboration, date=FIRST - datetime.timedelta(days=1), recorded_by=by)
    SessionFactory(collaboration=cast.foreign, date=day, recorded_by=by)
    MeetingFactory(collaboration=collaboration, date=datetime.date(2026, 9, 3), status="held", created_by=by)
    FollowedMilestoneFactory(collaboration=collaboration, planned_on=datetime.date(2026, 10, 1), created_by=by)
    FollowedMilestoneFactory(collaboration=collaboration, planned_on=day, status="dropped", created_by=by)
    agreement = AgreementFactory(
        collaboration=collaboration, starts_on=FIRST, renewal_on=datetime.date(2027, 4, 1), updated_by=by
    )
    for status in ("on_way", "reached"):
        review = GoalReviewFactory(goal=GoalFactory(agreement=agreement), status=status, reviewed_by=by)
        type(review).objects.update(reviewed_at=datetime.datetime(2026, 9, 7, 12, tzinfo=datetime.UTC))
    EvaluationFactory(
        collaboration=collaboration, status="open", opens_on=datetime.date(2027, 5, 1),
        closes_on=datetime.date(2027, 5, 20), created_by=by,
    )  # fmt: skip
    return collaboration


def lines(page):
    return [(entry.day.isoformat(), entry.kind.value) for week in page.context["year"].weeks for entry in week.entries]


@pytest.mark.guide("3E1")
def test_the_year_holds_one_of_each_kind(cast, login, year):
    page = login(cast.reader).get(URL, {"skoleaar": YEAR})
    assert lines(page) == [
        ("2026-08-10", "aftale"), ("2026-09-01", "gang"), ("2026-09-03", "moede"), ("2026-10-01", "milepael"),
        ("2026-11-02", "maal"), ("2027-04-01", "aftale"), ("2027-05-20", "evaluering"), ("2027-06-20", "aftale"),
    ]  # fmt: skip
    body = page.content.decode()
    # The picture's cells lead to the weeks of the list, which is its table.
    cells = set(re.findall(r'href="#(uge-\d+-\d+)"', body))
    assert (cells, len(cells)) == (set(re.findall(r'id="(uge-\d+-\d+)"', body)), 7)
    assert "1 gang · 1 møde" in body


@pytest.mark.parametrize("kind", list(Kind))
def test_the_year_is_narrowed_to_a_kind(cast, login, year, kind):
    page = login(cast.reader).get(URL, {"skoleaar": YEAR, "slags": kind.value})
    assert {found for _day, found in lines(page)} == {kind.value}


def test_the_year_is_narrowed_to_a_person(cast, login, year):
    mine, other = PersonFactory(institution=cast.institution), PersonFactory(institution=cast.institution)
    beside = CollaborationFactory(institution=cast.institution)
    day = datetime.date(2026, 9, 8)
    SessionFactory(collaboration=beside, date=day, taught_by=mine, recorded_by=cast.editor)
    SessionFactory(collaboration=year, date=day, taught_by=other, recorded_by=cast.editor)
    for person in (mine, other):
        ParticipantFactory(party=cast.own_party, person=person)
    client = login(cast.editor)
    found = [lines(client.get(URL, {"skoleaar": YEAR, "person": p.pk, "slags": "gang"})) for p in (mine, other)]
    assert found == [[("2026-09-01", "gang"), ("2026-09-08", "gang")]] * 2
    assert ("2027-05-20", "evaluering") in lines(client.get(URL, {"skoleaar": YEAR, "person": mine.pk}))
    outsider = PersonFactory(institution=cast.elsewhere)
    page = client.get(URL, {"skoleaar": YEAR, "person": outsider.pk})
    assert (page.status_code, len(lines(page))) == (200, 10)


def test_a_network_chooses_between_places_and_sees_no_people(cast, login, year):
    page = login(cast.network).get(URL, {"skoleaar": YEAR})
    fields = page.context["form"].fields
    assert "person" not in fields
    assert ("2027-04-01", "aftale") not in lines(page)


@pytest.mark.parametrize(
    "query",
    [{"skoleaar": "i fjor"}, {"skoleaar": "999999"}, {"slags": "x"}, {"sted": "'"}, {"person": "9" * 40}],
)
def test_any_address_shows_a_year(cast, login, today, query):
    page = login(cast.editor).get(URL, query)
    assert (page.status_code, page.context["choice"].year) == (200, school_year(today))


def test_a_full_week_is_counted_and_leads_to_the_calendar(cast, login):
    for _ in range(15):
        SessionFactory(collaboration=cast.collaboration, date=datetime.date(2026, 9, 1), recorded_by=cast.editor)
    page = login(cast.editor).get(URL, {"skoleaar": YEAR})
    week = page.context["year"].weeks[0]
    assert (len(week.shown), week.more, week.summary) == (12, 3, "15 gange")
    assert "fra=2026-08-31" in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_year_costs_the_same(cast, login, number, django_assert_max_num_queries):
    for _ in range(number):
        collaboration = CollaborationFactory(institution=cast.institution, phase="active", starts_on=FIRST)
        person = PersonFactory(institution=cast.institution)
        SessionFactory(collaboration=collaboration, date=FIRST, taught_by=person, recorded_by=cast.editor)
        FollowedMilestoneFactory(collaboration=collaboration, planned_on=FIRST, created_by=cast.editor)
        GoalFactory(agreement=AgreementFactory(collaboration=collaboration, starts_on=FIRST, updated_by=cast.editor))
    client = login(cast.editor)
    with django_assert_max_num_queries(8):
        page = client.get(URL, {"skoleaar": YEAR})
    assert len(lines(page)) == number * 4


def test_the_wheel_has_a_month_a_quarter_apart_and_one_line_today():
    frame = Frame(FIRST, LAST)
    assert (frame.turn(FIRST), round(frame.turn(LAST + datetime.timedelta(days=1)), 6)) == (GAP / 2, 360 - GAP / 2)
    assert (frame.mondays()[0], len(frame.mondays())) == (datetime.date(2026, 7, 27), 53)
    counts = {week_start(datetime.date(2026, 9, 1)): 7}
    html = wheel_html(
        [Ring(1, "aftale", counts), Ring(2, "viden", {})], FIRST, LAST, middle="2026/27", months=MONTHS,
        today=datetime.date(2026, 11, 28),
    )  # fmt: skip
    counted = [html.count(part) for part in ("wheel-track", "wheel-3", "wheel-month", "wheel-today", ">jan<", "style=")]
    assert counted == [2, 1, 12, 1, 12, 0]
    assert f'href="#{week_mark(datetime.date(2026, 8, 31))}"' in html
    outside = wheel_html([], FIRST, LAST, middle="", months=MONTHS, today=datetime.date(2020, 1, 1))
    assert "wheel-today" not in outside


def test_an_arc_of_more_than_half_goes_the_long_way():
    assert arc_path(10, 20, 0, 270).count(" 0 1 ") == 2
    assert arc_path(10, 20, 0, 90).count(" 0 1 ") == 1
