"""The report across collaborations: what is counted, who may see it, and what cannot be found out by taking away."""

import datetime
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from evaluations.actions.report_orders import forget_old_orders, make_report
from evaluations.choices import EvaluationStatus
from evaluations.cross.figures import cross_report
from evaluations.cross.reading import read_material
from evaluations.cross.scope import Period, read_scope
from evaluations.exports import CROSS_EXPORTS
from evaluations.queries.results import evaluation_results
from samarbejde.models import Collaboration
from tests.factories import (
    AnswerFactory,
    CollaborationFactory,
    EvaluationFactory,
    HandCountFactory,
    InternalExperienceFactory,
    InternalNoteFactory,
    PartyFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ReportOrderFactory,
    ResponseFactory,
    SchoolFactory,
    SessionFactory,
)
from tests.trust.canaries import as_text

pytestmark = pytest.mark.django_db
YEAR = "skoleaar=2026"
DAY = datetime.date(2026, 9, 15)
KINDS = ["pdf", "xlsx", "docx", "csv"]


def scope(query=YEAR):
    return read_scope(QueryDict(query))


def work(cast, title="Krabber", *, pupils=24, sessions=1, school=None, **values):
    """Return one of our collaborations with sessions held in September 2026."""
    values = {"starts_on": datetime.date(2026, 8, 20), "ends_on": datetime.date(2027, 5, 1)} | values
    row = CollaborationFactory(institution=cast.institution, title=title, created_by=cast.editor, **values)
    if school:
        PartyFactory(collaboration=row, school=school)
    for number in range(sessions):
        SessionFactory(
            collaboration=row, status="held", date=DAY + datetime.timedelta(days=number), pupils=pupils, hours="2.5",
            recorded_by=cast.editor,
        )  # fmt: skip
    return row


def ask(collaboration, audience="pupils_older", values=(), *, expected=None, status=EvaluationStatus.CLOSED):
    """Ask one group one question, answered with ``values``."""
    evaluation = EvaluationFactory(collaboration=collaboration, opens_on=DAY, status=status)
    sheet = QuestionnaireFactory(evaluation=evaluation, audience=audience, expected=expected)
    question = QuestionFactory(questionnaire=sheet)
    for value in values:
        AnswerFactory(question=question, response=ResponseFactory(questionnaire=sheet), value=value)
    return evaluation


def page(client, query=YEAR):
    return client.get(f"{reverse('evaluations:report_list')}?{query}")


def export(client, kind, query=YEAR):
    return client.get(f"{reverse('evaluations:cross_export', args=[kind])}?{query}")


@pytest.fixture
def quiet(cast):
    """Leave the cast's own collaboration out of the year."""
    Collaboration.objects.update(starts_on=datetime.date(2010, 8, 1), ends_on=datetime.date(2011, 6, 1))


@pytest.mark.guide("4C8")
def test_the_figures_are_what_was_done(cast, quiet):
    one = work(cast, sessions=2, school=SchoolFactory(), phase="evaluation")
    work(cast, "Muslinger", pupils=20, school=SchoolFactory(), status="renewed")
    work(cast, "Nej", status="declined", decline_reason="time")
    ask(one, "teachers", [5, 4, 1], expected=4)
    found = cross_report(scope(), cast.coordinator).figures
    assert (found.collaborations, found.declined, found.schools) == (3, 1, 2)
    assert (found.sessions, found.participations, float(found.hours)) == (3, 68, 7.5)
    assert (found.evaluated.count, found.evaluated.of) == (1, 1)
    assert (found.answered.count, found.answered.of) == (3, 4)
    assert (found.renewed.count, found.renewed.of) == (1, 1)


@pytest.mark.parametrize("query", [YEAR, "aar=2026", "skoleaar=2025", "aar=2025", f"{YEAR}&kommune=0000"])
def test_the_collaborations_are_those_the_list_shows(cast, login, query):
    work(cast)
    work(cast, "Uden datoer", starts_on=None, ends_on=None)
    work(cast, "Kun slut", starts_on=None)
    work(cast, "Uden slut", starts_on=datetime.date(2025, 10, 1), ends_on=None)
    report = cross_report(scope(query), cast.coordinator)
    listed = login(cast.coordinator).get(report.scope.list_url).context["listing"].rows
    assert sorted(row.pk for row in report.rows) == sorted(listed.values_list("pk", flat=True))


