import datetime

import pytest
from django.urls import reverse

from knowledge.actions.closure import close_collaboration
from knowledge.actions.lessons import write_lesson
from knowledge.models import Closure, Lesson
from knowledge.panel import KnowledgePanel, lesson_card
from samarbejde.actions.attention import refresh_attention
from samarbejde.lib.versions import StaleVersion
from samarbejde.models import AttentionSignal, Collaboration, Event, SearchDocument
from tests.factories import (
    CollaborationFactory,
    FormatFactory,
    GradeFactory,
    LessonFactory,
    PartyFactory,
    SubjectFactory,
)  # fmt: skip


def tab(collaboration):
    return reverse("knowledge:knowledge_detail", args=[collaboration.pk])


def new_url(collaboration):
    return reverse("knowledge:lesson_create", args=[collaboration.pk])


def test_lesson_create_is_shown_and_findable(cast, login):
    cast.collaboration.subjects.add(SubjectFactory(name="Biologi"))
    client = login(cast.editor)
    answer = client.post(
        new_url(cast.collaboration), {"headline": "Bestil bussen først", "text": "Så faldt resten på plads"}
    )
    document = SearchDocument.objects.get(kind="lesson")
    assert answer["Location"] == f"{tab(cast.collaboration)}#erfaringer"
    assert "Bestil bussen først" in client.get(tab(cast.collaboration)).content.decode()
    assert (document.title, "Biologi" in document.body, document.institution) == (
        "Bestil bussen først",
        True,
        cast.institution,
    )
    assert Event.objects.get(verb="lesson_written").data["headline"] == "Bestil bussen først"


def test_lesson_create_without_a_headline_keeps_the_text(cast, login):
    answer = login(cast.editor).post(new_url(cast.collaboration), {"headline": "", "text": "Noget langt, jeg skrev"})
    assert (answer.status_code, "Noget langt, jeg skrev" in answer.content.decode()) == (200, True)


def test_lesson_written_twice_is_one(cast):
    for _ in range(2):
        write_lesson(collaboration=cast.collaboration, headline="Det samme", by=cast.editor)
    assert Lesson.objects.count() == 1


def test_lesson_edit_changes_what_is_found_and_refuses_a_lost_update(cast, login):
    lesson = write_lesson(collaboration=cast.collaboration, headline="Gammel", by=cast.editor)
    url = reverse("knowledge:lesson_edit", args=[cast.collaboration.pk, lesson.pk])
    client = login(cast.coordinator)
    codes = [client.post(url, {"headline": text, "version": "1"}).status_code for text in ("Ny", "Nyere")]
    assert (codes, SearchDocument.objects.get(kind="lesson").title) == ([302, 409], "Ny")


@pytest.mark.guide("4C5")
def test_closure_moves_to_the_last_phase_and_keeps_the_record(cast, login):
    url = reverse("knowledge:closure_edit", args=[cast.collaboration.pk])
    data = {"version": "0", "ended_on": "2026-03-01", "reason": "ebbed", "explanation": "Læreren flyttede"}
    answer = login(cast.editor).post(url, data)
    collaboration = Collaboration.objects.get(pk=cast.collaboration.pk)
    assert (answer["Location"], collaboration.phase) == (tab(collaboration), "closed")
    assert "Læreren flyttede" in SearchDocument.objects.get(kind="record").body
    verbs = set(Event.objects.filter(collaboration=collaboration).values_list("verb", flat=True))
    assert verbs == {"collaboration_closed", "phase_changed"}


def test_closure_without_a_reason_shows_what_was_typed(cast, login):
    url = reverse("knowledge:closure_edit", args=[cast.collaboration.pk])
    answer = login(cast.editor).post(url, {"version": "0", "ended_on": "2026-03-01", "explanation": "Noget, jeg skrev"})
    assert (answer.status_code, "Noget, jeg skrev" in answer.content.decode(), Closure.objects.count()) == (
        200,
        True,
        0,
    )


