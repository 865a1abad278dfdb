"""The school finder's routes: the finder is for everybody, the list and the criteria for the institution's own."""

from tests.access.rules import ANYONE, EDIT, EDITORS_ANYWHERE, MISSING, MOVED, NO, OK, PEOPLE, Route
from tests.factories import CriterionFactory, ShortlistEntryFactory

FORM = "GET POST"
COLLEAGUES_ANYWHERE = {**ANYONE, "network": NO}
NOBODY_TICKED = {actor: MOVED if status == OK else status for actor, status in EDITORS_ANYWHERE.items()}
EDITING_COLLEAGUES = {**EDIT, "network": MISSING}


def entry(cast):
    return [ShortlistEntryFactory(institution=cast.institution, added_by=cast.editor).pk]


def their_entry(cast):
    return [ShortlistEntryFactory(institution=cast.elsewhere, added_by=cast.other).pk]


def criterion(cast):
    return [CriterionFactory(institution=cast.institution, created_by=cast.editor).pk]


def their_criterion(cast):
    return [CriterionFactory(institution=cast.elsewhere, created_by=cast.other).pk]


ROUTES = {
    "contacts:finder": Route(ANYONE),
    "contacts:coverage": Route(ANYONE),
    "contacts:coverage_schools": Route(ANYONE),
    "contacts:coverage_export": Route({**ANYONE, "reader": NO}),
    "contacts:coverage_schools_export": Route({**ANYONE, "reader": NO}),
    "contacts:schools_chosen": Route(EDITORS_ANYWHERE, methods="POST"),
    "contacts:attempt_create_for_schools": Route(NOBODY_TICKED, methods=FORM),
    "contacts:shortlist": Route(COLLEAGUES_ANYWHERE),
    "contacts:shortlist_edit": Route(EDITING_COLLEAGUES, entry, their_entry, methods=FORM),
    "contacts:criterion_list": Route(COLLEAGUES_ANYWHERE, methods=FORM, posts={**COLLEAGUES_ANYWHERE, "reader": NO}),
    "contacts:criterion_detail": Route(
        PEOPLE, criterion, their_criterion, methods=FORM, posts={**PEOPLE, "reader": NO}
    ),
    "contacts:criterion_delete": Route(EDITING_COLLEAGUES, criterion, their_criterion, methods="POST"),
}