@pytest.mark.guide("4C8")
def test_a_user_opens_the_rows_behind_a_figure(cast, login, quiet):
    work(cast, "Krabber", sessions=2)
    work(cast, "Muslinger", sessions=0)
    client = login(cast.reader)
    card = next(f for f in page(client).context["figures"] if f.label == "Deltagelser")
    assert card.value == "48"
    html = client.get(card.url).content.decode()
    assert "Krabber" in html
    assert "Muslinger" not in html


@pytest.mark.parametrize("figure", ["gange", "skoler", "evalueret", "svar", "fornyet"])
def test_each_figure_has_its_rows(cast, login, figure):
    one = work(cast, school=SchoolFactory(), phase="closed")
    ask(one, "teachers", [4], expected=2)
    answer = login(cast.reader).get(f"{reverse('evaluations:report_rows', args=[figure])}?{YEAR}")
    assert "Krabber" in answer.content.decode()


def test_one_sees_ones_own_places_only(cast, login, quiet):
    foreign = CollaborationFactory(institution=cast.elsewhere, title="Fremmed", starts_on=DAY, created_by=cast.other)
    SessionFactory(collaboration=foreign, status="held", date=DAY, pupils=99, hours=1, recorded_by=cast.other)
    assert cross_report(scope(), cast.coordinator).figures.participations == 0
    assert cross_report(scope(), cast.superuser).figures.participations == 99


def test_the_others_are_the_places_other_collaborations(cast, quiet):
    school = SchoolFactory()
    own = work(cast, school=school)
    ask(own, "teachers", [5, 5, 5, 5, 1])
    ask(work(cast, "Muslinger"), "teachers", [1, 1, 1, 4, 5])
    Collaboration.objects.filter(pk=own.pk).update(municipality_codes=[school.municipality.code])
    [side] = cross_report(scope(f"{YEAR}&kommune={school.municipality.code}"), cast.coordinator).sides
    assert (side.own.positive, side.own.total, side.others.positive, side.others.total) == (4, 5, 2, 5)


def pupils_in(report):
    return {key: share for key, share in report.figures.shares.items() if key[0].startswith("pupils")}


def test_small_groups_of_pupils_are_in_no_sum(cast, quiet):
    ask(work(cast, "Fire"), values=[5, 5, 5, 5])
    ask(work(cast, "Åben"), values=[5] * 9, status=EvaluationStatus.OPEN)
    ask(work(cast, "Seks"), values=[1] * 6)
    [share] = pupils_in(cross_report(scope(), cast.coordinator)).values()
    assert (share.positive, share.total) == (0, 6)


def test_a_question_few_answered_is_in_no_sum(cast, quiet):
    evaluation = ask(work(cast), values=[1] * 6)
    sheet = evaluation.questionnaires.get()
    rare = QuestionFactory(questionnaire=sheet)
    for response in sheet.responses.all()[:4]:
        AnswerFactory(question=rare, response=response, value=5)
    [share] = pupils_in(cross_report(scope(), cast.coordinator)).values()
    assert (share.positive, share.total) == (0, 6)


def test_hands_count_with_the_whole_class(cast, quiet):
    evaluation = ask(work(cast))
    sheet = evaluation.questionnaires.get()
    response = ResponseFactory(questionnaire=sheet, size=20)
    HandCountFactory(question=sheet.questions.get(), response=response, value=5, count=12)
    HandCountFactory(question=sheet.questions.get(), response=response, value=1, count=8)
    [share] = pupils_in(cross_report(scope(), cast.coordinator)).values()
    assert (share.positive, share.total) == (12, 20)


