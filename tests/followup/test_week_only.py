"""A session of which only the week is agreed: it stands as a week wherever days stand, and gets its day when held."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from followup.attention.sessions import SessionNotRegistered
from followup.models import Session
from followup.queries.shared import dates_of
from samarbejde.models import Collaboration
from tests.factories import SessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.guide("3E1")]


@pytest.fixture
def monday(today):
    """Return the Monday of the week after next."""
    return today + datetime.timedelta(days=14 - today.weekday())


@pytest.fixture
def planned(cast, login, monday):
    """Plan a session by its week through the page, from a Wednesday."""
    url = reverse("followup:session_create", args=[cast.collaboration.pk])
    answer = login(cast.editor).post(url, {
        "form_key": uuid.uuid4(), "status": "planned", "date": (monday + datetime.timedelta(days=2)).isoformat(),
        "week_only": "on", "starts_time": "09:00", "venue": "at_school", "class_name": "5.a",
    })  # fmt: skip
    assert answer.status_code == 302
    return Session.objects.get()


def week_of(day):
    return f"uge {day.isocalendar().week}"


def test_it_waits_on_the_friday_without_a_time(planned, monday):
    assert (planned.week_only, planned.starts_time) == (True, None)
    assert planned.date == monday + datetime.timedelta(days=4)
    assert planned.when == f"i {week_of(monday)}"


@pytest.mark.parametrize("name", ["followup_detail", "calendar", "year_wheel"])
def test_the_pages_name_the_week_and_no_day(cast, login, planned, monday, name):
    args = [cast.collaboration.pk] if name == "followup_detail" else []
    html = login(cast.editor).get(reverse(f"followup:{name}", args=args)).content.decode()
    assert "dagen er ikke aftalt" in html
    assert week_of(monday) in html.lower()


def test_the_next_step_and_the_school_hear_of_the_week(cast, login, planned, monday):
    html = login(cast.editor).get(cast.collaboration.get_absolute_url()).content.decode()
    assert f"i {week_of(monday)}" in html
    [date] = dates_of(cast.collaboration, monday, monday + datetime.timedelta(days=6))
    assert "dagen er ikke aftalt" in date.detail


def test_it_asks_how_it_went_when_the_week_is_over(cast, planned, monday):
    def asks(day):
        return [hit.collaboration_id for hit in SessionNotRegistered().find(Collaboration.objects.all(), day)]

    assert asks(monday + datetime.timedelta(days=4)) == []
    assert asks(monday + datetime.timedelta(days=5)) == [cast.collaboration.pk]


def test_the_form_proposes_a_day_when_it_is_held(cast, login, today):
    friday = today + datetime.timedelta(days=4 - today.weekday())
    session = SessionFactory(collaboration=cast.collaboration, date=friday, week_only=True, recorded_by=cast.editor)
    client, url = login(cast.editor), reverse("followup:session_hold", args=[cast.collaboration.pk, session.pk])
    form = client.get(url).context["form"]
    assert (form["date"].value(), form["week_only"].value()) == (min(friday, today), False)
    data = {
        "version": "1", "status": "held", "date": min(friday, today).isoformat(), "week_only": "on", "pupils": "20",
        "hours": "2", "venue": "at_school",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    session.refresh_from_db()
    assert (session.status, session.week_only) == ("held", False)


def test_marked_as_held_in_the_list_of_the_month_it_gets_a_day(cast, login, today):
    friday = today - datetime.timedelta(days=today.weekday() + 3)
    session = SessionFactory(collaboration=cast.collaboration, date=friday, week_only=True, recorded_by=cast.editor)
    data = {"session": session.pk, "version": "1", "pupils": "20", "hours": "2"}
    assert login(cast.editor).post(reverse("followup:session_quick"), data).status_code in {200, 302}
    session.refresh_from_db()
    assert (session.status, session.week_only, session.date) == ("held", False, friday)


def test_what_was_held_has_a_day(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionFactory(
            collaboration=cast.collaboration, status="held", pupils=1, hours=1, week_only=True, recorded_by=cast.editor
        )
