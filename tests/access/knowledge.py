"""Knowledge's routes."""

from tests.access.rules import ACTORS, ANYONE, EDIT, LOGIN, MOVED, READ, Route
from tests.factories import CollaborationFactory, LessonFactory

# A piece fetched by script: a plain visit is sent to the page it belongs to.
PIECE = {**dict.fromkeys(ACTORS, MOVED), "anonymous": LOGIN}


def _own(cast):
    return [cast.collaboration.pk]


def _foreign(cast):
    return [cast.foreign.pk]


def _lesson(cast):
    return [cast.collaboration.pk, LessonFactory(collaboration=cast.collaboration, written_by=cast.editor).pk]


def _elsewhere(cast):
    """Our collaboration, and a lesson of another of ours."""
    other = CollaborationFactory(institution=cast.institution)
    return [cast.collaboration.pk, LessonFactory(collaboration=other, written_by=cast.editor).pk]


def _foreign_lesson(cast):
    return [cast.foreign.pk, LessonFactory(collaboration=cast.foreign, written_by=cast.other).pk]


ROUTES = {
    "knowledge:knowledge_detail": Route(READ, _own, _foreign),
    "knowledge:record_detail": Route(READ, _own, _foreign),
    "knowledge:record_export": Route(EDIT, lambda cast: [*_own(cast), "pdf"], lambda cast: [*_foreign(cast), "pdf"]),
    "knowledge:closure_edit": Route(EDIT, _own, _foreign, "GET POST"),
    "knowledge:lesson_create": Route(EDIT, _own, _foreign, "GET POST"),
    "knowledge:lesson_edit": Route(EDIT, _lesson, _foreign_lesson, "GET POST"),
    "knowledge:lesson_review": Route(EDIT, _lesson, _foreign_lesson, "POST"),
    "knowledge:lesson_retire": Route(EDIT, _lesson, _foreign_lesson, "POST"),
    "knowledge:lesson_fitting": Route(READ, _own, _foreign),
    "knowledge:lesson_use": Route(EDIT, _elsewhere, _foreign_lesson, "POST"),
    "knowledge:lesson_dismiss": Route(EDIT, _elsewhere, _foreign_lesson, "POST"),
    "knowledge:search": Route(ANYONE),
    "knowledge:lesson_card": Route(PIECE),
    "knowledge:palette": Route(PIECE),
}
