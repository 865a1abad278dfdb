"""Who can do what, who is away, who stands in: journey 4 through the pages."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.models import Absence, Briefing, Session, StaffProfile
from followup.queries.absence import absences_now, staff_with, uncovered_sessions
from followup.queries.staffing import loads_of
from samarbejde.actions.attention import refresh_attention
from samarbejde.models import AttentionSignal, Event
from tests.factories import (
    AbsenceFactory,
    BriefingFactory,
    CollaborationFactory,
    HoursEntryFactory,
    OwnPartyFactory,
    ParticipantFactory,
    PersonFactory,
    PostFactory,
    SessionFactory,
    StaffProfileFactory,
    TaskFactory,
)  # fmt: skip

OURS = ("teacher_away", "temporary_staff", "lacks_competence", "employee_overloaded")
ABSENCES = "/bemanding/fravaer/"


def colleague(cast, name, function="educator", **profile):
    person = PersonFactory(institution=cast.institution, name=name, phone="20 30 40 50")
    PostFactory(person=person, school=None, institution=cast.institution, function=function)
    if profile:
        StaffProfileFactory(person=person, **profile)
    return person


@pytest.fixture
def jonas(cast):
    return colleague(cast, "Jonas Brandt")


@pytest.fixture
def session(cast, jonas, today):
    return SessionFactory(
        collaboration=cast.collaboration, date=today + datetime.timedelta(days=1), starts_time=datetime.time(9),
        ends_time=datetime.time(11, 30), taught_by=jonas, class_name="5.a", recorded_by=cast.editor,
    )  # fmt: skip


def codes(collaboration):
    refresh_attention(collaborations=[collaboration.pk])
    return sorted(s.code for s in AttentionSignal.objects.filter(collaboration=collaboration, code__in=OURS))


def report(client, person, today, **more):
    return client.post(ABSENCES, {"person": person.pk, "starts_on": today.isoformat()} | more)


@pytest.mark.guide("3B1")
@pytest.mark.guide("3D1")
def test_the_sickness_view_says_who_what_and_whom(cast, login, jonas, session, running, today):
    karen = colleague(cast, "Karen Toft", competences="båd, førstehjælp")
    TaskFactory(agreement=running.agreement, responsible=jonas, backup=karen)
    BriefingFactory(collaboration=cast.collaboration, needs="båd", updated_by=cast.editor)
    teacher = PersonFactory(
        institution=cast.institution, name="Anders Lund", phone="11 22 33 44", preferred_channel="phone"
    )
    ParticipantFactory(party=cast.party, person=teacher)
    client = login(cast.editor)
    answer = report(client, jonas, today)
    page = client.get(answer["Location"])
    each = page.context["uncovered"][0]
    assert (each.session, each.best.person, each.best.is_agreed) == (session, karen, True)
    said = page.content.decode()
    words = ("Er aftalt som afløser", "Nøglen til skuret", "11 22 33 44", "20 30 40 50", "Anders Lund", "5.a",
             "helst: Telefon")  # fmt: skip
    assert [word in said for word in words] == [True] * 7


@pytest.mark.guide("3B1")
def test_teacher_away_is_noticed_until_somebody_takes_the_session(cast, login, jonas, session, today):
    karen = colleague(cast, "Karen Toft")
    client, seen = login(cast.editor), [codes(cast.collaboration)]
    report(client, jonas, today)
    seen.append(codes(cast.collaboration))
    url = reverse("followup:session_take_over", args=[cast.collaboration.pk, session.pk])
    client.post(url, {"person": karen.pk, "version": session.version})
    seen.append(codes(cast.collaboration))
    session.refresh_from_db()
    assert (seen, session.taught_by) == ([[], ["teacher_away"], []], karen)
    assert Event.objects.filter(verb="session_taken_over").get().data["name"] == "Karen Toft"


def test_teacher_away_goes_when_they_are_back(cast, login, jonas, session, today):
    client = login(cast.editor)
    report(client, jonas, today)
    client.post(reverse("followup:absence_end", args=[Absence.objects.get().pk]))
    assert (codes(cast.collaboration), Absence.objects.count()) == ([], 0)


def test_an_absence_says_never_why_and_is_one_when_sent_twice(cast, login, jonas, today):
    client = login(cast.editor)
    for _ in range(2):
        report(client, jonas, today)
    names = {field.name for field in Absence._meta.get_fields()}
    assert names == {"id", "person", "starts_on", "ends_on", "created_at", "created_by"}
    assert Absence.objects.count() == 1


def test_absence_with_its_days_the_wrong_way_round_is_refused(cast, login, jonas, today):
    answer = report(login(cast.editor), jonas, today, ends_on=(today - datetime.timedelta(days=1)).isoformat())
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["ends_on"])


def test_a_stand_in_who_teaches_or_is_away_cannot_take_it(cast, jonas, session, today):
    busy, away, free = (colleague(cast, name) for name in ("Anna", "Bo", "Carl"))
    other = CollaborationFactory(institution=cast.institution)
    SessionFactory(
        collaboration=other, date=session.date, starts_time=datetime.time(11), ends_time=datetime.time(12),
        taught_by=busy, recorded_by=cast.editor,
    )  # fmt: skip
    AbsenceFactory(person=away, starts_on=today)
    AbsenceFactory(person=jonas, starts_on=today)
    staff = staff_with(cast.editor, absences_now(cast.editor, today))
    found = uncovered_sessions(cast.editor, today, today + datetime.timedelta(days=7), staff)[0]
    assert {c.person.name: c.can for c in found.candidates} == {"Anna": False, "Bo": False, "Carl": True}
    assert found.best.person == free


def test_nobody_sees_the_absence_of_another_place(cast, login, today):
    stranger = PersonFactory(institution=cast.elsewhere, name="Fremmed Person")
    AbsenceFactory(person=stranger, starts_on=today)
    SessionFactory(collaboration=cast.foreign, date=today, taught_by=stranger, recorded_by=cast.other)
    page = login(cast.editor).get(ABSENCES)
    assert (page.context["absences"], page.context["uncovered"]) == ([], [])


def test_taking_over_an_old_version_changes_nothing(cast, login, jonas, session):
    karen = colleague(cast, "Karen Toft")
    Session.objects.filter(pk=session.pk).update(version=7)
    url = reverse("followup:session_take_over", args=[cast.collaboration.pk, session.pk])
    login(cast.editor).post(url, {"person": karen.pk, "version": "1"})
    session.refresh_from_db()
    assert session.taught_by == jonas


@pytest.mark.guide("3B2")
def test_temporary_staff_on_long_work_is_noticed_until_one_says_how_long_they_stay(cast, login, today):
    student = colleague(cast, "Sofie Student", function="student_assistant")
    last = today + datetime.timedelta(weeks=6)
    for day in (today, last):
        SessionFactory(collaboration=cast.collaboration, date=day, taught_by=student, recorded_by=cast.editor)
    seen = [codes(cast.collaboration)]
    url = reverse("followup:staff_edit", args=[student.pk])
    data = {"version": "0", "competences": "", "availability": "tirsdage", "weekly_hours": ""}
    client = login(cast.editor)
    client.post(url, data | {"available_until": (last - datetime.timedelta(days=1)).isoformat()})
    seen.append(codes(cast.collaboration))
    client.post(url, data | {"version": "1", "available_until": last.isoformat()})
    seen.append(codes(cast.collaboration))
    assert seen == [["temporary_staff"], ["temporary_staff"], []]


@pytest.mark.guide("3B2")
def test_lacking_a_competence_is_noticed_until_it_is_there(cast, login, jonas, session):
    client, seen = login(cast.editor), []
    StaffProfileFactory(person=jonas, competences="Fossiler")
    url = reverse("followup:briefing_edit", args=[cast.collaboration.pk])
    client.post(url, {"version": "0", "text": "Nøglen hænger ved døren", "needs": "fossiler, båd"})
    seen.append(codes(cast.collaboration))
    profile = reverse("followup:staff_edit", args=[jonas.pk])
    client.post(profile, {"version": "1", "competences": "fossiler, båd"})
    seen.append(codes(cast.collaboration))
    assert (seen, Briefing.objects.get().text) == ([["lacks_competence"], []], "Nøglen hænger ved døren")


@pytest.mark.guide("3E3")
def test_too_much_over_all_collaborations_is_noticed_until_more_is_set_aside(cast, login, jonas, session, today):
    other = CollaborationFactory(institution=cast.institution, phase="active")
    SessionFactory(collaboration=other, date=session.date, hours=Decimal(4), taught_by=jonas, recorded_by=cast.editor)
    client, url, seen = login(cast.editor), reverse("followup:staff_edit", args=[jonas.pk]), []
    for version, hours in enumerate(("6,5 t", "6 t", "6,5")):
        client.post(url, {"version": str(version), "weekly_hours": hours})
        seen.append((codes(cast.collaboration), codes(other)))
    both = (["employee_overloaded"], ["employee_overloaded"])
    assert seen == [([], []), both, ([], [])]


@pytest.mark.guide("3E3")
def test_staff_list_shows_the_load_week_by_week(cast, login, jonas, session):
    StaffProfileFactory(person=jonas, weekly_hours=Decimal(2), competences="Båd")
    page = login(cast.reader).get(reverse("followup:staff_list"))
    load = page.context["loads"][0]
    week = (session.date - load.weeks[0].monday).days // 7
    assert (load.person, load.weeks[week].hours, load.weeks[week].over) == (jonas, Decimal("2.5"), True)
    assert "For meget i nogle uger" in page.content.decode()


@pytest.mark.guide("3E3")
def test_a_weeks_number_opens_its_rows_over_all_collaborations(cast, login, jonas, session, today):
    StaffProfileFactory(person=jonas, weekly_hours=Decimal(4))
    other = CollaborationFactory(institution=cast.institution, title="Skovens dyr om vinteren")
    HoursEntryFactory(collaboration=other, date=session.date, hours=Decimal(2), what="Kørsel", person=jonas)
    SessionFactory(
        collaboration=other, date=session.date, hours=9, status="cancelled", cancel_reason="Sygdom", taught_by=jonas,
        recorded_by=cast.editor,
    )  # fmt: skip
    client = login(cast.reader)
    listed = client.get(reverse("followup:staff_list"))
    load = listed.context["loads"][0]
    week = next(week for week in load.weeks if week.hours)
    url = reverse("followup:staff_weeks", args=[jonas.pk])
    assert f'href="{url}#{week.mark}"' in listed.content.decode()
    page = client.get(url)
    shown = next(each for each in page.context["weeks"] if each.monday == week.monday)
    assert (shown.hours, shown.over, shown.hours == week.hours) == (Decimal("4.5"), True, True)
    assert [(row.text, row.hours) for row in shown.rows] == [
        ("Havet som klasserum", Decimal("2.5")), ("Skovens dyr om vinteren", Decimal(2)),
    ]  # fmt: skip
    body = page.content.decode()
    assert [f'id="{week.mark}"' in body, "Kørsel" in body, "for meget" in body] == [True, True, True]


def test_a_planned_session_of_what_came_to_nothing_takes_no_time(cast, login, jonas, session):
    StaffProfileFactory(person=jonas, weekly_hours=Decimal(1))
    assert codes(cast.collaboration) == ["employee_overloaded"]
    url = reverse("samarbejde:collaboration_status", args=[cast.collaboration.pk])
    login(cast.editor).post(url, {"target": "declined", "decline_reason": "time", "reason": "Ingen tid"})
    assert loads_of([jonas], session.date)[0].hours == 0


@pytest.mark.parametrize("asked", ["", "?fra=x&uger=7", "?fra=2027-01-01&uger=52", "?fra=9999-12-31"])
def test_the_weeks_are_shown_whatever_is_asked(cast, login, jonas, asked):
    page = login(cast.reader).get(reverse("followup:staff_weeks", args=[jonas.pk]) + asked)
    assert (page.status_code, len(page.context["weeks"]) in {8, 52}) == (200, True)


@pytest.mark.parametrize("number", [1, 30])
def test_the_weeks_of_one_cost_the_same(cast, login, jonas, number, django_assert_max_num_queries):
    for _ in range(number):
        collaboration = CollaborationFactory(institution=cast.institution)
        SessionFactory(collaboration=collaboration, date=timezone.localdate(), hours=2, taught_by=jonas)
        HoursEntryFactory(collaboration=collaboration, date=timezone.localdate(), person=jonas)
    client = login(cast.reader)
    with django_assert_max_num_queries(8):
        client.get(reverse("followup:staff_weeks", args=[jonas.pk]))


def test_staff_edit_refuses_a_lost_update(cast, login, jonas):
    client, url = login(cast.editor), reverse("followup:staff_edit", args=[jonas.pk])
    answers = [client.post(url, {"version": "0", "competences": word}).status_code for word in ("båd", "bil")]
    assert (answers, StaffProfile.objects.get().competences) == ([302, 409], "båd")


def test_staff_edit_refuses_more_than_a_week(cast, login, jonas):
    answer = login(cast.editor).post(
        reverse("followup:staff_edit", args=[jonas.pk]), {"version": "0", "weekly_hours": "40"}
    )
    assert list(answer.context["form"].errors) == ["weekly_hours"]


def test_a_reader_sees_but_reports_nobody(cast, login, jonas, today):
    client = login(cast.reader)
    assert (client.get(ABSENCES).context["form"], report(client, jonas, today).status_code) == (None, 403)


def crowd(cast, number):
    for index in range(number):
        person = colleague(cast, f"Kollega {index}", competences="båd", weekly_hours=1)
        collaboration = CollaborationFactory(institution=cast.institution, phase="active")
        OwnPartyFactory(collaboration=collaboration)
        BriefingFactory(collaboration=collaboration, needs="bil", updated_by=cast.editor)
        SessionFactory(
            collaboration=collaboration, date=timezone.localdate(), hours=2, taught_by=person, recorded_by=cast.editor
        )
        AbsenceFactory(person=person)


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(("name", "most"), [("staff_list", 8), ("absence_list", 9)])
def test_lists_cost_the_same(cast, login, number, name, most, django_assert_max_num_queries):
    crowd(cast, number)
    client = login(cast.editor)
    with django_assert_max_num_queries(most):
        client.get(reverse(f"followup:{name}"))


@pytest.mark.parametrize("number", [1, 30])
def test_rules_cost_the_same(cast, number, today, django_assert_num_queries):
    from followup.attention.staffing import RULES
    from samarbejde.models import Collaboration

    crowd(cast, number)
    with django_assert_num_queries(6):
        hits = [hit for rule in RULES for hit in rule.find(Collaboration.objects.all(), today)]
    assert len(hits) == number * 3
