"""Knowledge's routes."""

from tests.access.rules import ACTORS, ANYONE, COORDINATE, EDIT, LOGIN, MOVED, NO, READ, Route
from tests.factories import (
    ClosureFactory,
    CollaborationFactory,
    InstitutionFactory,
    LessonFactory,
    NetworkFactory,
    OutboxMessageFactory,
    RecordPartFactory,
    SharedItemFactory,
)  # fmt: skip

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


def _part(cast):
    return [cast.collaboration.pk, RecordPartFactory(collaboration=cast.collaboration, edited_by=cast.editor).key]


def _foreign_part(cast):
    return [cast.foreign.pk, RecordPartFactory(collaboration=cast.foreign, edited_by=cast.other).key]


def _closed(cast):
    ClosureFactory(collaboration=cast.collaboration, closed_by=cast.editor)
    return _own(cast)


def _foreign_closed(cast):
    ClosureFactory(collaboration=cast.foreign, closed_by=cast.other)
    return _foreign(cast)


def _thanked(cast):
    """With a draft that waits: without one the page leads back."""
    OutboxMessageFactory(collaboration=cast.collaboration, institution=cast.institution, kind="thanks", status="draft")
    return _closed(cast)


def _shared(cast):
    lesson = LessonFactory(collaboration=cast.collaboration, written_by=cast.editor)
    item = SharedItemFactory(institution=cast.institution, network=cast.network_group, lesson=lesson)
    return [item.pk]


def _foreign_shared(cast):
    """In another network: neither seen nor found."""
    network = NetworkFactory()
    cast.elsewhere.network = network
    cast.elsewhere.save(update_fields=["network"])
    lesson = LessonFactory(collaboration=cast.foreign, written_by=cast.other)
    return [SharedItemFactory(institution=cast.elsewhere, network=network, lesson=lesson).pk]


def _of_a_peer(cast):
    peer = InstitutionFactory(network=cast.network_group)
    return [SharedItemFactory(institution=peer, network=cast.network_group).pk]


ROUTES = {
    "knowledge:shared_list": Route(ANYONE),
    "knowledge:shared_detail": Route(READ, _shared, _foreign_shared),
    "knowledge:shared_edit": Route(COORDINATE, _shared, _foreign_shared, "GET POST"),
    "knowledge:shared_take_back": Route(COORDINATE, _shared, _foreign_shared, "POST"),
    "knowledge:shared_use": Route({**EDIT, "superuser": NO}, _of_a_peer, _foreign_shared, "POST"),
    "knowledge:share_create": Route(
        COORDINATE, lambda cast: ["historie", *_own(cast)], lambda cast: ["historie", *_foreign(cast)], "GET POST"
    ),
    "knowledge:knowledge_detail": Route(READ, _own, _foreign),
    "knowledge:record_detail": Route(READ, _own, _foreign),
    "knowledge:record_export": Route(EDIT, lambda cast: [*_own(cast), "pdf"], lambda cast: [*_foreign(cast), "pdf"]),
    "knowledge:record_part": Route(
        EDIT, lambda cast: [*_own(cast), "ending"], lambda cast: [*_foreign(cast), "ending"], "GET POST"
    ),
    "knowledge:record_part_drop": Route(EDIT, _part, _foreign_part, "POST"),
    "knowledge:closure_edit": Route(EDIT, _own, _foreign, "GET POST"),
    "knowledge:closure_tidied": Route(EDIT, _closed, _foreign_closed, "POST"),
    "knowledge:closure_thanks": Route(EDIT, _thanked, _foreign_closed, "GET POST"),
    "knowledge:lesson_create": Route(EDIT, _own, _foreign, "GET POST"),
    "knowledge:lesson_edit": Route(EDIT, _lesson, _foreign_lesson, "GET POST"),
    "knowledge:lesson_review": Route(EDIT, _lesson, _foreign_lesson, "POST"),
    "knowledge:lesson_retire": Route(EDIT, _lesson, _foreign_lesson, "POST"),
    "knowledge:lesson_fitting": Route(READ, _own, _foreign),
    "knowledge:lesson_use": Route(EDIT, _elsewhere, _foreign_lesson, "POST"),
    "knowledge:lesson_dismiss": Route(EDIT, _elsewhere, _foreign_lesson, "POST"),
    "knowledge:search": Route(ANYONE),
    "knowledge:lesson_card": Route(PIECE),
    "knowledge:lesson_school": Route(PIECE, lambda cast: [cast.school.pk]),
    "knowledge:palette": Route(PIECE),
}