def test_closure_written_by_two_at_once_is_refused(cast):
    day = datetime.date(2026, 3, 1)
    close_collaboration(collaboration=cast.collaboration, ended_on=day, reason="ebbed", by=cast.editor)
    with pytest.raises(StaleVersion):
        close_collaboration(collaboration=cast.collaboration, ended_on=day, reason="as_agreed", by=cast.coordinator)


def codes(collaboration):
    refresh_attention(collaborations=[collaboration.pk])
    return list(
        AttentionSignal.objects.filter(collaboration=collaboration, code="ended_without_record").values_list(
            "code", flat=True
        )
    )


@pytest.mark.guide("4C5")
def test_ended_without_record_is_noticed_until_it_is_written(cast, login):
    assert codes(cast.collaboration) == []
    cast.collaboration.ends_on = datetime.date(2026, 1, 31)
    cast.collaboration.save()
    assert codes(cast.collaboration) == ["ended_without_record"]
    url = reverse("knowledge:closure_edit", args=[cast.collaboration.pk])
    login(cast.editor).post(url, {"version": "0", "ended_on": "2026-01-31", "reason": "as_agreed"})
    assert codes(cast.collaboration) == []


@pytest.fixture
def similar(cast):
    """My collaboration and a finished one share subject and grade; a third shares nothing."""
    subject, grade = SubjectFactory(), GradeFactory()
    other = CollaborationFactory(institution=cast.institution, title="Fossiler og fortællinger")
    for collaboration in (cast.collaboration, other):
        collaboration.subjects.add(subject)
        collaboration.grades.add(grade)
    LessonFactory(collaboration=CollaborationFactory(institution=cast.institution), written_by=cast.editor)
    return LessonFactory(collaboration=other, headline="Bestil bussen først", written_by=cast.editor)


@pytest.mark.guide("4C8")
def test_overview_card_brings_a_lesson_back_with_why(cast, similar):
    card = lesson_card(cast.editor)
    assert (card["lesson"], card["why"]) == (
        similar, "Vises, fordi Havet som klasserum har noget til fælles med det: faget Biologi og 5. klasse.",
    )  # fmt: skip


def test_overview_card_is_nothing_for_who_runs_nothing(cast, similar):
    assert lesson_card(cast.reader) is None


def test_overview_card_never_shows_another_institutions_lesson(cast):
    PartyFactory(collaboration=cast.foreign)
    form = FormatFactory()
    cast.collaboration.formats.add(form)
    cast.foreign.formats.add(form)
    LessonFactory(collaboration=cast.foreign, written_by=cast.other)
    assert lesson_card(cast.editor) is None


@pytest.mark.parametrize("number", [1, 30])
def test_overview_card_costs_the_same(cast, similar, number, django_assert_num_queries):
    for _ in range(number):
        LessonFactory(collaboration=similar.collaboration, written_by=cast.editor)
    cast.editor.memberships_now  # noqa: B018 - read once per request
    with django_assert_num_queries(2):
        lesson_card(cast.editor)


def test_step_text_and_next_steps_follow_the_work(cast):
    panel, collaboration = KnowledgePanel(), cast.collaboration
    collaboration.phase = "closed"
    collaboration.save()
    before = [str(step.label) for step in panel.next_steps(collaboration)]
    close_collaboration(collaboration=collaboration, ended_on=datetime.date(2026, 3, 1), reason="ebbed", by=cast.editor)
    fresh = Collaboration.objects.get(pk=collaboration.pk)
    after = [str(step.label) for step in panel.next_steps(fresh)]
    assert (before, after, panel.step_text(fresh)) == (
        ["Afslut samarbejdet"],
        ["Skriv en erfaring"],
        "afsluttet 1. marts",
    )


def test_lesson_card_is_fetched_beside_the_overview(cast, login, similar):
    client = login(cast.editor)
    address = reverse("knowledge:lesson_card")
    assert f'hx-get="{address}"' in client.get("/").content.decode()
    assert "Bestil bussen først" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert client.get(address)["Location"] == "/viden/"


def test_lesson_card_is_empty_when_nothing_fits(cast, login):
    answer = login(cast.editor).get(reverse("knowledge:lesson_card"), headers={"HX-Request": "true"})
    assert answer.content.strip() == b""
