"""Classes that are met again, and the punch card."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from followup.models import ClassGroup, PunchCard, Session
from followup.queries.classes import card_of
from followup.validators import parse_class
from tests.factories import ClassGroupFactory, PunchCardFactory, SessionFactory


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5.b", (5, "b")),
        ("5b", (5, "b")),
        (" 5. B ", (5, "b")),
        ("0.a", (0, "a")),
        ("10.", (10, "")),
        ("7.x", (7, "x")),
    ],
)
def test_parse_class_reads_what_people_write(text, found):
    assert parse_class(text) == found


@pytest.mark.parametrize("text", ["", "5", "fem b", "11.b", "5.b og 5.c", "-1.b", "99.b"])
def test_parse_class_refuses_the_rest(text):
    with pytest.raises(ValidationError):
        parse_class(text)


def test_a_class_moves_up_on_1_august():
    group = ClassGroup(cohort=2023, letter="b")
    days = [datetime.date(2027, 7, 31), datetime.date(2027, 8, 1), datetime.date(2040, 8, 1)]
    assert [group.name_on(day) for day in days] == ["3.b", "4.b", "10.b"]
    assert [group.has_left_school(day) for day in days] == [False, False, True]


def class_url(cast):
    return reverse("followup:class_list", args=[cast.collaboration.pk])


def test_follow_class_and_register_it_by_its_name_that_year(cast, login, today):
    client = login(cast.editor)
    for _ in range(2):
        client.post(class_url(cast), {"name": "3.b", "pupils": "22"})
    group = ClassGroup.objects.get()
    for number, year in enumerate((0, 1)):
        day = today - datetime.timedelta(days=365 * year)
        client.post(
            reverse("followup:session_create", args=[cast.collaboration.pk]),
            {"form_key": str(uuid.uuid4()), "status": "held", "date": day.isoformat(), "class_group": group.pk,
             "pupils": 20 + number, "hours": "2", "venue": "at_school"},
        )  # fmt: skip
    rows = Session.objects.order_by("-date").values_list("class_name", "class_group__letter")
    assert list(rows) == [("3.b", "b"), ("2.b", "b")]
    assert "2 gange" in client.get(class_url(cast)).content.decode()


def test_session_form_offers_only_classes_that_take_part(cast, login, today):
    cohort = today.year - 5
    ClassGroupFactory(collaboration=cast.collaboration, cohort=cohort, letter="a")
    ClassGroupFactory(collaboration=cast.collaboration, cohort=cohort, letter="c", ended_on=today)
    ClassGroupFactory(collaboration=cast.foreign, cohort=cohort, letter="x")
    page = login(cast.editor).get(reverse("followup:session_create", args=[cast.collaboration.pk]))
    assert [label[-2:] for _value, label in page.context["form"].classes] == [".a"]


def test_class_list_says_what_is_wrong_and_keeps_it(cast, login):
    answer = login(cast.editor).post(class_url(cast), {"name": "den søde klasse"})
    page = answer.content.decode()
    assert (answer.status_code, "den søde klasse" in page, "Skriv klassen som 5.b" in page) == (200, True, True)


def test_class_edit_refuses_a_lost_update(cast, login):
    group = ClassGroupFactory(collaboration=cast.collaboration, pupils=20)
    url = reverse("followup:class_edit", args=[cast.collaboration.pk, group.pk])
    client = login(cast.editor)
    answers = [client.post(url, {"version": "1", "letter": "b", "pupils": number}).status_code for number in (21, 22)]
    group.refresh_from_db()
    assert (answers, group.pupils) == ([302, 409], 21)


def test_class_edit_makes_no_twin(cast, login):
    group, other = (ClassGroupFactory(collaboration=cast.collaboration, cohort=2023, letter=letter) for letter in "ab")
    url = reverse("followup:class_edit", args=[cast.collaboration.pk, group.pk])
    answer = login(cast.editor).post(url, {"version": "1", "letter": other.letter, "pupils": ""})
    assert (answer.status_code, ClassGroup.objects.filter(letter="a").count()) == (200, 1)


def test_punch_card_counts_down_with_each_session_held(cast, login, today):
    url = reverse("followup:punch_card_edit", args=[cast.collaboration.pk])
    client = login(cast.editor)
    client.post(url, {"version": "0", "visits": "3", "starts_on": today.isoformat()})
    lefts = []
    for status in ("planned", "held", "held", "cancelled", "held", "held"):
        more = {"pupils": 20, "hours": 1} if status == "held" else {}
        SessionFactory(collaboration=cast.collaboration, status=status, recorded_by=cast.editor, **more)
        state = card_of(cast.collaboration)
        lefts.append((state.left, state.over))
    assert lefts == [(3, 0), (2, 0), (1, 0), (1, 0), (0, 0), (0, 1)]
    answer = client.post(url, {"version": "0", "visits": "5", "starts_on": today.isoformat()})
    assert (answer.status_code, PunchCard.objects.get().visits) == (409, 3)


def test_punch_card_counts_only_its_own_days(cast, today):
    PunchCardFactory(collaboration=cast.collaboration, starts_on=today)
    day = today - datetime.timedelta(days=1)
    SessionFactory(
        collaboration=cast.collaboration, date=day, status="held", pupils=20, hours=1, recorded_by=cast.editor
    )
    assert card_of(cast.collaboration).used == 0


@pytest.mark.parametrize("number", [1, 30])
def test_class_list_costs_the_same(cast, login, number, django_assert_max_num_queries):
    for n in range(number):
        ClassGroupFactory(collaboration=cast.collaboration, cohort=2000 + n)
    client = login(cast.editor)
    with django_assert_max_num_queries(10):
        client.get(class_url(cast))


def plan(client, cast, key, **more):
    data = {"form_key": key, "status": "planned", "date": "2027-03-15", "class_name": "5.a", "venue": "at_school"}
    return client.post(reverse("followup:session_create", args=[cast.collaboration.pk]) + "?planlagt=1", data | more)


def test_a_session_is_repeated_and_sent_twice_makes_one_series(cast, login):
    client, key = login(cast.editor), str(uuid.uuid4())
    for _ in range(2):
        plan(client, cast, key, every_weeks="2", times="4")
    days = list(Session.objects.order_by("date").values_list("date", flat=True))
    assert [day.isoformat() for day in days] == ["2027-03-15", "2027-04-12", "2027-04-26", "2027-05-10"]


def test_a_session_is_repeated_only_when_one_says_how_often(cast, login):
    answer = plan(login(cast.editor), cast, str(uuid.uuid4()), every_weeks="2", times="")
    assert (answer.status_code, list(answer.context["form"].errors), Session.objects.count()) == (200, ["times"], 0)


def test_the_count_keeps_who_made_it_and_when(cast, login, today):
    url = reverse("followup:session_create", args=[cast.collaboration.pk])
    data = {"status": "held", "date": today.isoformat(), "pupils": "22", "hours": "1,5", "venue": "at_school"}
    login(cast.editor).post(url, data | {"form_key": str(uuid.uuid4())})
    session = Session.objects.get()
    first = session.counted_at
    edit = reverse("followup:session_edit", args=[cast.collaboration.pk, session.pk])
    login(cast.coordinator).post(edit, data | {"version": "1", "note": "De ville ikke hjem"})
    session.refresh_from_db()
    assert (session.counted_by, session.counted_at, session.recorded_by) == (cast.editor, first, cast.coordinator)
    login(cast.coordinator).post(edit, data | {"version": "2", "pupils": "23"})
    session.refresh_from_db()
    assert (session.counted_by, session.counted_at > first) == (cast.coordinator, True)
    assert "Talt af Karen Toft" in login(cast.editor).get(edit).content.decode()
