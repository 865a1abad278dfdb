import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements.actions.approvals import approve_version
from followup.actions.milestones import change_milestone, follow_agreed
from followup.models import FollowedMilestone, MilestoneMove
from followup.panel import FollowupPanel
from followup.queries.milestones import agreed_milestones, milestone_states, slip_words
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.erasure import erase_person
from samarbejde.models import AttentionSignal, Collaboration, Event
from samarbejde.panels import attention_rules
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.queries.upcoming import upcoming_for
from tests.factories import (
    AgreementVersionFactory,
    ApprovalFactory,
    CollaborationFactory,
    FollowedMilestoneFactory,
    MilestoneMoveFactory,
    ParticipantFactory,
    PersonFactory,
)  # fmt: skip

CHOSEN, SHOWN = "Klassen har valgt sin genstand", "Udstillingen står klar"
DAY = datetime.date(2027, 3, 3)


def content(*rows, **more):
    block = {"kind": "milestones", "key": "milestones", "milestones": list(rows)}
    return {"format": 1, "title": "", "sections": [{"key": "time", "title": "Tid", "blocks": [block]}]} | more


def line(text, on, number):
    return {"id": number, "text": text, "due_on": on}


def week(today, number):
    return today + datetime.timedelta(weeks=number)


@pytest.mark.parametrize(
    "text",
    [
        content(line(CHOSEN, "2027-03-03", 4)),
        content({"title": CHOSEN, "on": "2027-03-03"}),
        {"milestones": [{"what": CHOSEN, "day": "onsdag 3. marts 2027 (uge 9)"}]},
        {"sections": [{"blocks": [
            {"kind": "table", "key": "milestones", "headings": ["Milepæl", "Dag"],
             "rows": [[CHOSEN, "onsdag 3. marts 2027"], ["", "2027-04-01"], ["Uden dag", "snart"], "x", [CHOSEN, DAY]]}
        ]}]},
    ],
    ids=["own shape", "other names", "at the top", "a table"],
)  # fmt: skip
def test_milestones_are_read_from_any_shape_of_the_agreement(text):
    assert [(row.text, row.on) for row in agreed_milestones(text)] == [(CHOSEN, DAY)]


@pytest.mark.parametrize(
    "text",
    [
        {}, {"milestones": None, "sections": None}, {"milestones": "4. marts"},
        content({"text": CHOSEN, "due_on": "2027-02-30"}), content({"text": CHOSEN, "due_on": "3027-02-03"}),
    ],
)  # fmt: skip
def test_an_agreement_without_milestones_has_none(text):
    assert agreed_milestones(text) == []


@pytest.mark.guide("3E1")
def test_the_approved_agreement_gives_the_milestones_and_a_new_version_moves_them(cast, agreement, today):
    for number, rows in enumerate((
        [line(CHOSEN, "2027-03-03", 1), line(SHOWN, "2027-05-05", 2)],
        [line(CHOSEN, "2027-03-24", 1), line("Vi mødes igen", "2027-06-01", 3)],
    )):  # fmt: skip
        text = content(*rows)
        version = AgreementVersionFactory(agreement=agreement, number=number + 1, content=text, sent_by=cast.editor)
        approval = ApprovalFactory(version=version, party=cast.party)
        approve_version(approval=approval, typed_name="Lone", text_hash=version.content_hash)
        seen = [(m.text, m.planned_on, m.due_on, m.status) for m in FollowedMilestone.objects.order_by("pk")]
        if number == 0:
            assert seen == [(CHOSEN, DAY, DAY, "open"), (SHOWN, *[datetime.date(2027, 5, 5)] * 2, "open")]
    assert seen == [
        (CHOSEN, *[datetime.date(2027, 3, 24)] * 2, "open"),
        (SHOWN, *[datetime.date(2027, 5, 5)] * 2, "dropped"),
        ("Vi mødes igen", *[datetime.date(2027, 6, 1)] * 2, "open"),
    ]


