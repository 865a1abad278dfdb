"""School holidays beside what one plans: asked about kindly, passed over in a series, and shaded in the year."""

import datetime
import uuid

import pytest
from django.urls import reverse

from followup.models import Meeting, Session
from followup.queries.series import series_days
from tests.factories import MunicipalityFactory, SchoolHolidayFactory, SessionFactory

TUESDAY = datetime.date(2026, 10, 13)
ASKED = "Tirsdag 13. oktober er i efterårsferien. Er det med vilje?"


@pytest.fixture
def autumn(cast, monkeypatch):
    """It is August, and the autumn holiday is the usual one."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given, **named: datetime.date(2026, 8, 10))
    return SchoolHolidayFactory()


def plan(client, collaboration, day, **more):
    url = f"{reverse('followup:session_create', args=[collaboration.pk])}?planlagt=1"
    data = {"form_key": str(uuid.uuid4()), "status": "planned", "date": day.isoformat(), "venue": "at_school"}
    return client.post(url, data | more, follow=True).content.decode()


@pytest.mark.guide("3E1")
def test_a_session_in_the_holiday_is_saved_and_asked_about(cast, login, autumn):
    client = login(cast.editor)
    page = plan(client, cast.collaboration, TUESDAY, title="Ud med båden")
    session = Session.objects.get()
    assert (session.date, session.title) == (TUESDAY, "Ud med båden")
    edit = session.get_absolute_url()
    assert (ASKED in page, f'<a href="{edit}">Vælg en anden dag</a>' in page) == (True, True)
    assert '<span class="closed">efterårsferie</span>' in page
    form = client.get(edit)
    assert form.context["form"].fields["date"].help_text == ASKED
    kept = {"version": "1", "status": "planned", "date": TUESDAY.isoformat(), "venue": "at_school", "title": "Ud igen"}
    assert ASKED not in client.post(edit, kept, follow=True).content.decode()


@pytest.mark.guide("3E1")
def test_a_day_of_school_is_not_asked_about(cast, login, autumn):
    page = plan(login(cast.editor), cast.collaboration, TUESDAY + datetime.timedelta(weeks=1))
    assert (Session.objects.count(), "Er det med vilje?" in page) == (1, False)


def test_the_schools_own_municipality_decides(cast, login, autumn):
    cast.school.municipality = MunicipalityFactory()
    cast.school.save()
    week = datetime.timedelta(weeks=1)
    SchoolHolidayFactory(
        municipality=cast.school.municipality, first_day=autumn.first_day + week, last_day=autumn.last_day + week
    )
    client = login(cast.editor)
    pages = [plan(client, cast.collaboration, day) for day in (TUESDAY, TUESDAY + week)]
    assert ["Er det med vilje?" in page for page in pages] == [False, True]


def test_what_was_held_in_a_holiday_is_not_asked_about(cast, login, autumn):
    autumn.first_day, autumn.last_day = datetime.date(2026, 7, 1), datetime.date(2026, 8, 9)
    autumn.save()
    page = plan(
        login(cast.editor), cast.collaboration, datetime.date(2026, 8, 4), status="held", pupils="20", hours="2"
    )
    assert (Session.objects.get().is_held, "Er det med vilje?" in page) == (True, False)


@pytest.mark.guide("3E2")
def test_a_meeting_in_the_holiday_is_saved_and_asked_about(cast, login, autumn):
    client, url = login(cast.editor), reverse("followup:meeting_create", args=[cast.collaboration.pk])
    data = {"form_key": str(uuid.uuid4()), "date": TUESDAY.isoformat(), "agenda": "Bussen"}
    page = client.post(url, data, follow=True).content.decode()
    edit = reverse("followup:meeting_edit", args=[cast.collaboration.pk, Meeting.objects.get().pk])
    assert (ASKED in page, f'href="{edit}">Vælg en anden dag' in page) == (True, True)
    assert client.get(edit).context["form"].fields["date"].help_text == ASKED
    moved = {"version": "1", "date": "2026-10-20", "agenda": "Bussen", "status": "planned"}
    assert "Er det med vilje?" not in client.post(edit, moved, follow=True).content.decode()


@pytest.mark.guide("3E1")
def test_a_series_passes_over_the_holiday_unless_one_wants_it(cast, login, autumn):
    client, first = login(cast.editor), TUESDAY - datetime.timedelta(weeks=1)
    page = plan(client, cast.collaboration, first, every_weeks="1", times="3")
    days = list(Session.objects.order_by("date").values_list("date", flat=True))
    assert [day.isoformat() for day in days] == ["2026-10-06", "2026-10-20", "2026-10-27"]
    assert "3 gange er planlagt. Sprunget over: 13. oktober (efterårsferie)." in page
    Session.objects.all().delete()
    page = plan(client, cast.collaboration, first, every_weeks="1", times="3", in_holidays="on")
    assert TUESDAY in Session.objects.values_list("date", flat=True)
    assert "3 gange er planlagt." in page


def test_where_only_the_week_is_agreed_a_single_day_off_is_no_reason(cast, login, autumn):
    client, easter_monday = login(cast.editor), datetime.date(2027, 3, 29)
    page = plan(client, cast.collaboration, easter_monday, week_only="on", every_weeks="1", times="2")
    assert ("Er det med vilje?" in page, "2 gange er planlagt." in page) == (False, True)
    page = plan(client, cast.collaboration, TUESDAY, week_only="on")
    assert "Uge 42 er i efterårsferien. Er det med vilje?" in page


def test_a_holiday_that_never_ends_gives_fewer_days_and_no_error(cast, autumn):
    autumn.last_day = datetime.date(2100, 12, 31)
    autumn.save()
    first = datetime.date(2026, 10, 6)
    assert series_days(cast.collaboration, first, 4, 20, in_holidays=False).days == [first]
    assert len(series_days(cast.collaboration, first, 4, 20, in_holidays=True).days) == 20


@pytest.mark.guide("3E1")
def test_the_year_and_the_calendar_say_which_weeks_are_holidays(cast, login, autumn):
    SessionFactory(collaboration=cast.collaboration, date=TUESDAY, recorded_by=cast.editor)
    SchoolHolidayFactory(
        kind="winter", name="Vinterferie", first_day=datetime.date(2027, 2, 15), last_day=datetime.date(2027, 2, 21)
    )
    client = login(cast.reader)
    page = client.get(reverse("followup:year_wheel"), {"skoleaar": "2026"})
    body = page.content.decode()
    assert [(row.monday.isoformat(), getattr(row, "closed", None)) for row in page.context["year"].rows] == [
        ("2026-10-12", ["efterårsferie"]), ("2027-02-15", None),
    ]  # fmt: skip
    assert (body.count("wheel-break"), "<title>Vinterferie</title>" in body) == (2, True)
    assert "<b>Uge 7</b> · Vinterferie" in body
    weeks = client.get(reverse("followup:calendar"), {"vis": "alle", "fra": "2026-10-12"}).context["weeks"]
    assert [week.closed for week in weeks] == [["efterårsferie"]]


def test_an_empty_year_is_empty_in_the_holidays_too(cast, login, autumn):
    page = login(cast.reader).get(reverse("followup:year_wheel"), {"skoleaar": "2026"})
    assert page.context["year"].rows == []
