"""Pages of one person and one school."""

from tests.access.rules import ANYONE, EDITORS_ANYWHERE, MISSING, NO, PEOPLE, Route
from tests.factories import PersonFactory, PostFactory

FORM = "GET POST"
CHANGE = {**PEOPLE, "reader": NO, "network": MISSING}
REGISTER = {**EDITORS_ANYWHERE, "editor": NO}


def our_person(cast):
    return [PersonFactory(institution=cast.institution, created_by=cast.editor).pk]


def their_person(cast):
    return [PersonFactory(institution=cast.elsewhere, created_by=cast.other).pk]


def our_post(cast):
    person = PersonFactory(institution=cast.institution, created_by=cast.editor)
    return [person.pk, PostFactory(person=person, school=cast.school).pk]


def their_post(cast):
    person = PersonFactory(institution=cast.elsewhere, created_by=cast.other)
    return [person.pk, PostFactory(person=person, school=cast.school).pk]


def school(cast):
    return [cast.school.number]


ROUTES = {
    "samarbejde:person_create": Route(EDITORS_ANYWHERE, methods=FORM),
    "samarbejde:person_detail": Route(PEOPLE, our_person, their_person),
    "samarbejde:person_edit": Route(CHANGE, our_person, their_person, methods=FORM),
    "samarbejde:person_confirm": Route(CHANGE, our_person, their_person, methods="POST"),
    "samarbejde:person_leave": Route(CHANGE, our_person, their_person, methods=FORM),
    "samarbejde:person_return": Route(CHANGE, our_person, their_person, methods="POST"),
    "samarbejde:post_create": Route(CHANGE, our_person, their_person, methods=FORM),
    "samarbejde:post_end": Route(CHANGE, our_post, their_post, methods="POST"),
    "samarbejde:school_detail": Route(ANYONE, school),
    "samarbejde:school_edit": Route(REGISTER, school, methods=FORM),
}
