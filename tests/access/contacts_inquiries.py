"""The routes of incoming requests: a public page, and what those who may see people do with what comes in."""

from contacts.actions.inquiries import decide_inquiry
from contacts.choices import Decision
from contacts.models import Inquiry
from tests.access.rules import ANYONE, NO, PEOPLE, PUBLIC, Route
from tests.factories import InquiryFactory

FORM = "GET POST"
LIST = {**ANYONE, "network": NO}
CHANGE = {**PEOPLE, "reader": NO}
DECIDE = {**CHANGE, "editor": NO}
SET_UP = {**LIST, "reader": NO, "editor": NO}


def place(cast):
    return [cast.institution.slug]


def ours(cast):
    found = Inquiry.objects.filter(institution=cast.institution, collaboration=None).first()
    return [(found or InquiryFactory(institution=cast.institution, school=cast.school)).pk]


def theirs(cast):
    return [InquiryFactory(institution=cast.elsewhere, school=cast.school).pk]


def with_reply(cast):
    """Ours, declined, so that there is a draft to read."""
    inquiry = InquiryFactory(institution=cast.institution, school=cast.school)
    decide_inquiry(
        inquiry=inquiry, version=1, decision=Decision.DECLINE, reason="Ikke i år", decline_reason="other",
        by=cast.coordinator,
    )  # fmt: skip
    return [inquiry.pk]


ROUTES = {
    "contacts:inquiry_create": Route(PUBLIC, place, methods=FORM),
    "contacts:inquiry_thanks": Route(PUBLIC, place),
    "contacts:inquiry_places": Route(PUBLIC, place),
    "contacts:inquiry_list": Route(LIST),
    "contacts:inquiry_export": Route({**LIST, "reader": NO}),
    "contacts:inquiry_page_edit": Route(SET_UP, methods=FORM),
    "contacts:inquiry_detail": Route(PEOPLE, ours, theirs),
    "contacts:inquiry_assess": Route(CHANGE, ours, theirs, methods=FORM),
    "contacts:inquiry_match": Route(CHANGE, ours, theirs, methods="POST"),
    "contacts:inquiry_decide": Route(DECIDE, ours, theirs, methods="POST"),
    "contacts:inquiry_reopen": Route(DECIDE, ours, theirs, methods="POST"),
    "contacts:inquiry_reply": Route(DECIDE, with_reply, theirs, methods=FORM),
}
