import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from followup.models import GoalReview, Session
from samarbejde.actions.summary import set_hours
from tests.factories import (
    CollaborationFactory,
    FormatFactory,
    GoalFactory,
    GoalReviewFactory,
    ParticipantFactory,
    PersonFactory,
    SessionFactory,
)  # fmt: skip


def create_url(collaboration):
    return reverse("followup:session_create", args=[collaboration.pk])


def form_data(today, **more):
    return {
        "form_key": str(uuid.uuid4()), "status": "held", "date": today.isoformat(), "class_name": "5.a", "pupils": "22",
        "adults": "2", "hours": "1,5 t", "venue": "at_school", "title": "Plankton", "note": "",
    } | more  # fmt: skip


def test_followup_detail_is_inviting_when_empty(cast, login):
    answer = login(cast.editor).get(reverse("followup:followup_detail", args=[cast.collaboration.pk]))
    assert (answer.status_code, "Ingen gange endnu" in answer.content.decode()) == (200, True)


@pytest.mark.guide("3E3")
def test_followup_detail_shows_sessions_hours_and_figures(cast, login, today):
    client = login(cast.editor)
    client.post(create_url(cast.collaboration), form_data(today))
    set_hours(collaboration_id=cast.collaboration.pk, agreed=10)
    page = client.get(reverse("followup:followup_detail", args=[cast.collaboration.pk])).content.decode()
    assert [words in page for words in ("1,5 t", "10 t", "15 %", "Plankton", "22")] == [True] * 5


def test_session_create_takes_a_session_as_written_on_a_phone(cast, login, today):
    answer = login(cast.editor).post(create_url(cast.collaboration), form_data(today, hours="90 min"))
    session = Session.objects.get()
    assert (answer.status_code, session.hours, session.pupils, session.status) == (302, Decimal("1.5"), 22, "held")
    assert session.recorded_by == cast.editor


def test_session_create_begins_with_what_the_agreement_says(cast, login, agreement, today):
    form = login(cast.editor).get(create_url(cast.collaboration)).context["form"]
    shown = [form[name].value() for name in ("status", "date", "class_name", "pupils")]
    assert shown == ["held", today, "5. årgang", 44]


def test_session_create_remembers_the_last_time(cast, login, today):
    client = login(cast.editor)
    teacher = PersonFactory(institution=cast.institution)
    ParticipantFactory(party=cast.own_party, person=teacher, role="teaching")
    client.post(create_url(cast.collaboration), form_data(today, class_name="6.b", pupils="23", taught_by=teacher.pk))
    page = client.get(create_url(cast.collaboration))
    form = page.context["form"]
    shown = [form[name].value() for name in ("class_name", "pupils", "hours", "venue", "taught_by")]
    assert shown == ["6.b", 23, "1,5", "at_school", teacher.pk]
    assert f'<option value="{teacher.pk}" selected>' in page.content.decode()


def test_session_create_sent_twice_makes_one(cast, login, today):
    client, data = login(cast.editor), form_data(today)
    answers = [client.post(create_url(cast.collaboration), data).status_code for _ in range(2)]
    assert (answers, Session.objects.count()) == ([302, 302], 1)


def test_session_create_keeps_what_was_typed_when_something_lacks(cast, login, today):
    answer = login(cast.editor).post(
        create_url(cast.collaboration),
        form_data(today, pupils="", hours="en halv formiddag", note="De ville ikke hjem"),
    )
    page = answer.content.decode()
    assert (answer.status_code, Session.objects.count()) == (200, 0)
    assert sorted(answer.context["form"].errors) == ["hours", "pupils"]
    assert [words in page for words in ("en halv formiddag", "De ville ikke hjem", "Hvor mange elever var der?")] == [
        True
    ] * 3


def test_session_create_refuses_a_held_session_in_the_future(cast, login, today):
    tomorrow = today + datetime.timedelta(days=1)
    answer = login(cast.editor).post(create_url(cast.collaboration), form_data(tomorrow))
    assert list(answer.context["form"].errors) == ["date"]
    login(cast.editor).post(create_url(cast.collaboration), form_data(tomorrow, status="planned"))
    assert Session.objects.get().status == "planned"


