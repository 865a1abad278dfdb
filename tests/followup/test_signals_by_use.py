"""Every signal of the follow-up goes on, and off again, by what a user does through the pages."""

import pytest
from django.urls import reverse

from followup.attention import RULES
from followup.models import Absence, FollowedMilestone, Meeting, Session
from tests.walks import GOAL, Walk, Walks, prove

WALKS = Walks()
walk = WALKS.of


def test_every_signal_has_its_walk():
    assert sorted(WALKS) == sorted(rule.code for rule in RULES)


@walk("3A1")
def goal_not_reviewed(user):
    user.agree(review_weeks="4", starts_on=user.day(0), ends_on=user.day(200), **GOAL)
    user.begin()
    yield False, None
    user.wait(29)
    yield True, None
    goal = user.collaboration.agreement.goals.get()
    mend = user.url("followup:goal_review", goal.pk)
    user.post(mend, status="on_way", evidence="De stillede spørgsmål")
    yield False, mend


@walk("3B1")
def teacher_away(user):
    jonas, karen = user.add("Jonas Brandt"), user.add("Karen Toft")
    user.plan(2, jonas)
    yield False, None
    user.post(reverse("followup:absence_list"), person=jonas.pk, starts_on=user.day(0))
    yield True, None
    session = Session.objects.get()
    mend = user.url("followup:session_take_over", session.pk)
    user.post(mend, person=karen.pk, version=session.version)
    yield False, mend
    user.post(mend, person=jonas.pk, version=session.version + 1)
    user.post(reverse("followup:absence_end", args=[Absence.objects.get().pk]))
    yield False, None


@walk("3B2")
def temporary_staff(user):
    student = user.add("Sofie Student", function="student_assistant")
    user.plan(1, student, every_weeks="1", times="6")
    yield True, None
    mend = user.profile(student, 0, available_until=user.day(20))
    yield True, None
    user.profile(student, 1, available_until=user.day(60))
    yield False, mend


@walk("3B2")
def lacks_competence(user):
    jonas = user.add("Jonas Brandt")
    user.plan(3, jonas)
    user.profile(jonas, 0, competences="fossiler")
    user.post(user.url("followup:briefing_edit"), version="0", text="Nøglen hænger ved døren", needs="fossiler, båd")
    yield True, None
    mend = user.profile(jonas, 1, competences="fossiler, båd")
    yield False, mend


@walk("3E3")
def employee_overloaded(user):
    jonas = user.add("Jonas Brandt")
    user.profile(jonas, 0, weekly_hours="4")
    user.plan(7, jonas, hours="3")
    yield False, None
    user.plan(7, jonas, hours="2")
    yield True, None
    mend = user.profile(jonas, 1, weekly_hours="5")
    yield False, mend


@walk("3E3")
def hours_nearly_used(user):
    user.agree(hours_institution="10")
    user.log("7,5 t")
    yield False, None
    user.log("30 min")
    yield True, None
    user.agree(hours_institution="20")
    yield False, user.url("agreements:agreement_edit")


@walk("3E3")
def hours_used(user):
    user.agree(hours_institution="10")
    user.log("9 t")
    yield False, None
    user.log("1 t")
    yield True, None
    user.agree(hours_institution="20")
    yield False, user.url("agreements:agreement_edit")


@walk("3E1")
def session_not_registered(user):
    user.plan(1)
    user.wait(1)
    yield False, None
    user.wait(1)
    yield True, None
    session = Session.objects.get()
    mend = user.url("followup:session_hold", session.pk)
    user.post(mend, version="1", status="held", date=user.day(-1), pupils="20", hours="2", venue="at_school")
    yield False, mend


@walk("3E2")
def meeting_rhythm(user):
    user.agree(meeting_rhythm="hver 8. uge", starts_on=user.day(0), ends_on=user.day(300))
    user.begin()
    yield False, None
    user.wait(57)
    yield True, None
    mend = user.url("followup:meeting_create")
    user.post(mend, date=user.day(3), agenda="Hvordan går det?")
    yield False, mend
    edit = user.url("followup:meeting_edit", Meeting.objects.get().pk)
    user.post(edit, version="1", date=user.day(3), agenda="Hvordan går det?", status="cancelled")
    yield True, None


@walk("3E2")
def meeting_not_registered(user):
    user.post(user.url("followup:meeting_create"), date=user.day(1), agenda="Hvordan går det?")
    user.wait(1)
    yield False, None
    user.wait(1)
    yield True, None
    meeting = Meeting.objects.get()
    edit = user.url("followup:meeting_edit", meeting.pk)
    user.post(edit, version="1", date=user.day(-1), agenda="Hvordan går det?", status="held", minutes="Det går godt")
    yield False, user.url("followup:meeting_detail", meeting.pk)


@walk("3E2")
def action_late(user):
    user.post(user.url("followup:action_create"), text="Bestil bussen", due_on=user.day(1))
    user.wait(1)
    yield False, None
    user.wait(1)
    yield True, None
    mend = user.url("followup:action_done", user.collaboration.action_points.get().pk)
    user.post(mend)
    yield False, mend


@walk("3E1")
def milestone_late(user):
    user.post(user.url("followup:milestone_create"), text="Klassen har valgt sin genstand", due_on=user.day(1))
    user.wait(1)
    yield False, None
    user.wait(1)
    yield True, None
    mend = user.url("followup:milestone_edit", FollowedMilestone.objects.get().pk)
    user.post(mend, version="1", status="open", due_on=user.day(14), why="Bussen kom ikke")
    yield False, mend


@walk("3C1")
def drift_unanswered(user):
    user.agree_on_all()
    user.get_approved()
    yield False, None
    user.log("11 t")
    yield True, None
    mend = user.url("followup:drift_answer", "hours")
    user.post(mend, answer="keep", why="Vi gav en ekstra gang med glæde")
    yield False, mend


@pytest.mark.parametrize("steps", WALKS.values())
def test_the_signal_goes_on_and_off_by_what_a_user_does(cast, login, monkeypatch, steps):
    prove(steps, Walk(cast, login(cast.editor), monkeypatch))