def test_taking_one_report_from_another_finds_only_what_is_shown_anyway(cast, quiet):
    """Whatever two filters differ by, the difference is what the evaluations' own reports show."""
    titles = {"Fire": [5] * 4, "Fem": [5, 5, 4, 1, 1], "Seks": [1] * 6, "Tre": [4] * 3, "Syv": [5] * 7}
    work_of = {}
    for number, (title, values) in enumerate(titles.items()):
        work_of[title] = work(cast, title, municipality_codes=[f"000{number}"])
        ask(work_of[title], values=values)
    everything = pupils_in(cross_report(scope(), cast.coordinator))
    for number, title in enumerate(titles):
        alone = pupils_in(cross_report(scope(f"{YEAR}&kommune=000{number}"), cast.coordinator))
        [own] = evaluation_results(work_of[title].evaluations.get())
        shown = sum(q.total for q in own.questions)
        assert sum(share.total for share in alone.values()) == shown
        assert shown == 0 or shown >= 5
    assert [share.total for share in everything.values()] == [5 + 6 + 7]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_small_group_is_in_no_file(cast, login, quiet, kind):
    ask(work(cast, "Fire"), values=[5] * 4)
    ask(work(cast, "Lærere"), "teachers", [5] * 6)
    text = as_text(export(login(cast.coordinator), kind).content, "")
    assert "Elever, 4.–10. klasse" not in text
    assert "Lærere" in text


def test_more_answers_than_were_expected_are_all_of_them(cast, quiet):
    ask(work(cast), "teachers", [5, 4, 1], expected=2)
    answered = cross_report(scope(), cast.coordinator).figures.answered
    assert (answered.count, answered.of) == (2, 2)


def test_fewer_than_five_adults_are_no_share(cast, quiet):
    ask(work(cast), "teachers", [5, 5, 5, 5])
    assert cross_report(scope(), cast.coordinator).sides == []


