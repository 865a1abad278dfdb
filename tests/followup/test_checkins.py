"""A talk about the five points: written down, beside the earlier ones, and what follows from it."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.actions.checkins import record_check_in
from followup.models import ActionPoint, CheckIn
from samarbejde.models import Event, InternalNote
from samarbejde.panels import Panel
from tests.factories import (
    ActionPointFactory,
    CheckInFactory,
    CheckInPointFactory,
    GoalReviewFactory,
    ParticipantFactory,
    PersonFactory,
    TaskFactory,
)  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(cast):
    person = PersonFactory(institution=cast.institution, name="Lis Lærer", preferred_times="tirsdage efter 14")
    ParticipantFactory(party=cast.party, person=person)
    return person


@pytest.fixture
def learnt(monkeypatch):
    """What the phases are told was learnt."""
    told = []
    monkeypatch.setattr(Panel, "lesson_learnt", lambda self, collaboration, text, phase, by: told.append((text, phase)))
    return told


def url(name: str, collaboration, *more) -> str:
    return reverse(f"followup:checkin_{name}", args=[collaboration.pk, *more])


def typed(today, **more) -> dict:
    return {"form_key": str(uuid.uuid4()), "date": today.isoformat()} | more


@pytest.mark.guide("3A2")
def test_a_check_in_is_written_down_on_one_page_with_all_that_follows(cast, running, teacher, login, today):
    answer = login(cast.editor).post(url("create", running), typed(
        today, their_person=teacher.pk, goals_state="watch", goals_theirs="Rollen er uklar",
        goals_ours="Vi skriver den ned",
        promise="Skriv lærerens rolle ned", owner=teacher.pk, due_on=today.isoformat(), remark="Hun virker træt",
    ))  # fmt: skip
    check_in = CheckIn.objects.get()
    point, promise = check_in.points.get(), ActionPoint.objects.get()
    assert answer["Location"] == check_in.get_absolute_url()
    assert (point.focus, point.state, point.theirs, point.ours) == (
        "goals", "watch", "Rollen er uklar", "Vi skriver den ned",
    )  # fmt: skip
    assert (promise.check_in, promise.owner, promise.due_on) == (check_in, teacher, today)
    assert InternalNote.objects.get().text == "Hun virker træt"


def test_the_internal_remark_is_on_no_page_of_the_check_in(cast, running, login, today):
    client = login(cast.editor)
    client.post(url("create", running), typed(today, time_state="good", remark="Kun for os selv"))
    pages = [url("list", running), url("sheet", running), CheckIn.objects.get().get_absolute_url()]
    told = [str(event.data) for event in Event.objects.all()]
    assert ["Kun for os selv" in client.get(page).content.decode() for page in pages] == [False, False, False]
    assert [text for text in told if "Kun for os selv" in text] == []


@pytest.mark.guide("3D1")
def test_the_sheet_shows_what_is_known_and_what_was_said_last(cast, running, teacher, login):
    running.agreement.teacher_role = "Er med i gruppearbejdet"
    running.agreement.save(update_fields=["teacher_role"])
    TaskFactory(agreement=running.agreement, title="Undervise", responsible=None, backup=None)
    earlier = CheckInFactory(collaboration=running)
    CheckInPointFactory(check_in=earlier, focus="communication", state="good", theirs="Ring hellere end at skrive")
    page = login(cast.editor).get(url("sheet", running)).content.decode()
    shown = ("Er med i gruppearbejdet", "tirsdage efter 14", "Undervise", "Ring hellere end at skrive")
    assert [text in page for text in shown] == [True] * 4


@pytest.mark.guide("3D1")
def test_the_latest_talk_stands_beside_the_earlier(cast, running, login, today):
    for days, words in ((60, "Først sagde de dette"), (2, "Nu siger de sådan")):
        check_in = CheckInFactory(collaboration=running, date=today - timezone.timedelta(days=days))
        CheckInPointFactory(check_in=check_in, focus="communication", theirs=words)
    client = login(cast.editor)
    pages = [client.get(address).content.decode() for address in (url("list", running), check_in.get_absolute_url())]
    assert [("Først sagde de dette" in page, "Nu siger de sådan" in page) for page in pages] == [(True, True)] * 2


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"goals_ours": "Noget"}, "date"),
        ({}, "__all__"),
        ({"goals_ours": "Noget", "promise": "Ring"}, "due_on"),
        ({"goals_ours": "Noget", "due_on": "2026-01-01"}, "promise"),
        ({"goals_state": "nonsense", "goals_ours": "Noget"}, "goals_state"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast, running, login, today, wrong, where):
    date = "" if where == "date" else today.isoformat()
    answer = login(cast.editor).post(url("create", running), typed(today) | {"date": date, "time_ours": ""} | wrong)
    assert (answer.status_code, list(answer.context["form"].errors), CheckIn.objects.count()) == (200, [where], 0)
    typed_words = [text for name, text in wrong.items() if name != "goals_state"]
    assert [text in answer.content.decode() for text in typed_words] == [True] * len(typed_words)


def test_the_same_form_twice_makes_one_check_in_and_one_promise(cast, running, login, today):
    client, sent = login(cast.editor), typed(today, goals_ours="Det går", promise="Ring", due_on=today.isoformat())
    for _ in range(2):
        client.post(url("create", running), sent)
    assert (CheckIn.objects.count(), ActionPoint.objects.count()) == (1, 1)


def test_a_form_of_another_collaboration_is_refused(cast, running, login, today):
    there = CheckInFactory(collaboration=cast.foreign, form_key=uuid.uuid4())
    sent = typed(today, goals_ours="Det går") | {"form_key": str(there.form_key)}
    answer = login(cast.editor).post(url("create", running), sent)
    assert (answer.status_code, CheckIn.objects.filter(collaboration=running).count()) == (200, 0)


def test_the_second_to_correct_a_check_in_sees_both_texts(cast, running, login, today):
    check_in = CheckInFactory(collaboration=running)
    CheckInPointFactory(check_in=check_in, focus="goals", ours="Det gamle")
    client, page = login(cast.editor), url("edit", running, check_in.pk)
    sent = {"version": check_in.version, "date": today.isoformat(), "goals_ours": "Den første"}
    first, second = client.post(page, sent), client.post(page, sent | {"goals_ours": "Den anden"})
    assert (first.status_code, second.status_code, check_in.points.get().ours) == (302, 409, "Den første")
    assert ("Den første" in second.content.decode(), "Den anden" in second.content.decode()) == (True, True)


@pytest.mark.guide("4C8")
def test_a_line_about_what_was_learnt_is_handed_over(cast, running, learnt, today):
    points = {"goals": {"state": "good", "theirs": "", "ours": ""}}
    follows = {"lesson": "Ring før du skriver"}
    record_check_in(collaboration=running, values={"date": today}, points=points, follows=follows, by=cast.editor)
    assert set(learnt) == {("Ring før du skriver", "active")}


def test_a_promise_without_a_day_or_a_day_without_a_promise_is_asked_about(cast, running, login, today):
    client, said = login(cast.editor), {"goals_theirs": "Det går"}
    pages = [client.post(url("create", running), typed(today, **said, **half)) for half in (
        {"promise": "Ringe"}, {"due_on": today.isoformat()},
    )]  # fmt: skip
    assert [dict(page.context["form"].errors) for page in pages] == [
        {"due_on": ["Skriv, hvornår det senest skal være gjort."]},
        {"promise": ["Skriv, hvad der skal gøres, eller lad resten stå tomt."]},
    ]


def test_a_reader_is_not_offered_to_write(cast, running, login):
    client = login(cast.reader)
    page = client.get(url("list", running))
    assert (page.context["can_register"], client.get(url("create", running)).status_code) == (False, 403)


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"), [("list", 5), ("detail", 6), ("sheet", 9), ("create", 10), ("edit", 10)]
)  # fmt: skip
def test_check_ins_cost_the_same(cast, running, login, number, name, queries, django_assert_num_queries):
    for _ in range(number):
        row = CheckInPointFactory(check_in__collaboration=running, focus="goals").check_in
        GoalReviewFactory(goal=running.agreement.goals.get(), reviewed_by=cast.editor)
        ActionPointFactory(collaboration=running, check_in=row)
        for party in (cast.party, cast.own_party):
            person = PersonFactory(institution=cast.institution, preferred_times="tirsdage")
            ParticipantFactory(party=party, person=person)
        TaskFactory(agreement=running.agreement, responsible=person)
    client, more = login(cast.editor), [row.pk] if name in {"detail", "edit"} else []
    with django_assert_num_queries(queries):
        client.get(url(name, running, *more))


def test_a_point_that_was_not_talked_about_says_so(cast, running, login):
    CheckInPointFactory(check_in__collaboration=running, focus="goals", theirs="Det går")
    page = login(cast.editor).get(url("list", running)).content.decode()
    assert (page.count("Ikke talt om"), page.count("Det går")) == (4, 1)
