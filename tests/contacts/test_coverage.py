import csv
import datetime
import io

import openpyxl
import pytest
from django.utils import timezone

from contacts.choices import Outcome
from contacts.queries.coverage import Cut, State, count_coverage, list_coverage
from samarbejde.lib.weeks import school_year
from samarbejde.models import Collaboration
from samarbejde.phases import Phase
from tests.factories import (
    CollaborationFactory,
    ContactAttemptFactory,
    MunicipalityFactory,
    PartyFactory,
    SchoolFactory,
    VisitFactory,
    VisitImportFactory,
)

pytestmark = pytest.mark.django_db
URL = "/skoler/daekning/"
TODAY = datetime.date(2026, 11, 25)
YEAR = 2026


@pytest.fixture
def town(cast):
    return MunicipalityFactory(name="Ådal", code="0999", latitude=55.7, longitude=11.7)


@pytest.fixture
def school(town):
    return SchoolFactory(name="Askeskolen", municipality=town, highest_grade=6)


def state_of(cast, school, year=YEAR, today=TODAY):
    rows = list_coverage(cast.institution.pk, Cut(year), today, limit=None)
    return next((row["state"], row["why"]) for row in rows if row["id"] == school.pk)


def attempt(cast, school, outcome, on):
    ContactAttemptFactory(
        collaboration=None, institution=cast.institution, school=school, outcome=outcome, happened_on=on,
        created_by=cast.editor,
    )  # fmt: skip


def together(cast, school, began, ended=None, **more):
    row = CollaborationFactory(institution=cast.institution, created_by=cast.editor, starts_on=began, **more)
    created = datetime.datetime.combine(began, datetime.time(12), datetime.UTC)
    Collaboration.objects.filter(pk=row.pk).update(created_at=created, ends_on=ended, updated_at=created)
    PartyFactory(collaboration=row, school=school)
    return row


def visit(cast, school, on):
    VisitFactory(visit_import=VisitImportFactory(institution=cast.institution), school=school, visited_on=on)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.guide("1A1")
@pytest.mark.parametrize(
    ("outcome", "on", "expected"),
    [
        (Outcome.NO_ANSWER, "2026-10-01", ("intet-svar", "")),
        (Outcome.MESSAGE, "2024-10-01", ("intet-svar", "")),
        (Outcome.NO, "2026-10-01", ("nej", "no")),
        (Outcome.NOT_NOW, "2023-10-01", ("nej", "not_now")),
        (Outcome.INTERESTED, "2026-10-01", ("dialog", "")),
        (Outcome.TALKED, "2024-10-01", ("faldet-fra", "")),
    ],
)
def test_the_last_contact_decides(cast, school, outcome, on, expected):
    attempt(cast, school, Outcome.MEETING, day("2022-01-01"))
    attempt(cast, school, outcome, day(on))
    assert state_of(cast, school) == expected


def test_a_school_nothing_is_known_of_was_never_contacted(cast, school):
    attempt_elsewhere = {"collaboration": cast.foreign, "school": school, "outcome": Outcome.NO}
    ContactAttemptFactory(**attempt_elsewhere)
    assert state_of(cast, school) == ("aldrig", "")


@pytest.mark.parametrize(
    ("phase", "began", "ended", "expected"),
    [
        (Phase.ACTIVE, "2026-09-01", None, "i-gang"),
        (Phase.CONTACT, "2026-09-01", None, "dialog"),
        (Phase.CLOSED, "2026-08-15", "2026-10-01", "i-gang"),
        (Phase.CLOSED, "2024-09-01", "2025-06-01", "faldet-fra"),
    ],
)
def test_a_collaboration_decides(cast, school, phase, began, ended, expected):
    together(cast, school, day(began), ended and day(ended), phase=phase)
    attempt(cast, school, Outcome.NO_ANSWER, day("2026-11-01"))
    assert state_of(cast, school) == (expected, "")


def test_a_declined_collaboration_says_why(cast, school):
    together(cast, school, day("2026-09-01"), status="declined", decline_reason="economy")
    assert state_of(cast, school) == ("nej", "economy")


def test_a_no_after_the_end_counts_and_one_before_does_not(cast, school):
    attempt(cast, school, Outcome.NO, day("2023-01-01"))
    together(cast, school, day("2024-09-01"), day("2025-06-01"), phase=Phase.CLOSED)
    assert state_of(cast, school) == ("faldet-fra", "")
    attempt(cast, school, Outcome.NO, day("2026-09-01"))
    assert state_of(cast, school) == ("nej", "no")


@pytest.mark.guide("1A2")
def test_a_visit_counts_in_its_school_year_only(cast, school):
    visit(cast, school, day("2025-10-01"))
    assert [state_of(cast, school, year)[0] for year in (2024, 2025, 2026)] == ["aldrig", "i-gang", "faldet-fra"]


