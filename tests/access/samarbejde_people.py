"""Pages of one person and one school."""

from samarbejde.actions.person_merges import merge_people
from tests.access.rules import ANYONE, EDITORS_ANYWHERE, MISSING, NO, PEOPLE, TOKEN, Route
from tests.factories import ParticipantFactory, PersonFactory, PostFactory

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


def pair(cast):
    first = PersonFactory(institution=cast.institution, created_by=cast.editor)
    return [first.pk, PersonFactory(institution=cast.institution, created_by=cast.editor).pk]


def their_pair(cast):
    first = PersonFactory(institution=cast.elsewhere, created_by=cast.other)
    return [first.pk, PersonFactory(institution=cast.elsewhere, created_by=cast.other).pk]


def _merged(institution, user) -> int:
    kept, other = (PersonFactory(institution=institution, created_by=user) for _ in range(2))
    return merge_people(kept=kept, other=other, by=user).pk


def our_leaver(cast):
    """Somebody with a place to fill."""
    person = PersonFactory(institution=cast.institution, created_by=cast.editor)
    ParticipantFactory(party=cast.party, person=person)
    return [person.pk]


def our_merge(cast):
    return [_merged(cast.institution, cast.editor)]


def their_merge(cast):
    return [_merged(cast.elsewhere, cast.other)]


def house(cast):
    return [cast.institution.slug]


OURS_ONLY = {**EDITORS_ANYWHERE, "other": NO}
ERASE = {**CHANGE, "editor": NO}

ROUTES = {
    "samarbejde:person_create": Route(EDITORS_ANYWHERE, methods=FORM),
    "samarbejde:person_detail": Route(PEOPLE, our_person, their_person),
    "samarbejde:person_edit": Route(CHANGE, our_person, their_person, methods=FORM),
    "samarbejde:person_confirm": Route(CHANGE, our_person, their_person, methods="POST"),
    "samarbejde:person_leave": Route(CHANGE, our_person, their_person, methods=FORM),
    "samarbejde:person_return": Route(CHANGE, our_person, their_person, methods="POST"),
    "samarbejde:person_handover": Route(CHANGE, our_leaver, their_person, methods=FORM),
    "samarbejde:person_access": Route(CHANGE, our_person, their_person),
    "samarbejde:person_erase": Route(ERASE, our_person, their_person, methods=FORM),
    "samarbejde:person_duplicates": Route(EDITORS_ANYWHERE),
    "samarbejde:person_merge": Route(CHANGE, pair, their_pair, methods=FORM),
    "samarbejde:person_apart": Route(CHANGE, pair, their_pair, methods="POST"),
    "samarbejde:merge_undo": Route(CHANGE, our_merge, their_merge, methods="POST"),
    "samarbejde:person_confirmations": Route(EDITORS_ANYWHERE),
    "samarbejde:person_ask": Route(OURS_ONLY, house, methods="POST"),
    "samarbejde:person_exchange": Route(TOKEN, lambda cast: ["x" * 43]),
    "samarbejde:person_answer": Route(TOKEN, lambda cast: [1], methods=FORM),
    "samarbejde:outbox_release_drafts": Route({**OURS_ONLY, "editor": NO}, house, methods="POST"),
    "samarbejde:post_create": Route(CHANGE, our_person, their_person, methods=FORM),
    "samarbejde:post_end": Route(CHANGE, our_post, their_post, methods="POST"),
    "samarbejde:school_detail": Route(ANYONE, school),
    "samarbejde:school_edit": Route(REGISTER, school, methods=FORM),
}
