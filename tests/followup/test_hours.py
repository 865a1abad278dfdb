"""Hours logged in place, beside those of the sessions."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from followup.models import HoursEntry
from samarbejde.actions.summary import set_hours
from samarbejde.models import AttentionSignal
from tests.factories import HoursEntryFactory, PersonFactory, SessionFactory


def log(client, cast, today, hours, **more):
    data = {"form_key": str(uuid.uuid4()), "hours": hours, "date": today.isoformat(), "what": "Forberedelse"}
    return client.post(reverse("followup:hours_list", args=[cast.collaboration.pk]), data | more)


def used(cast):
    cast.collaboration.refresh_from_db()
    return cast.collaboration.hours_used


@pytest.mark.guide("3E3")
@pytest.mark.parametrize(("typed", "hours"), [("1,5 t", "1.5"), ("90 min", "1.5"), ("2", "2"), ("1:15", "1.25")])
def test_hours_are_logged_as_people_write_them(cast, login, today, typed, hours):
    assert log(login(cast.editor), cast, today, typed).status_code == 302
    assert (HoursEntry.objects.get().hours, used(cast)) == (Decimal(hours), Decimal(hours))


@pytest.mark.guide("3E3")
def test_logged_hours_turn_the_signals_on_and_taking_them_out_turns_them_off(cast, login, today):
    set_hours(collaboration_id=cast.collaboration.pk, agreed=10)
    client, seen = login(cast.editor), []
    for hours in ("7,5", "30 min", "2 t"):
        log(client, cast, today, hours)
        seen.append(list(AttentionSignal.objects.filter(code__startswith="hours_").values_list("code", flat=True)))
    for entry in HoursEntry.objects.order_by("-pk")[:2]:
        client.post(reverse("followup:hours_remove", args=[cast.collaboration.pk, entry.pk]))
    seen.append(list(AttentionSignal.objects.filter(code__startswith="hours_").values_list("code", flat=True)))
    assert seen == [[], ["hours_nearly_used"], ["hours_used"], []]


def test_sessions_and_logged_hours_are_one_number(cast, login, today):
    client = login(cast.editor)
    log(client, cast, today, "1,5")
    held = {"form_key": str(uuid.uuid4()), "status": "held", "date": today.isoformat(), "pupils": "20", "hours": "2",
            "venue": "at_school"}  # fmt: skip
    client.post(reverse("followup:session_create", args=[cast.collaboration.pk]), held)
    page = client.get(reverse("followup:followup_detail", args=[cast.collaboration.pk])).content.decode()
    assert (used(cast), "3,5 t" in page) == (Decimal("3.5"), True)


@pytest.mark.parametrize(("typed", "days"), [("", 0), ("0", 0), ("mange", 0), ("120", 0), ("1", 1)])
def test_what_cannot_be_hours_is_refused_and_kept(cast, login, today, typed, days):
    answer = log(login(cast.editor), cast, today + datetime.timedelta(days=days), typed)
    assert (answer.status_code, HoursEntry.objects.count()) == (200, 0)
    assert "Forberedelse" in answer.content.decode()


def test_sent_twice_is_logged_once(cast, login, today):
    client, key = login(cast.editor), str(uuid.uuid4())
    for _ in range(2):
        log(client, cast, today, "1", form_key=key)
    assert used(cast) == 1


@pytest.mark.parametrize("number", [1, 30])
def test_hours_list_costs_the_same(cast, login, number, django_assert_max_num_queries):
    for _ in range(number):
        HoursEntryFactory(collaboration=cast.collaboration, person=PersonFactory(institution=cast.institution))
        SessionFactory(collaboration=cast.collaboration, status="held", pupils=1, hours=1, recorded_by=cast.editor)
    client = login(cast.editor)
    with django_assert_max_num_queries(10):
        client.get(reverse("followup:hours_list", args=[cast.collaboration.pk]))
