"""Lessons come back where something like it is planned."""

import pytest
from django.urls import reverse

from knowledge.actions.lesson_life import dismiss_lesson, retire_lesson, review_lesson, use_lesson
from knowledge.actions.lessons import write_lesson
from knowledge.models import LessonUse
from knowledge.queries.fitting import fitting_lessons
from samarbejde.models import Event, SearchDocument
from tests.factories import (
    AgreementFactory,
    CollaborationFactory,
    FormatFactory,
    InquiryFactory,
    LessonFactory,
    PartyFactory,
    SubjectFactory,
)  # fmt: skip

WORDS = ("Bestil bussen først", "Ring til kommunen i maj", "faget Biologi", "Fjorden i fjor")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def alike(cast):
    """Return a lesson from another collaboration of ours with the same school and subject."""
    subject = SubjectFactory(name="Biologi")
    other = CollaborationFactory(institution=cast.institution, title="Fjorden i fjor")
    PartyFactory(collaboration=other, school=cast.party.school)
    for row in (cast.collaboration, other):
        row.subjects.add(subject)
    return write_lesson(
        collaboration=other, headline="Bestil bussen først", to_do="Ring til kommunen i maj", by=cast.editor
    )


def page(cast, name="lesson_fitting", *more):
    return reverse(f"knowledge:{name}", args=[cast.collaboration.pk, *more])


def headlines(user, collaboration):
    return [fit.lesson.headline for fit in fitting_lessons(user, collaboration)]


@pytest.mark.guide("4C8")
def test_lessons_that_fit_are_fetched_beside_the_plans_and_say_why(cast, login, alike):
    client = login(cast.reader)
    contact = client.get(reverse("contacts:contact_detail", args=[cast.collaboration.pk])).content.decode()
    piece = client.get(page(cast), headers=HTMX).content.decode()
    assert f'hx-get="{page(cast)}"' in contact
    assert [text for text in WORDS if text not in piece] == []


def test_lessons_that_share_most_come_first_and_nothing_in_common_is_left_out(cast, alike):
    form = FormatFactory(name="Prøv et tilbud")
    near = CollaborationFactory(institution=cast.institution)
    for row in (cast.collaboration, near):
        row.formats.add(form)
    LessonFactory(collaboration=near, headline="Samme form", written_by=cast.editor)
    LessonFactory(
        collaboration=CollaborationFactory(institution=cast.institution), headline="Intet", written_by=cast.editor
    )
    LessonFactory(collaboration=cast.collaboration, headline="Vores egen", written_by=cast.editor)
    assert headlines(cast.reader, cast.collaboration) == ["Bestil bussen først", "Samme form"]


def test_lessons_of_another_place_are_never_offered(cast):
    LessonFactory(collaboration=cast.foreign, headline="Fremmed", written_by=cast.other)
    assert headlines(cast.editor, cast.collaboration) == []


def test_lesson_use_is_counted_once(cast, login, alike):
    client = login(cast.editor)
    for _ in range(2):
        client.post(page(cast, "lesson_use", alike.pk))
    piece = client.get(page(cast)).content.decode()
    assert (LessonUse.objects.count(), Event.objects.filter(verb="lesson_used").count()) == (1, 1)
    assert ("brugt af 1" in piece, "Brugt her" in piece) == (True, True)


def test_lesson_dismissed_is_not_shown_here_again_but_elsewhere(cast, login, alike):
    twin = CollaborationFactory(institution=cast.institution)
    PartyFactory(collaboration=twin, school=cast.party.school)
    answer = login(cast.editor).post(page(cast, "lesson_dismiss", alike.pk), headers=HTMX)
    assert (answer.status_code, "Bestil bussen" in answer.content.decode()) == (200, False)
    assert headlines(cast.editor, cast.collaboration) == []
    assert headlines(cast.editor, twin) == ["Bestil bussen først"]


def test_lesson_retired_is_neither_offered_nor_found_until_it_holds_again(cast, alike):
    retire_lesson(lesson=alike, reason="Kommunen kører selv nu", by=cast.editor)
    assert (headlines(cast.editor, cast.collaboration), SearchDocument.objects.filter(kind="lesson").count()) == ([], 0)
    review_lesson(lesson=alike, by=cast.coordinator)
    assert headlines(cast.editor, cast.collaboration) == ["Bestil bussen først"]
    assert SearchDocument.objects.filter(kind="lesson").count() == 1


def test_lesson_retire_needs_a_reason(cast, login):
    lesson = LessonFactory(collaboration=cast.collaboration, written_by=cast.editor)
    client = login(cast.editor)
    client.post(page(cast, "lesson_retire", lesson.pk), {"reason": " "})
    lesson.refresh_from_db()
    assert lesson.is_retired is False
    client.post(page(cast, "lesson_retire", lesson.pk), {"reason": "Reglerne er nye"})
    lesson.refresh_from_db()
    assert (lesson.is_retired, lesson.retired_reason) == (True, "Reglerne er nye")
    shown = client.get(page(cast, "knowledge_detail")).content.decode()
    assert "Forældet" in shown


@pytest.mark.parametrize("number", [1, 30])
def test_lesson_fitting_costs_the_same(cast, login, alike, number, django_assert_num_queries):
    for n in range(number):
        row = CollaborationFactory(institution=cast.institution)
        PartyFactory(collaboration=row, school=cast.party.school)
        lesson = LessonFactory(collaboration=row, headline=f"Nr. {n}", written_by=cast.editor)
        use_lesson(lesson=lesson, collaboration=cast.collaboration, by=cast.editor)
        dismiss_lesson(lesson=lesson, collaboration=row, by=cast.editor)
    client = login(cast.editor)
    with django_assert_num_queries(7):
        client.get(page(cast), headers=HTMX)


@pytest.mark.guide("4C8")
@pytest.mark.parametrize(
    "name",
    ["contacts:assessment_edit", "agreements:agreement_edit", "followup:session_create", "contacts:contact_detail"],
)
def test_lessons_come_back_where_something_is_decided(cast, login, name):
    AgreementFactory(collaboration=cast.collaboration, updated_by=cast.editor)
    page = login(cast.editor).get(reverse(name, args=[cast.collaboration.pk])).content.decode()

    assert f'hx-get="{reverse("knowledge:lesson_fitting", args=[cast.collaboration.pk])}"' in page


@pytest.mark.guide("4C8")
def test_a_request_is_assessed_beside_what_was_learnt_with_the_school(cast, login):
    inquiry = InquiryFactory(institution=cast.institution, school=cast.school)
    LessonFactory(collaboration=cast.collaboration, headline="Ring før otte", written_by=cast.editor)
    LessonFactory(collaboration=cast.foreign, headline="De andres erfaring", written_by=cast.other)
    client, piece = login(cast.coordinator), reverse("knowledge:lesson_school", args=[cast.school.pk])

    assert f'hx-get="{piece}"' in client.get(reverse("contacts:inquiry_assess", args=[inquiry.pk])).content.decode()
    shown = client.get(piece, headers={"HX-Request": "true"}).content.decode()
    assert ("Ring før otte" in shown, "De andres erfaring" in shown) == (True, False)
