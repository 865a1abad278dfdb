"""A school year made by hand, and every figure counted by hand: each equals the sum of its rows."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from followup.models import Session
from followup.panel import FollowupPanel
from followup.queries.classes import distinct_pupils, per_class, venue_rows
from followup.queries.figures import year_totals
from samarbejde.lib.danish import format_hours
from tests.factories import ClassGroupFactory, CollaborationFactory, SessionFactory

# who, day, pupils, hours, place, class: "3b" is a class that is followed over the summer
ROWS = (
    ("ours", "2026-07-31", 20, "2", "at_school", "3b"),  # the school year before
    ("ours", "2026-08-01", 22, "2.5", "at_institution", "3b"),
    ("ours", "2026-12-31", 24, "1.5", "outdoors_other", "3b"),
    ("ours", "2027-01-01", 18, "2", "at_institution", "5.c"),
    ("ours", "2027-07-31", 19, "0.75", "online", "5.c"),
    ("second", "2027-03-10", 25, "3", "at_school", "5.c"),  # another school's 5.c
    ("ours", "2027-08-01", 23, "2", "at_school", "3b"),  # the school year after
    ("foreign", "2027-02-02", 99, "9", "at_school", "9.x"),  # another institution's
)
SCHOOL_YEAR = {"sessions": 5, "participations": 108, "distinct": 68, "hours": Decimal("9.75")}
CALENDAR_YEAR = {"sessions": 4, "participations": 85, "distinct": 67, "hours": Decimal("7.75")}
PLACES = {"?skoleaar=2026&status=held": {"Hos os": 2, "På skolen": 1, "Et andet sted": 1, "Online": 1},
          "?aar=2027&status=held": {"På skolen": 2, "Hos os": 1, "Online": 1}}  # fmt: skip


@pytest.fixture
def year(cast):
    second = CollaborationFactory(institution=cast.institution, title="Den anden")
    who = {"ours": cast.collaboration, "second": second, "foreign": cast.foreign}
    group = ClassGroupFactory(collaboration=cast.collaboration, cohort=2023, letter="b")
    for key, day, pupils, hours, venue, name in ROWS:
        date = datetime.date.fromisoformat(day)
        followed = {"class_group": group, "class_name": group.name_on(date)} if name == "3b" else {"class_name": name}
        SessionFactory(
            collaboration=who[key], date=date, status="held", pupils=pupils, hours=Decimal(hours), venue=venue,
            recorded_by=cast.editor, **followed,
        )  # fmt: skip
    for status in ("planned", "cancelled"):
        SessionFactory(
            collaboration=cast.collaboration, date=datetime.date(2027, 2, 1), status=status, pupils=50,
            hours=Decimal(5), recorded_by=cast.editor,
        )  # fmt: skip
    return cast


@pytest.mark.guide("3E3")
@pytest.mark.parametrize(
    ("query", "figures"),
    [("?skoleaar=2026&status=held", SCHOOL_YEAR), ("?aar=2027&status=held", CALENDAR_YEAR)],
    ids=["school year", "calendar year"],
)
def test_each_figure_is_the_sum_of_its_rows(year, login, query, figures):
    client, url = login(year.editor), reverse("followup:session_list")
    page = client.get(url + query).context
    totals = {name: page["totals"][name] for name in ("sessions", "participations", "hours")}
    assert totals | {"distinct": page["distinct"]} == figures
    rows = list(page["sessions"])
    assert (len(rows), sum(row.pupils for row in rows), sum(row.hours for row in rows)) == (
        figures["sessions"], figures["participations"], figures["hours"],
    )  # fmt: skip
    classes = list(client.get(f"{url}{query}&vis=klasser").context["sums"])
    assert (sum(row["held"] for row in classes), sum(row["distinct"] for row in classes)) == (
        figures["sessions"], figures["distinct"],
    )  # fmt: skip
    places = client.get(f"{url}{query}&vis=steder").context["sums"]
    assert {str(row["label"]): row["held"] for row in places} == PLACES[query]
    assert sum(row["participations"] for row in places) == figures["participations"]


@pytest.mark.guide("3E3")
@pytest.mark.parametrize("view", ["skoler", "klasser", "steder"])
@pytest.mark.parametrize("query", ["?skoleaar=2026&status=held", "?aar=2027&status=held"])
def test_each_sum_opens_its_own_rows(year, login, query, view):
    client, url = login(year.editor), reverse("followup:session_list")
    sums = client.get(f"{url}{query}&vis={view}").context["sums"]
    assert len(sums) > 0
    for row in sums:
        page = client.get(url + row["url"]).context
        found = list(page["sessions"])
        assert (len(found), sum(session.pupils for session in found)) == (row["held"], row["participations"])
        assert bool(page["narrowed_url"]) == (view != "steder")


@pytest.mark.guide("3E3")
def test_each_figure_of_the_overview_opens_its_rows(year, login):
    client = login(year.editor)
    figures = {str(figure.label): figure for figure in FollowupPanel().figures(year.editor, 2026)}
    pages = {label: client.get(figure.url).context for label, figure in figures.items()}
    rows = {label: list(page["sessions"]) for label, page in pages.items()}
    assert {label: figure.value for label, figure in figures.items()} == {
        "deltagelser": str(sum(row.pupils for row in rows["deltagelser"])),
        "gange": str(len(rows["gange"])),
        "undervisningstimer": format_hours(sum(row.hours for row in rows["undervisningstimer"])),
        "skoler nået": str(len(pages["skoler nået"]["sums"])),
    }


@pytest.mark.parametrize("query", ["skole=x", "samarbejde=99999999999999999999", "klasse=~x", "skole=1&skole=2"])
def test_an_address_nobody_made_shows_nothing_and_does_not_break(year, login, query):
    page = login(year.editor).get(f"{reverse('followup:session_list')}?{query}")
    assert (page.status_code, len(page.context["sessions"])) == (200, 0)


def test_a_class_that_moved_up_is_one_class(year):
    sessions = Session.objects.visible_to(year.editor)
    row = per_class(sessions).get(class_group__isnull=False)
    assert (row["first"], row["last"], row["held"], row["distinct"]) == ("2.b", "4.b", 4, 24)
    assert distinct_pupils(sessions) == 24 + 19 + 25


def test_the_overview_says_the_same_as_the_rows(year):
    totals = year_totals(year.editor, 2026)
    assert [totals[name] for name in ("sessions", "participations", "hours")] == [5, 108, Decimal("9.75")]


def test_no_sessions_make_no_figures(cast):
    none = Session.objects.none()
    assert (distinct_pupils(Session.objects.visible_to(cast.editor)), venue_rows(none)) == (0, [])
