import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from followup.panel import FollowupPanel
from samarbejde.models import Collaboration
from tests.factories import (
    AgreementFactory,
    CollaborationFactory,
    GoalFactory,
    GoalReviewFactory,
    PartyFactory,
    SchoolFactory,
    SessionFactory,
)  # fmt: skip


def test_step_text_counts_held_of_all(cast, today):
    for status in ("held", "held", "held", "planned", "planned", "planned", "cancelled"):
        SessionFactory(collaboration=cast.collaboration, status=status, pupils=1, hours=1, recorded_by=cast.editor)
    assert FollowupPanel().step_text(cast.collaboration) == "gang 3 af 6 holdt"


@pytest.mark.parametrize(
    ("statuses", "said"),
    [([], ""), (["held"], "1 gang holdt"), (["held"] * 2, "2 gange holdt"), (["planned"], "1 gang planlagt")],
)
def test_step_text_says_what_there_is(cast, statuses, said):
    for status in statuses:
        SessionFactory(collaboration=cast.collaboration, status=status, pupils=1, hours=1, recorded_by=cast.editor)
    assert FollowupPanel().step_text(cast.collaboration) == said


def test_next_steps_begin_with_the_session_nobody_registered(cast, running, today):
    late = SessionFactory(collaboration=running, date=today - datetime.timedelta(days=2), recorded_by=cast.editor)
    SessionFactory(collaboration=running, date=today, recorded_by=cast.editor)
    steps = FollowupPanel().next_steps(running)
    assert [step.url for step in steps] == [
        reverse("followup:session_hold", args=[running.pk, late.pk]),
        reverse("followup:goal_review", args=[running.pk, running.agreement.goals.get().pk]),
    ]
    assert str(steps[0].text) == "Gang 1: 5.a"


def test_next_steps_ask_for_a_plan_when_there_is_none(cast, running):
    texts = [str(step.text) for step in FollowupPanel().next_steps(running)]
    assert texts == [f"Se på målet ”{running.agreement.goals.get().text}”", "Planlæg den første gang"]


@pytest.mark.guide("3A1", "3E1")
def test_open_points_before_the_phase_is_left(cast, running, today):
    SessionFactory(collaboration=running, date=today - datetime.timedelta(days=2), recorded_by=cast.editor)
    points = FollowupPanel().open_points(running, "active")
    assert [point.guide for point in points] == ["3E1", "3E1", "3A1"]


def test_upcoming_numbers_the_sessions_and_skips_the_others(cast, today):
    SessionFactory(
        collaboration=cast.collaboration, date=today, status="held", pupils=1, hours=1, recorded_by=cast.editor
    )
    SessionFactory(collaboration=cast.collaboration, date=today, status="cancelled", recorded_by=cast.editor)
    SessionFactory(collaboration=cast.collaboration, date=today, starts_time=datetime.time(9), recorded_by=cast.editor)
    SessionFactory(collaboration=cast.foreign, date=today, recorded_by=cast.other)
    found = list(FollowupPanel().upcoming(cast.editor, today, today))
    assert [(str(e.text), e.time, e.collaboration_id) for e in found] == [
        ("Havet som klasserum, gang 2", datetime.time(9), cast.collaboration.pk)
    ]


def test_figures_of_a_school_year_made_by_hand(cast):
    """Three sessions in 2025/26 at two schools, one on its last day; neighbours on either side stay out."""
    second = CollaborationFactory(institution=cast.institution)
    PartyFactory(collaboration=second, school=SchoolFactory())
    rows = [
        (cast.collaboration, datetime.date(2025, 7, 31), 50, "9"),
        (cast.collaboration, datetime.date(2025, 8, 1), 22, "1.5"),
        (cast.collaboration, datetime.date(2026, 3, 3), 21, "2.25"), (second, datetime.date(2026, 7, 31), 10, "1"),
        (second, datetime.date(2026, 8, 1), 70, "9"), (cast.foreign, datetime.date(2026, 1, 1), 90, "9"),
    ]  # fmt: skip
    for collaboration, day, pupils, hours in rows:
        SessionFactory(
            collaboration=collaboration,
            date=day,
            pupils=pupils,
            hours=Decimal(hours),
            status="held",
            recorded_by=cast.editor,
        )
    SessionFactory(collaboration=second, date=datetime.date(2026, 2, 2), pupils=99, recorded_by=cast.editor)
    figures = FollowupPanel().figures(cast.reader, 2025)
    assert [(figure.value, str(figure.label)) for figure in figures] == [
        ("53", "deltagelser"), ("3", "gange"), ("4,8 t", "undervisningstimer"), ("2", "skoler nået"),
    ]  # fmt: skip


def test_figures_open_their_rows(cast, login):
    SessionFactory(
        collaboration=cast.collaboration, date=datetime.date(2026, 3, 3), pupils=21, hours=2, status="held",
        recorded_by=cast.editor,
    )  # fmt: skip
    client = login(cast.editor)
    pages = [client.get(figure.url) for figure in FollowupPanel().figures(cast.editor, 2025)]
    assert [len(page.context["sessions"]) for page in pages[:3]] == [1, 1, 1]
    assert [row["name"] for row in pages[3].context["schools"]] == ["Tinghøjskolen"]


def test_figures_cost_one_query(cast, django_assert_num_queries):
    cast.editor.memberships_now  # noqa: B018 - read once per request
    with django_assert_num_queries(1):
        FollowupPanel().figures(cast.editor, 2025)


@pytest.mark.parametrize("number", [1, 30])
def test_summaries_of_a_list_cost_the_same(db, today, number, django_assert_num_queries):
    for _ in range(number):
        collaboration = CollaborationFactory(phase="active")
        goal = GoalFactory(agreement=AgreementFactory(collaboration=collaboration))
        GoalReviewFactory(goal=goal)
        SessionFactory(collaboration=collaboration, date=today)
    panel = FollowupPanel()
    with django_assert_num_queries(4):
        for row in panel.prefetch(Collaboration.objects.all()):
            panel.summary(row), panel.step_text(row), panel.next_steps(row), panel.open_points(row, "active")