def test_session_form_says_not_to_write_pupils_names(cast, login):
    page = login(cast.editor).get(create_url(cast.collaboration)).content.decode()
    assert page.count("Skriv ikke navne på elever") == 2


def test_session_hold_is_ready_to_save(cast, login, today):
    session = SessionFactory(
        collaboration=cast.collaboration, date=today, pupils=20, hours=Decimal(2), recorded_by=cast.editor
    )
    url = reverse("followup:session_hold", args=[cast.collaboration.pk, session.pk])
    client = login(cast.editor)
    form = client.get(url).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert data["status"] == "held"
    answer = client.post(url, data)
    session.refresh_from_db()
    assert (answer.status_code, session.status) == (302, "held")


def test_session_edit_shows_both_texts_after_a_lost_update(cast, login, today):
    client = login(cast.editor)
    client.post(create_url(cast.collaboration), form_data(today))
    session = Session.objects.get()
    url = reverse("followup:session_edit", args=[cast.collaboration.pk, session.pk])
    client.post(url, form_data(today, version="1", pupils="24"))
    answer = client.post(url, form_data(today, version="1", pupils="21"))
    conflict = [(row.yours, row.stored) for row in answer.context["form"].conflict]
    assert (answer.status_code, conflict) == (409, [("21", "24")])


def test_session_edit_finds_only_sessions_of_its_collaboration(cast, login):
    foreign = SessionFactory(collaboration=cast.foreign, recorded_by=cast.other)
    url = reverse("followup:session_edit", args=[cast.collaboration.pk, foreign.pk])
    assert login(cast.editor).get(url).status_code == 404


def test_session_create_takes_no_teacher_from_another_place(cast, login, today):
    stranger = PersonFactory(institution=cast.elsewhere)
    answer = login(cast.editor).post(create_url(cast.collaboration), form_data(today, taught_by=stranger.pk))
    assert list(answer.context["form"].errors) == ["taught_by"]


def test_session_cancel_needs_a_reason(cast, login, today):
    session = SessionFactory(collaboration=cast.collaboration, recorded_by=cast.editor)
    url = reverse("followup:session_cancel", args=[cast.collaboration.pk, session.pk])
    client = login(cast.editor)
    first = client.post(url, {"version": "1", "reason": ""})
    second = client.post(url, {"version": "1", "reason": "Sygdom"})
    session.refresh_from_db()
    assert (first.status_code, second.status_code, session.status) == (200, 302, "cancelled")


@pytest.mark.guide("3A1")
def test_goal_review_walks_from_one_goal_to_the_next(cast, running, login):
    first = running.agreement.goals.get()
    second = GoalFactory(agreement=running.agreement, text="Lærerne bruger fjorden uden os", order=1)
    client = login(cast.editor)
    walk = client.get(reverse("followup:goal_walk", args=[running.pk]))
    urls = [reverse("followup:goal_review", args=[running.pk, goal.pk]) for goal in (first, second)]
    tab = reverse("followup:followup_detail", args=[running.pk])
    said = {"status": "on_way", "evidence": "De spurgte selv", "next_step": "Spørg 5.b"}
    steps = [walk["Location"], client.post(urls[0], said)["Location"], client.post(urls[1], said)["Location"]]
    assert (steps, GoalReview.objects.count()) == ([urls[0], urls[1], tab], 2)
    page = client.get(tab).content.decode()
    assert ("På vej, set efter" in page, "Næste: Spørg 5.b" in page) == (True, True)


def test_goal_review_can_stop_on_the_way(cast, running, login):
    GoalFactory(agreement=running.agreement, order=1)
    goal = running.agreement.goals.first()
    url = reverse("followup:goal_review", args=[running.pk, goal.pk])
    answer = login(cast.editor).post(url, {"status": "slow", "stop": "1"})
    assert answer["Location"] == reverse("followup:followup_detail", args=[running.pk])


