"""The routes of a shared understanding: ours, and the page behind the school's link."""

from tests.access.rules import COORDINATE, EDIT, STAFF, TOKEN, Route

FORM = "GET POST"


def ours(cast):
    return [cast.collaboration.pk]


def theirs(cast):
    return [cast.foreign.pk]


ROUTES = {
    "contacts:expectations_detail": Route(STAFF, ours, theirs),
    "contacts:expectations_answer": Route(EDIT, ours, theirs, methods=FORM),
    "contacts:expectations_ask": Route(
        EDIT, lambda cast: [cast.collaboration.pk, cast.party.pk],
        lambda cast: [cast.foreign.pk, cast.foreign.parties.exclude(school=None).get().pk], methods=FORM,
    ),
    "contacts:expectations_text": Route(EDIT, ours, theirs, methods=FORM),
    "contacts:expectations_confirm": Route(COORDINATE, ours, theirs, methods="POST"),
    "contacts:expectations_exchange": Route(TOKEN, lambda cast: ["x" * 43]),
    "contacts:expectations_public": Route(TOKEN, lambda cast: [1], methods=FORM),
}  # fmt: skip