def test_what_was_decided_since_stays_when_the_agreement_says_the_same_again(cast):
    text = content(line(CHOSEN, "2027-03-03", 1), line(SHOWN, "2027-05-05", 2))
    first, second = follow_agreed(collaboration=cast.collaboration, content=text, by=cast.editor)
    moved = datetime.date(2027, 3, 17)
    change_milestone(milestone=first, due_on=moved, status="open", why="Sygdom", version=1, by=cast.editor)
    change_milestone(milestone=second, due_on=second.due_on, status="done", done_on=DAY, version=1, by=cast.editor)
    again = content(line(CHOSEN, "2027-03-03", 1), line(SHOWN, "2027-05-12", 2))
    follow_agreed(collaboration=cast.collaboration, content=again, by=cast.editor)
    rows = [(m.due_on, m.planned_on, m.status) for m in FollowedMilestone.objects.order_by("pk")]
    assert rows == [(moved, DAY, "open"), (datetime.date(2027, 5, 5), datetime.date(2027, 5, 12), "done")]


@pytest.mark.guide("3E1")
def test_the_signal_goes_on_when_the_day_passes_and_off_when_it_is_moved_or_reached(cast, running, login, today):
    late = FollowedMilestoneFactory(collaboration=running, planned_on=week(today, -1), created_by=cast.editor)
    FollowedMilestoneFactory(collaboration=running, planned_on=today, created_by=cast.editor)

    def signals():
        refresh_attention(collaborations=[running.pk])
        return [s.data["number"] for s in AttentionSignal.objects.filter(collaboration=running, code="milestone_late")]

    assert signals() == [1]
    signal = AttentionSignal.objects.get(code="milestone_late")
    rule = attention_rules()["milestone_late"]
    assert "%" not in rule.sentence(signal.data) + rule.reason(signal.data)
    client, edit = login(cast.editor), reverse("followup:milestone_edit", args=[running.pk, late.pk])
    move = {"version": "1", "status": "open", "due_on": week(today, 2).isoformat(), "why": "Bussen kom ikke"}
    assert client.post(edit, move).status_code == 302
    assert signals() == []
    back = {"version": "2", "status": "open", "due_on": week(today, -1).isoformat(), "why": "Vi tog fejl"}
    client.post(edit, back)
    assert signals() == [1]
    client.post(reverse("followup:milestone_done", args=[running.pk, late.pk]))
    assert signals() == []


@pytest.mark.guide("3E1")
def test_the_tab_shows_how_far_it_slipped_and_why(cast, running, login, today):
    agreed = content(line(CHOSEN, week(today, -4).isoformat(), 1))
    follow_agreed(collaboration=running, content=agreed, by=cast.editor)
    milestone = FollowedMilestone.objects.get()
    url = reverse("followup:milestone_edit", args=[running.pk, milestone.pk])
    client = login(cast.editor)
    client.post(url, {"version": "1", "status": "open", "due_on": week(today, -1).isoformat(), "why": "Sygdom"})
    page = client.get(reverse("followup:followup_detail", args=[running.pk])).content.decode()
    assert ["3 uger senere end aftalt" in page, "Sygdom" in page, "Forsinket" in page] == [True] * 3
    form = client.get(url).content.decode()
    assert ["3 uger senere end aftalt" in form, "Sygdom" in form] == [True] * 2
    assert Event.objects.filter(verb="milestone_moved", collaboration=running).count() == 1


@pytest.mark.parametrize(
    ("days", "said"), [(0, ""), (1, "1 dag senere end aftalt"), (13, "13 dage senere end aftalt"),
                       (21, "3 uger senere end aftalt"), (-14, "2 uger før den aftalte dag")],
)  # fmt: skip
def test_slip_is_said_in_days_and_weeks(days, said):
    assert slip_words(days) == said


