"""Agreed against actual, and what one does about each difference."""

import datetime
import uuid
from decimal import Decimal
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse

from followup.models import ActionPoint, DriftAnswer
from followup.queries.drift import drift_in, drift_of
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.summary import set_hours
from samarbejde.models import AttentionSignal, Collaboration
from tests.factories import (
    AgreementFactory,
    AgreementVersionFactory,
    ClassGroupFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    FormatFactory,
    GoalFactory,
    GoalReviewFactory,
    MeetingFactory,
    PersonFactory,
    SessionFactory,
    TaskFactory,
)  # fmt: skip


@pytest.fixture
def approved(cast, running, today):
    """An approved version: ten hours, half of the period gone."""
    half = datetime.timedelta(weeks=20)
    content = {
        "format": 1, "title": "Havet", "starts_on": (today - half).isoformat(), "hours_institution": "10",
        "ends_on": (today + half).isoformat(),
        "sections": [{"key": "when", "title": "Hvornår", "blocks": [
            {"kind": "text", "key": "meeting_rhythm", "label": "Møder", "text": "hver 8. uge"}]}],
    }  # fmt: skip
    MeetingFactory(collaboration=running, date=today, created_by=cast.editor)
    set_hours(collaboration_id=running.pk, agreed=10, used=5)
    return AgreementVersionFactory(agreement=running.agreement, status="approved", content=content, sent_by=cast.editor)


def off(collaboration):
    return {line.key for line in drift_of(Collaboration.objects.get(pk=collaboration.pk)) if line.is_off}


def signals(collaboration):
    refresh_attention(collaborations=[collaboration.pk])
    return [
        s.data["keys"] for s in AttentionSignal.objects.filter(collaboration=collaboration, code="drift_unanswered")
    ]


def url(name, collaboration, *more):
    return reverse(f"followup:{name}", args=[collaboration.pk, *more])


@pytest.mark.guide("3C1")
def test_nothing_differs_while_it_goes_as_agreed(cast, running, approved, login):
    assert (off(running), signals(running)) == (set(), [])
    assert "Det går, som I aftalte." in login(cast.reader).get(url("drift_detail", running)).content.decode()


@pytest.mark.guide("3C1")
def test_each_kind_of_difference_is_found(cast, running, approved, today):
    goal = running.agreement.goals.get()
    GoalReviewFactory(goal=goal, status="slow", reviewed_by=cast.editor)
    gone = PersonFactory(institution=cast.institution, left_on=today)
    task = TaskFactory(agreement=running.agreement, responsible=gone)
    set_hours(collaboration_id=running.pk, used=Decimal("10.5"))
    running.meetings.all().delete()
    SessionFactory(collaboration=running, status="held", pupils=60, hours=1, recorded_by=cast.editor)
    assert off(running) == {"hours", "meetings", "pupils", f"goal-{goal.pk}", f"task-{task.pk}"}


def test_hours_that_do_not_keep_pace_differ(running, approved):
    found = []
    for used in ("1.5", "2.5", "8.5"):
        set_hours(collaboration_id=running.pk, used=Decimal(used))
        found.append(off(running))
    assert found == [{"hours"}, set(), {"hours"}]


@pytest.mark.guide("3C1")
def test_a_difference_is_noticed_until_one_steers_back(cast, running, approved, login, today):
    client, answer = login(cast.editor), url("drift_answer", running, "hours")
    hours = {"form_key": str(uuid.uuid4()), "hours": "11 t", "date": today.isoformat(), "what": "Forberedelse"}
    assert client.post(url("hours_list", running), hours).status_code == 302
    seen = [signals(running)]
    bad = client.post(answer, {"answer": "steer", "text": "", "due_on": ""})
    assert list(bad.context["form"].errors) == ["text", "due_on"]
    client.post(answer, {"answer": "steer", "text": "Aflys de to sidste gange", "due_on": today.isoformat()})
    seen.append(signals(running))
    set_hours(collaboration_id=running.pk, used=Decimal(13))
    seen.append(signals(running))
    assert seen == [[["hours"]], [], [["hours"]]]
    assert list(ActionPoint.objects.values_list("text", flat=True)) == ["Aflys de to sidste gange"]


