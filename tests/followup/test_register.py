"""A month of ordinary work, registered on one page."""

import datetime
from decimal import Decimal

import pytest

from followup.models import Session
from samarbejde.models import Collaboration
from tests.factories import CollaborationFactory, SessionFactory

pytestmark = pytest.mark.django_db
PAGE = "/gange/ny/"


@pytest.fixture
def waiting(cast, today):
    return SessionFactory(
        collaboration=cast.collaboration, date=today, pupils=22, adults=2, starts_time=datetime.time(9),
        ends_time=datetime.time(11, 30), recorded_by=cast.editor,
    )  # fmt: skip


def typed(session, **more) -> dict:
    return {"session": session.pk, "version": session.version, "pupils": 21, "adults": 1, "hours": "2,5 t"} | more


@pytest.mark.guide("3E1")
def test_what_is_planned_up_to_today_waits_with_its_numbers(cast, waiting, login, today):
    SessionFactory(collaboration=cast.collaboration, date=today - datetime.timedelta(days=90), recorded_by=cast.editor)
    page = login(cast.editor).get(PAGE)
    forms = [
        [form["pupils"].value(), form["adults"].value(), form["hours"].value()] for _s, form in page.context["rows"]
    ]
    assert forms == [[None, None, None], [22, 2, "2,5"]]


def test_what_was_not_planned_is_as_last_time(cast, login, today):
    facts = {"collaboration": cast.collaboration, "recorded_by": cast.editor}
    for days, pupils in ((30, 17), (9, 23)):
        SessionFactory(
            date=today - datetime.timedelta(days=days), status="held", pupils=pupils, hours=2, adults=1, **facts
        )
    SessionFactory(date=today, **facts)
    ((_session, form),) = login(cast.editor).get(PAGE).context["rows"]
    assert [form[name].value() for name in ("pupils", "adults", "hours")] == [23, 1, "2"]


@pytest.mark.guide("3E3")
def test_a_session_is_held_in_place_and_the_hours_follow(cast, waiting, login):
    answer = login(cast.editor).post(f"{PAGE}?vis=mine", typed(waiting))
    waiting.refresh_from_db()
    used = Collaboration.objects.get(pk=cast.collaboration.pk).hours_used
    assert (answer["Location"], waiting.status, waiting.pupils, waiting.adults, used) == (
        f"{PAGE}?vis=mine#venter", "held", 21, 1, Decimal("2.5"),
    )  # fmt: skip
    assert waiting.counted_by == cast.editor


def test_with_htmx_only_the_row_comes_back(cast, waiting, login):
    client = login(cast.editor)
    row = client.post(PAGE, typed(waiting), headers={"HX-Request": "true"}).content.decode()
    assert (row.count("<form"), "Holdt" in row, "<html" in row) == (0, True, False)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(("name", "value"), [("pupils", ""), ("pupils", "9999"), ("hours", "mange"), ("adults", "-1")])
def test_a_wrong_number_is_told_and_nothing_typed_is_lost(cast, waiting, login, name, value, headers):
    page = login(cast.editor).post(PAGE, typed(waiting, **{name: value}), headers=headers).content.decode()
    waiting.refresh_from_db()
    assert (waiting.status, f'value="{value}"' in page or not value, "invalid-feedback" in page) == (
        "planned",
        True,
        True,
    )


def test_the_second_who_marks_it_is_told(cast, waiting, login):
    client = login(cast.editor)
    client.post(PAGE, typed(waiting))
    late = client.post(PAGE, typed(waiting, pupils=5), headers={"HX-Request": "true"})
    waiting.refresh_from_db()
    assert (waiting.pupils, late.context["form"].current.pupils) == (21, 21)


def test_a_session_of_others_is_not_found(cast, login, today):
    foreign = SessionFactory(collaboration=cast.foreign, date=today, recorded_by=cast.other)
    statuses = [
        login(cast.editor).post(PAGE, typed(foreign) | {"session": key}).status_code for key in (foreign.pk, "x", "")
    ]
    assert (statuses, Session.objects.get(pk=foreign.pk).status) == ([404, 404, 404], "planned")


def test_a_reader_can_mark_nothing(cast, waiting, login):
    client = login(cast.reader)
    assert (client.get(PAGE).context["rows"], client.post(PAGE, typed(waiting)).status_code) == ([], 404)


@pytest.mark.parametrize("number", [1, 30])
def test_register_costs_the_same(cast, login, today, number, django_assert_num_queries):
    for _ in range(number):
        there = CollaborationFactory(institution=cast.institution, lead=cast.editor)
        SessionFactory(collaboration=there, date=today, recorded_by=cast.editor)
    client = login(cast.editor)
    with django_assert_num_queries(7):
        client.get(PAGE)