def test_moving_takes_a_reason_and_loses_nothing(cast, running, login, today):
    milestone = FollowedMilestoneFactory(collaboration=running, planned_on=today, created_by=cast.editor)
    url, client = reverse("followup:milestone_edit", args=[running.pk, milestone.pk]), login(cast.editor)
    answers = [
        {"status": "open", "due_on": week(today, 1).isoformat()}, {"status": "dropped", "due_on": today.isoformat()},
        {"status": "done", "due_on": today.isoformat(), "done_on": week(today, 1).isoformat()},
        {"status": "open", "due_on": "i morgen"}, {"status": "x", "due_on": "3000-01-01"},
    ]  # fmt: skip
    pages = [client.post(url, {"version": "1"} | answer) for answer in answers]
    assert [page.status_code for page in pages] == [200] * 5
    assert [sorted(page.context["form"].errors) for page in pages] == [
        ["why"], ["why"], ["done_on"], ["due_on"], ["due_on", "status"],
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        change_milestone(milestone=milestone, due_on=week(today, 1), status="open", version=1, by=cast.editor)
    assert (FollowedMilestone.objects.get().due_on, MilestoneMove.objects.count()) == (today, 0)


def test_the_second_writer_sees_both(cast, running, login, today):
    milestone = FollowedMilestoneFactory(collaboration=running, planned_on=today, created_by=cast.editor)
    url, client = reverse("followup:milestone_edit", args=[running.pk, milestone.pk]), login(cast.editor)
    first = {"version": "1", "status": "done", "due_on": today.isoformat(), "done_on": today.isoformat()}
    assert client.post(url, first).status_code == 302
    second = {"version": "1", "status": "open", "due_on": week(today, 3).isoformat(), "why": "Bussen"}
    page = client.post(url, second)
    assert (page.status_code, len(page.context["form"].conflict)) == (409, 3)
    assert FollowedMilestone.objects.get().is_done is True


def test_written_down_along_the_way_once(cast, running, login, today):
    url = reverse("followup:milestone_create", args=[running.pk])
    data = {"form_key": uuid.uuid4(), "text": "Prøvetur", "due_on": week(today, 2).isoformat()}
    client = login(cast.editor)
    for _ in range(2):
        assert client.post(url, data)["Location"].endswith("#milepaele")
    milestone = FollowedMilestone.objects.get()
    assert (milestone.text, milestone.is_agreed, milestone.slip) == ("Prøvetur", False, 0)


@pytest.mark.guide("3E1")
def test_open_milestones_stand_among_the_coming_dates(cast, running, today):
    FollowedMilestoneFactory(collaboration=running, planned_on=week(today, 1), created_by=cast.editor)
    FollowedMilestoneFactory(
        collaboration=running, planned_on=week(today, 1), status="done", done_on=today, created_by=cast.editor
    )
    FollowedMilestoneFactory(collaboration=cast.foreign, planned_on=week(today, 1))
    found = upcoming_for(cast.reader, today, week(today, 4))
    assert [str(entry.text) for entry in found] == [f"Milepæl: {CHOSEN}"]
    steps = [str(step.text) for step in FollowupPanel().next_steps(running)]
    assert f"Milepæl: {CHOSEN}" in steps
    assert "3E1" in {point.guide for point in FollowupPanel().open_points(running, "active")}


@pytest.mark.parametrize("number", [1, 30])
def test_milestones_cost_no_query_of_their_own(cast, running, today, number, django_assert_num_queries):
    for _ in range(number):
        FollowedMilestoneFactory(collaboration=running, planned_on=today, created_by=cast.editor)
    collaboration = get_visible_collaboration(cast.editor, running.pk)
    with django_assert_num_queries(0):
        assert len(milestone_states(collaboration)) == number


@pytest.mark.parametrize("number", [1, 300])
def test_the_rule_costs_one_query(db, today, number, django_assert_num_queries):
    for _ in range(number):
        FollowedMilestoneFactory(collaboration=CollaborationFactory(), planned_on=week(today, -1))
    with django_assert_num_queries(1):
        hits = list(attention_rules()["milestone_late"].find(Collaboration.objects.all(), today))
    assert len(hits) == number


def test_an_erased_person_is_in_no_milestone(cast):
    anders = PersonFactory(institution=cast.institution, name="Anders Lund")
    ParticipantFactory(party=cast.party, person=anders)
    said = "Anders Lund har nøglen"
    milestone = FollowedMilestoneFactory(collaboration=cast.collaboration, text=said, created_by=cast.editor)
    MilestoneMoveFactory(milestone=milestone, why=said, moved_by=cast.editor)
    erase_person(person=anders, by=cast.coordinator)
    texts = [FollowedMilestone.objects.get().text, MilestoneMove.objects.get().why]
    assert [("Anders" in text, text.endswith("har nøglen")) for text in texts] == [(False, True)] * 2
