"""Each signal is turned on and off by what a user does through the pages."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.summary import set_hours
from samarbejde.models import AttentionSignal
from tests.factories import (
    AgreementFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    GoalFactory,
    GoalReviewFactory,
    SessionFactory,
)  # fmt: skip

OURS = ("goal_not_reviewed", "hours_nearly_used", "hours_used", "session_not_registered")


def codes(collaboration):
    refresh_attention(collaborations=[collaboration.pk])
    return sorted(s.code for s in AttentionSignal.objects.filter(collaboration=collaboration, code__in=OURS))


def register(client, collaboration, today, hours="2", **more):
    url = reverse("followup:session_create", args=[collaboration.pk])
    data = {"form_key": uuid.uuid4(), "status": "held", "date": today.isoformat(), "pupils": "20", "hours": hours,
            "venue": "at_school"}  # fmt: skip
    return client.post(url, data | more)


@pytest.mark.guide("3A1")
def test_goal_not_reviewed_in_its_rhythm(cast, running, login):
    assert codes(running) == ["goal_not_reviewed"]
    goal = running.agreement.goals.get()
    url = reverse("followup:goal_review", args=[running.pk, goal.pk])
    login(cast.editor).post(url, {"status": "on_way", "evidence": "De stillede spørgsmål"})
    assert codes(running) == []


def test_goal_not_reviewed_waits_for_its_day(cast, running, today):
    running.agreement.starts_on = today - datetime.timedelta(weeks=8, days=-1)
    running.agreement.save()
    assert codes(running) == []


def test_a_reached_goal_is_left_alone(cast, running):
    review = GoalReviewFactory(goal=running.agreement.goals.get(), status="reached", reviewed_by=cast.editor)
    type(review).objects.update(reviewed_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    assert codes(running) == []


@pytest.mark.guide("3E3")
def test_hours_at_eighty_and_a_hundred_percent(cast, login, today):
    collaboration = cast.collaboration
    set_hours(collaboration_id=collaboration.pk, agreed=10)
    client = login(cast.editor)
    seen = []
    for hours in ("7,5", "30 min", "1 t 30 min", "1:00"):
        register(client, collaboration, today, hours)
        seen.append(codes(collaboration))
    assert seen == [[], ["hours_nearly_used"], ["hours_nearly_used"], ["hours_used"]]


@pytest.mark.guide("3E3")
def test_hours_signal_goes_when_more_are_agreed(cast, login, today):
    set_hours(collaboration_id=cast.collaboration.pk, agreed=10)
    register(login(cast.editor), cast.collaboration, today, "11")
    signal = AttentionSignal.objects.get(code="hours_used")
    assert (signal.severity, signal.data) == ("urgent", {"percent": 110, "agreed": "10"})
    set_hours(collaboration_id=cast.collaboration.pk, agreed=20)
    assert codes(cast.collaboration) == []


def test_planned_session_in_the_past_is_noticed_until_it_is_registered(cast, login, today):
    yesterday = today - datetime.timedelta(days=1)
    session = SessionFactory(collaboration=cast.collaboration, date=yesterday, recorded_by=cast.editor)
    assert codes(cast.collaboration) == ["session_not_registered"]
    url = reverse("followup:session_hold", args=[cast.collaboration.pk, session.pk])
    login(cast.editor).post(url, {"version": "1", "status": "held", "date": yesterday.isoformat(), "pupils": "20",
                                  "hours": "2", "venue": "at_school"})  # fmt: skip
    assert codes(cast.collaboration) == []


def test_planned_session_today_is_not_late(cast, today):
    SessionFactory(collaboration=cast.collaboration, date=today, recorded_by=cast.editor)
    assert codes(cast.collaboration) == []


def many(number, today):
    for _ in range(number):
        collaboration = CollaborationFactory(phase="active", hours_agreed=10, hours_used=12)
        agreement = AgreementFactory(collaboration=collaboration, starts_on=today - datetime.timedelta(weeks=20))
        GoalFactory(agreement=agreement)
        SessionFactory(collaboration=collaboration, date=today - datetime.timedelta(days=3))


@pytest.mark.parametrize("number", [1, 30])
def test_rules_cost_the_same_for_one_and_for_thirty(db, today, number, django_assert_num_queries):
    from followup.attention import RULES
    from samarbejde.models import Collaboration

    many(number, today)
    with django_assert_num_queries(19):
        hits = [hit for rule in RULES for hit in rule.find(Collaboration.objects.all(), today)]
    assert len(hits) == number * 3


def more_of_ours(cast, number, today):
    """Collaborations of the house, each with a late milestone, too many hours and a session nobody registered."""
    for _ in range(number):
        collaboration = CollaborationFactory(
            institution=cast.institution, phase="active", hours_agreed=10, hours_used=12, lead=cast.coordinator
        )
        before = today - datetime.timedelta(days=3)
        FollowedMilestoneFactory(collaboration=collaboration, planned_on=before, created_by=cast.coordinator)
        SessionFactory(collaboration=collaboration, date=before, recorded_by=cast.coordinator)


@pytest.mark.parametrize("name", ["samarbejde:signal_list", "samarbejde:collaboration_list", "samarbejde:overview"])
def test_lists_with_signals_cost_the_same_at_1_and_300(cast, login, today, name):
    client, seen = login(cast.coordinator), []
    for number in (1, 299):
        more_of_ours(cast, number, today)
        refresh_attention()
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(name)).status_code == 200
        seen.append(len(caught))
    assert AttentionSignal.objects.filter(code="milestone_late").count() == 300
    assert seen == [seen[0]] * 2
    assert seen[0] <= 12


def test_the_refresh_costs_the_same_at_1_and_300(cast, today):
    seen = []
    for number in (1, 299):
        more_of_ours(cast, number, today)
        AttentionSignal.objects.all().delete()
        type(cast.collaboration).objects.update(attention_count=0, attention_rank=0, attention_label="")
        with CaptureQueriesContext(connection) as caught:
            refresh_attention()
        seen.append(len(caught))
    assert seen == [seen[0]] * 2


def test_sentences_can_be_said(cast, running, today):
    from samarbejde.panels import attention_rules

    SessionFactory(collaboration=running, date=today - datetime.timedelta(days=3), recorded_by=cast.editor)
    set_hours(collaboration_id=running.pk, agreed=10, used=12)
    refresh_attention(collaborations=[running.pk])
    for signal in AttentionSignal.objects.filter(collaboration=running, code__in=OURS):
        rule = attention_rules()[signal.code]
        said = f"{rule.sentence(signal.data)} {rule.reason(signal.data)} {rule.action_url(running.pk)}"
        assert "%" not in said.replace("120 %", "")