def test_goal_review_without_status_shows_what_was_typed(cast, running, login):
    goal = running.agreement.goals.get()
    url = reverse("followup:goal_review", args=[running.pk, goal.pk])
    answer = login(cast.editor).post(url, {"evidence": "Noget, jeg så"})
    assert (answer.status_code, "Noget, jeg så" in answer.content.decode()) == (200, True)


def test_session_quick_shows_mine_first(cast, login, today):
    CollaborationFactory(institution=cast.institution, title="En andens")
    SessionFactory(collaboration=cast.collaboration, date=today, recorded_by=cast.editor)
    client = login(cast.editor)
    mine = client.get(reverse("followup:session_quick"))
    everybody = client.get(reverse("followup:session_quick"), {"vis": "alle"})
    titles = [[c.title for c in page.context["collaborations"]] for page in (mine, everybody)]
    assert titles == [["Havet som klasserum"], ["En andens", "Havet som klasserum"]]
    assert [session.collaboration for session, _form in mine.context["rows"]] == [cast.collaboration]


def test_names_are_kept_from_a_network_coordinator(cast, login, today):
    teacher = PersonFactory(institution=cast.institution, name="Jonas Brandt")
    SessionFactory(
        collaboration=cast.collaboration, status="held", pupils=3, hours=1, taught_by=teacher, recorded_by=cast.editor
    )
    SessionFactory(collaboration=cast.collaboration, date=today, taught_by=teacher, recorded_by=cast.editor)
    urls = [
        reverse("followup:followup_detail", args=[cast.collaboration.pk]),
        reverse("followup:session_list"),
        reverse("followup:calendar") + "?vis=alle",
        reverse("followup:collaboration_ical", args=[cast.collaboration.pk]),
    ]
    seen = {who: ["Jonas Brandt" in login(getattr(cast, who)).get(url).content.decode() for url in urls]
            for who in ("reader", "network")}  # fmt: skip
    assert seen == {"reader": [True] * 4, "network": [False] * 4}


@pytest.mark.parametrize("number", [1, 30])
def test_followup_detail_costs_the_same(cast, login, running, today, number, django_assert_max_num_queries):
    for _ in range(number):
        SessionFactory(collaboration=running, status="held", pupils=3, hours=1, recorded_by=cast.editor)
        SessionFactory(collaboration=running, date=today, recorded_by=cast.editor)
        GoalReviewFactory(goal=GoalFactory(agreement=running.agreement), reviewed_by=cast.editor)
    client = login(cast.editor)
    with django_assert_max_num_queries(DETAIL_QUERIES):
        client.get(reverse("followup:followup_detail", args=[running.pk]))


# Session, user, memberships, collaboration, parties, and what the panels of five phases prefetch.
DETAIL_QUERIES = 10


@pytest.mark.parametrize("number", [1, 30])
def test_session_list_costs_the_same(cast, login, number, django_assert_num_queries):
    for _ in range(number):
        SessionFactory(
            collaboration=CollaborationFactory(institution=cast.institution), status="held", pupils=20, hours=2,
            taught_by=PersonFactory(institution=cast.institution),
        )  # fmt: skip
    client = login(cast.editor)
    with django_assert_num_queries(7):
        page = client.get(reverse("followup:session_list"))
    assert (len(page.context["sessions"]), page.context["totals"]["participations"]) == (number, 20 * number)


@pytest.mark.guide("3C1")
def test_a_session_says_which_form_it_was_where_there_are_several(cast, running, login, today):
    one, two = FormatFactory(name="Venskabsklasse"), FormatFactory(name="Forløb på skolen")
    client, typed = login(cast.editor), {"status": "held", "date": today, "pupils": 20, "hours": "2", "venue": "online"}
    asked = []
    for chosen, sent in (([one], {}), ([one, two], {"format": two.pk})):
        running.formats.set(chosen)
        form = client.get(create_url(running)).context["form"]
        asked.append("format" in form.fields)
        client.post(create_url(running), typed | sent | {"form_key": uuid.uuid4()})
    assert (asked, [session.format for session in Session.objects.order_by("pk")]) == ([False, True], [one, two])
