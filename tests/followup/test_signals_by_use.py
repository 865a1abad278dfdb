"""Every signal of the follow-up goes on, and off again, by what a user does through the pages.

Each walk yields before and after: whether the signal should stand now, and, where the user has just mended it, the
page on which it was done. The signal's own button has to lead to that page, or to one that leads to it.
"""

import pytest
from django.urls import reverse

from agreements.attention import CertificateOpen, DecisionOpen, TaskWithoutBackup, TeacherRoleOpen
from contacts.attention import NextStepOverdue, NoNextStep, SchoolRestsOnOne, WeRestOnOne
from followup.attention import RULES
from followup.models import Absence, FollowedMilestone, Meeting, Session
from samarbejde.models import Participant
from tests.followup.walks import Walk

OTHERS = (
    SchoolRestsOnOne, WeRestOnOne, NoNextStep, NextStepOverdue, TaskWithoutBackup, TeacherRoleOpen, CertificateOpen,
    DecisionOpen,
)  # fmt: skip
GOAL = {"goals-TOTAL_FORMS": "1", "goals-0-text": "Eleverne stiller egne spørgsmål", "goals-0-goal_for": "pupils"}
WALKS = {}


def walk(guide):
    """Note down the function as the walk of the signal it is named after."""

    def note(function):
        WALKS[function.__name__] = pytest.param(function, marks=pytest.mark.guide(guide), id=function.__name__)
        return function

    return note


def test_every_signal_has_its_walk():
    assert sorted(WALKS) == sorted(rule.code for rule in (*RULES, *OTHERS))


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


@walk("3A2")
def teacher_role_open(user):
    user.agree(teacher_role="")
    yield False, None
    user.begin()
    yield True, None
    mend = user.url("agreements:agreement_edit")
    user.agree(teacher_role="Læreren deler klassen i hold")
    yield False, mend


@walk("3B1")
def task_without_backup(user):
    jonas, sofie = user.add("Jonas Brandt"), user.add("Sofie Lund")
    user.agree(**{"tasks-TOTAL_FORMS": "1", "tasks-0-title": "Undervise", "tasks-0-responsible": jonas.pk,
                  "tasks-0-backup": ""})  # fmt: skip
    yield True, None
    user.agree(**{"tasks-0-backup": sofie.pk})
    yield False, user.url("agreements:agreement_edit")


@walk("2F1")
def certificate_open(user):
    user.agree(certificate="needed", certificate_by="Museet")
    yield False, None
    user.begin()
    yield True, None
    user.agree(certificate_on=user.day(0))
    yield False, user.url("agreements:agreement_edit")


@walk("2F1")
def decision_open(user):
    user.agree(teacher_present="partly")
    yield False, None
    user.begin()
    yield True, None
    user.agree(decision_note="Jonas underviser to gange, to timer hver gang")
    yield False, user.url("agreements:agreement_edit")


@walk("1B1")
def school_rests_on_one(user):
    user.add("Inger Bech", user.cast.party, "teacher", "contact")
    yield True, None
    user.add("Bo Lund", user.cast.party, "teacher", "contact")
    yield False, user.url("samarbejde:participant_add")
    last = Participant.objects.get(person__name="Bo Lund")
    user.post(user.url("samarbejde:participant_end", last.pk), ended_on=user.day(0))
    yield True, None


@walk("3B1")
def we_rest_on_one(user):
    lead = user.add(user.cast.editor.name)
    yield True, None
    user.add("Sofie Lund")
    yield False, user.url("samarbejde:participant_add")
    user.post(reverse("samarbejde:person_leave", args=[lead.pk]), left_on=user.day(0))
    yield False, None


@walk("1A3")
def no_next_step(user):
    yield True, None
    mend = user.url("contacts:attempt_create")
    user.post(mend, direction="out", channel="phone", outcome="talked", happened_on=user.day(0), next_step="Mødes",
              when="week")  # fmt: skip
    yield False, mend


@walk("1A3")
def next_step_overdue(user):
    user.post(user.url("samarbejde:next_step_edit"), text="Ring til Inger", on=user.day(2))
    yield False, None
    user.wait(3)
    yield True, None
    mend = user.url("contacts:attempt_create")
    user.post(mend, direction="out", channel="phone", outcome="talked", happened_on=user.day(0), next_step="Mødes",
              when="week")  # fmt: skip
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
    sign = {"goals-0-signs-TOTAL_FORMS": "1", "goals-0-signs-INITIAL_FORMS": "0", "goals-0-signs-0-text": "De skriver"}
    texts = {"content": "Vi undersøger fjorden", "target_group": "5.a", "teacher_role": "Læreren er med"}
    days = {"starts_on": user.day(0), "ends_on": user.day(200)}
    user.agree("light", hours_institution="10", **days, **texts, **GOAL, **sign)
    user.get_approved()
    yield False, None
    user.log("11 t")
    yield True, None
    mend = user.url("followup:drift_answer", "hours")
    user.post(mend, answer="keep", why="Vi gav en ekstra gang med glæde")
    yield False, mend


@pytest.mark.parametrize("steps", WALKS.values())
def test_the_signal_goes_on_and_off_by_what_a_user_does(cast, login, monkeypatch, steps):
    user, code = Walk(cast, login(cast.editor), monkeypatch), steps.__name__
    offered, seen, wanted = set(), [], []
    for should_stand, mended_at in steps(user):
        if mended_at:
            assert mended_at in offered
        seen.append(user.is_on(code))
        wanted.append(should_stand)
        offered = user.offered(code) if should_stand else set()
    assert seen == wanted, code
    assert {True, False} == set(wanted)