def test_what_happened_after_the_year_does_not_count(cast, school):
    attempt(cast, school, Outcome.NO, day("2026-09-01"))
    together(cast, school, day("2026-09-01"), phase=Phase.ACTIVE)
    assert [state_of(cast, school, year)[0] for year in (2025, 2026)] == ["aldrig", "i-gang"]


@pytest.mark.guide("1A1")
def test_each_school_stands_once_and_the_columns_add_up(cast, town):
    for outcome in [*Outcome, None, None]:
        place = SchoolFactory(municipality=town)
        if outcome:
            attempt(cast, place, outcome, day("2026-09-01"))
    found = count_coverage(cast.institution.pk, Cut(YEAR, municipality=town.code), TODAY)
    assert found.total.ordered() == [2, 2, 2, 0, 3, 0]
    assert found.reasons == {"no": 1, "not_now": 1}
    for state in State:
        rows = list_coverage(cast.institution.pk, Cut(YEAR, municipality=town.code, state=state), TODAY, limit=None)
        assert len(rows) == found.total.counts.get(state, 0)


@pytest.mark.parametrize(("span", "expected"), [((0, 3), 1), ((4, 6), 1), ((7, 9), 0)])
def test_grades_narrow_it_down(cast, school, span, expected):
    found = count_coverage(cast.institution.pk, Cut(YEAR, grades=span, municipality="0999"), TODAY)
    assert found.total.total == expected


@pytest.mark.guide("1A1")
def test_every_number_opens_its_schools(cast, login, school, town):
    attempt(cast, school, Outcome.NOT_NOW, timezone.localdate())
    SchoolFactory(name="Birkeskolen", municipality=town)
    client = login(cast.editor)
    page = client.get(URL)
    row = next(row for row in page.context["rows"] if row["line"].code == town.code)
    for cell in row["cells"]:
        assert len(client.get(cell["url"]).context["rows"]) == cell["count"]
    said_no = next(cell for cell in row["cells"] if cell["state"] == State.DECLINED)
    html = client.get(said_no["url"]).content.decode()
    assert "Askeskolen" in html
    assert "Birkeskolen" not in html
    assert page.context["reasons"][0]["count"] == len(client.get(page.context["reasons"][0]["url"]).context["rows"])


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pages_cost_the_same_with_one_row_and_thirty(cast, login, django_assert_num_queries, rows):
    for number in range(rows):
        SchoolFactory(municipality=MunicipalityFactory(latitude=55 + number / 50, longitude=10))
    client = login(cast.editor)
    with django_assert_num_queries(5):
        client.get(URL)
    with django_assert_num_queries(5):
        client.get(f"{URL}skoler/")


def test_the_export_is_what_the_page_shows(cast, login, school, town):
    client = login(cast.editor)
    page = client.get(URL)
    shown = [
        [row["line"].name, row["line"].total, *row["line"].ordered()]
        for row in [*page.context["rows"], page.context["sum"]]
    ]
    text = b"".join(client.get(f"{URL}hent/", {"format": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == [
        "Kommune", "Skoler", "Aldrig kontaktet", "Intet svar", "Sagde nej", "Faldet fra", "I dialog", "I gang",
    ]  # fmt: skip
    assert [[row[0], *map(int, row[1:])] for row in rows[1:]] == shown
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{URL}hent/").content))
    assert [list(row) for row in book.active.iter_rows(min_row=2, values_only=True)] == shown


def test_the_schools_export_honours_the_filter(cast, login, school, town):
    attempt(cast, school, Outcome.NO, timezone.localdate())
    SchoolFactory(municipality=town)
    query = {"format": "csv", "kommune": town.code, "stand": "nej"}
    response = login(cast.editor).get(f"{URL}skoler/hent/", query)
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert [row[1] for row in rows[1:]] == ["Askeskolen"]
    assert rows[1][5:7] == ["Sagde nej", "De siger nej"]


def test_a_reader_takes_nothing_along(cast, login):
    client = login(cast.reader)
    assert client.get(URL).status_code == 200
    assert client.get(f"{URL}hent/").status_code == 403


@pytest.mark.parametrize(
    "query", ["skoleaar=1&stand=x&grund=%00&type=zz", "skoleaar=99999999999999", "kommune=%27--&side=-3", "region=%00"]
)
def test_a_broken_address_counts_as_not_said(cast, login, query):
    client = login(cast.editor)
    assert client.get(f"{URL}?{query}").status_code == 200
    assert client.get(f"{URL}skoler/?{query}").status_code == 200


def test_the_present_school_year_is_chosen_from_the_beginning(cast, login):
    chosen = [choice for choice in login(cast.editor).get(URL).context["choices"]["skoleaar"] if choice.chosen]
    assert [choice.value for choice in chosen] == [str(school_year(timezone.localdate()))]