@pytest.mark.guide("3C1")
def test_a_difference_leads_to_the_agreement_or_is_kept_with_a_reason(cast, running, approved, login):
    set_hours(collaboration_id=running.pk, used=Decimal(11))
    client, answer = login(cast.editor), url("drift_answer", running, "hours")
    kept = client.post(answer, {"answer": "keep", "why": ""})
    changed = client.post(answer, {"answer": "change"})
    page, _sep, reason = changed["Location"].partition("?begrundelse=")
    assert (list(kept.context["form"].errors), page) == (
        ["why"],
        reverse("agreements:agreement_edit", args=[running.pk]),
    )
    assert (
        unquote_plus(reason) == "Timer: aftalt er ”10 t”, og nu er det ”cirka 110 % brugt, og 50 % af tiden er gået”."
    )
    client.post(answer, {"answer": "keep", "why": "Vi gav en ekstra gang med glæde"})
    given = DriftAnswer.objects.get()
    page = client.get(url("drift_detail", running)).content.decode()
    assert (given.answer, "Vi gav en ekstra gang med glæde" in page) == ("keep", True)


@pytest.mark.guide("3C1")
def test_the_forms_used_stand_beside_the_forms_chosen(cast, running, approved, login, today):
    chosen, other, beside = (FormatFactory(name=name) for name in ("Venskabsklasse", "Forløb på skolen", "Praktik"))
    running.formats.set([chosen, other])
    held = {"collaboration": running, "status": "held", "pupils": 3, "hours": 1, "recorded_by": cast.editor}

    def line():
        return next(line for line in drift_of(running, today) if line.key == "formats")

    seen = [(line().actual, line().is_off)]
    SessionFactory(**held, format=chosen)
    seen.append((line().actual, line().is_off))
    SessionFactory(**held, format=beside)
    seen.append((line().actual, line().is_off))
    assert seen == [
        ("ikke noteret endnu", False), ("brugt indtil nu: Venskabsklasse; ikke endnu: Forløb på skolen", False),
        ("brugt indtil nu: Praktik og Venskabsklasse; ikke endnu: Forløb på skolen", True),
    ]  # fmt: skip
    page = login(cast.editor).get(url("drift_detail", running)).content.decode()
    assert "Forløb på skolen og Venskabsklasse" in page


@pytest.mark.guide("3E1")
def test_a_milestone_stands_beside_the_day_that_was_agreed(cast, running, approved, login, today):
    facts = {"collaboration": running, "created_by": cast.editor}

    def milestone(key: str, planned: int, due: int):
        planned_on, due_on = (today + datetime.timedelta(days=days) for days in (planned, due))
        return FollowedMilestoneFactory(**facts, key=key, planned_on=planned_on, due_on=due_on)

    near, moved, late = milestone("a", 10, 17), milestone("b", 10, 60), milestone("c", -3, -1)
    milestone("", 10, 60)  # written down along the way, so nobody agreed on it
    lines = {line.key: line.is_off for line in drift_of(running, today) if line.key.startswith("milestone")}
    assert lines == {f"milestone-{near.pk}": False, f"milestone-{moved.pk}": True, f"milestone-{late.pk}": True}
    answer = login(cast.editor).post(url("drift_answer", running, f"milestone-{moved.pk}"), {"answer": "change"})
    assert "begrundelse=Milep" in answer["Location"]


def test_a_followed_class_that_moved_up_is_counted_once(cast, running, approved, today):
    group = ClassGroupFactory(collaboration=running, cohort=2020)
    for name, pupils in (("5.b", 30), ("6.b", 31)):
        SessionFactory(
            collaboration=running, status="held", pupils=pupils, hours=1, class_name=name, class_group=group,
            recorded_by=cast.editor,
        )  # fmt: skip
    assert next(line.actual for line in drift_of(running, today) if line.key == "pupils").startswith("31 ")


def test_only_a_difference_can_be_answered(cast, running, approved, login):
    client = login(cast.editor)
    answers = [client.get(url("drift_answer", running, key)).status_code for key in ("hours", "goal-999999", "nothing")]
    assert answers == [404, 404, 404]


def test_without_an_approved_version_there_is_nothing_to_compare_with(cast, running, login):
    page = login(cast.editor).get(url("drift_detail", running))
    assert (page.context["lines"], "Ingen aftale er godkendt" in page.content.decode()) == (None, True)


@pytest.mark.parametrize("number", [1, 30])
def test_drift_costs_the_same(db, number, today, django_assert_num_queries):
    for _ in range(number):
        collaboration = CollaborationFactory(phase="active", hours_used=99)
        agreement = AgreementFactory(collaboration=collaboration)
        goal = GoalFactory(agreement=agreement)
        GoalReviewFactory(goal=goal, status="off")
        TaskFactory(agreement=agreement, responsible=PersonFactory(institution=collaboration.institution))
        AgreementVersionFactory(agreement=agreement, status="approved")
    with django_assert_num_queries(6):
        found = list(drift_in(Collaboration.objects.all(), today))
    assert [sorted(line.key.split("-")[0] for line in lines if line.is_off) for _pk, lines in found] == [
        ["goal", "hours"]
    ] * number