@pytest.mark.guide("4C8")
def test_the_workbook_is_the_database_cell_by_cell(cast, login, quiet):
    one = work(cast, "Krabber", sessions=2, school=SchoolFactory(), phase="evaluation")
    two = work(cast, "=Muslinger", pupils=20, status="renewed")
    ask(one, "teachers", [5, 4, 1, 2, 5], expected=6)
    book = openpyxl.load_workbook(io.BytesIO(export(login(cast.coordinator), "xlsx").content))
    assert book.sheetnames == ["Tal", "År", "Samarbejder", "Svar", "Definitioner"]
    rows = [[cell.value for cell in row] for row in book["Samarbejder"].iter_rows(min_row=2)]
    by_title = {row[0]: row for row in rows}
    assert set(by_title) == {"Krabber", "=Muslinger"}
    for collaboration in (one, two):
        held = collaboration.sessions.filter(status="held")
        row = by_title[collaboration.title]
        assert row[5].date() == collaboration.starts_on
        assert row[6].date() == collaboration.ends_on
        assert row[7:10] == [held.count(), sum(s.pupils for s in held), float(sum(s.hours for s in held))]
    assert by_title["Krabber"][10:] == ["ja", 5, 6]
    figures = {row[0].value: [cell.value for cell in row[1:]] for row in book["Tal"].iter_rows()}
    columns = {"Gange holdt": 7, "Deltagelser": 8, "Undervisningstimer": 9}
    in_all = {name: sum(row[at] for row in rows) for name, at in columns.items()}
    assert {name: figures[name][0] for name in in_all} == in_all
    assert figures["Svarprocent"] == [5, 6, 0.8333]
    [answers] = [[cell.value for cell in row] for row in book["Svar"].iter_rows(min_row=2)]
    given = Counter(value >= 4 for value in (5, 4, 1, 2, 5))
    assert answers[2:4] == [given[True], sum(given.values())]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_years_stand_beside_each_other(cast, quiet):
    row = work(cast, starts_on=datetime.date(2024, 8, 1))
    SessionFactory(
        collaboration=row, status="held", date=datetime.date(2025, 9, 1), pupils=10, hours="1", recorded_by=cast.editor
    )
    years = cross_report(scope(), cast.coordinator).years
    assert [(period.label, found.participations) for period, found in years] == [
        ("2024/25", 0), ("2025/26", 10), ("2026/27", 24),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_internal_is_in_a_file(cast, login, kind):
    row = work(cast)
    InternalNoteFactory(collaboration=row, text="KAN-internalnote")
    InternalExperienceFactory(evaluation=ask(row, "teachers", [5]), text="KAN-internal", updated_by=cast.editor)
    answer = export(login(cast.coordinator), kind)
    assert answer.status_code == 200
    assert "KAN-" not in as_text(answer.content, answer["Content-Type"])


def test_who_may_not_take_reports_along_gets_no_file(cast, login):
    assert [export(login(user), "csv").status_code for user in (cast.reader, cast.network)] == [403, 200]


@pytest.mark.parametrize(
    "query", ["skoleaar=x", "aar=99999999999", "periode=skoleaar-", "fag=%00", "side=x", "sted=" + "x" * 999]
)
def test_a_strange_address_is_a_page(cast, login, query):
    assert page(login(cast.reader), query).status_code == 200


def test_the_periods_days():
    assert Period(2026).days == (datetime.date(2026, 8, 1), datetime.date(2027, 7, 31))
    assert Period(2026, is_calendar=True).days == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


@pytest.mark.parametrize("number", [1, 30, 300])
def test_it_is_read_in_the_same_few_queries(cast, number, django_assert_num_queries):
    for each in range(number):
        ask(work(cast, f"Nr. {each}", sessions=1), values=[5])
    cast.coordinator.memberships_now  # noqa: B018 - who one is, is read once per request
    assert read_scope(QueryDict(YEAR)).rows(cast.coordinator) is not None
    with django_assert_num_queries(5):
        material = read_material(scope(), cast.coordinator)
    assert len(material.rows) == number + 1


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_whatever_the_rows(cast, login, number, django_assert_num_queries):
    for each in range(number):
        ask(work(cast, f"Nr. {each}", school=SchoolFactory()), "teachers", [5])
    client = login(cast.reader)
    page(client)
    with django_assert_num_queries(10):
        page(client)
    rows = reverse("evaluations:report_rows", args=["gange"])
    with django_assert_num_queries(9):
        client.get(f"{rows}?{YEAR}")


@pytest.mark.guide("4C8")
def test_a_long_report_is_made_meanwhile(
    cast, login, monkeypatch, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    # The worker gives its connection back after each round; here it is the test's own.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("evaluations.views.cross.LONG", 1)
    work(cast, "Krabber")
    work(cast, "Muslinger")
    client = login(cast.coordinator)
    assert 'name="slags" value="pdf"' in page(client).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(f"{reverse('evaluations:report_order_create')}?{YEAR}", {"slags": "csv"})
    waiting = client.get(asked["Location"]).content.decode()
    assert "<progress" in waiting
    assert client.get(f"{asked['Location']}fil/").status_code == 404
    call_command("worker", once=True)
    polled = client.get(asked["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "Rapporten er klar" in polled
    assert "<html" not in polled
    assert "hx-trigger" not in polled
    fetched = client.get(f"{asked['Location']}fil/")
    assert b"Muslinger" in b"".join(fetched.streaming_content)
    assert login(cast.editor).get(asked["Location"]).status_code == 404


def test_a_report_that_goes_wrong_says_so(cast, monkeypatch):
    order = ReportOrderFactory(owner=cast.coordinator, kind="csv")
    monkeypatch.setitem(CROSS_EXPORTS, "csv", ("text/csv", lambda report: 1 / 0))
    assert make_report(order=order).status == "failed"


def test_who_has_lost_the_right_gets_no_file(cast, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    work(cast)
    assert make_report(order=ReportOrderFactory(owner=cast.reader)).status == "failed"


def test_old_reports_are_thrown_away(cast, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    order = make_report(order=ReportOrderFactory(owner=cast.coordinator))
    kept = order.file.path
    today = timezone.localdate()
    days = [datetime.timedelta(days=number) for number in (6, 9)]
    assert [forget_old_orders(today=today + day) for day in days] == [0, 1]
    assert not Path(kept).exists()
