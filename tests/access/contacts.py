"""The contact phase's routes."""

from contacts.actions.assessments import decide_assessment, draft_reply
from contacts.choices import Decision
from contacts.models import Assessment
from tests.access.rules import COORDINATE, EDIT, EDITORS_ANYWHERE, READ, Route
from tests.factories import AssessmentFactory

FORM = "GET POST"


def ours(cast):
    return [cast.collaboration.pk]


def theirs(cast):
    return [cast.foreign.pk]


def with_reply(cast):
    """Our collaboration with a decision, so that there is a draft to read."""
    there = Assessment.objects.filter(collaboration=cast.collaboration).first()
    version = (there or AssessmentFactory(collaboration=cast.collaboration)).version
    decided = decide_assessment(
        collaboration=cast.collaboration, version=version, decision=Decision.ACCEPT, reason="Ja", by=cast.coordinator
    )
    draft_reply(assessment=decided, to_name="Inger", to_email="inger@skole.example", by=cast.coordinator)
    return ours(cast)


ROUTES = {
    "contacts:contact_detail": Route(READ, ours, theirs),
    "contacts:attempt_create": Route(EDIT, ours, theirs, methods=FORM),
    "contacts:assessment_edit": Route(EDIT, ours, theirs, methods=FORM),
    "contacts:assessment_decide": Route(COORDINATE, ours, theirs, methods="POST"),
    "contacts:assessment_reply": Route(COORDINATE, with_reply, theirs, methods=FORM),
    "contacts:attempt_quick": Route(EDITORS_ANYWHERE),
    "contacts:attempt_create_for_school": Route(EDITORS_ANYWHERE, lambda cast: [cast.school.number], methods=FORM),
}
