"""The agreement phase's routes."""

from agreements.actions.agreements import start_agreement
from agreements.choices import Template
from samarbejde.actions.links import hash_token
from tests.access.rules import ANYONE, EDIT, EDITORS_ANYWHERE, NO, PUBLIC, READ, STAFF, TOKEN, Route
from tests.factories import (
    AgreementVersionFactory,
    ApprovalFactory,
    FormatFactory,
    GoalFactory,
    LinkFactory,
    SharedPageFactory,
    SignFactory,
)

FORM = "GET POST"
TOKEN_TEXT = "a-token-nobody-was-given"


def ours(cast):
    return [cast.collaboration.pk]


def theirs(cast):
    return [cast.foreign.pk]


def written(cast, collaboration=None):
    """Return the key of a collaboration whose agreement lacks nothing."""
    collaboration = collaboration or cast.collaboration
    agreement = start_agreement(collaboration=collaboration, template=Template.LIGHT, by=cast.editor)
    agreement.content, agreement.target_group = "Vi mødes ved fjorden", "5.a"
    agreement.save()
    SignFactory(goal=GoalFactory(agreement=agreement))
    return [collaboration.pk]


def with_version(cast):
    written(cast)
    return [cast.collaboration.pk, AgreementVersionFactory(agreement=cast.collaboration.agreement, number=1).number]


def foreign_version(cast):
    written(cast, cast.foreign)
    return [cast.foreign.pk, AgreementVersionFactory(agreement=cast.foreign.agreement, number=1).number]


def with_approval(cast):
    written(cast)
    version = AgreementVersionFactory(agreement=cast.collaboration.agreement, number=1)
    return [cast.collaboration.pk, ApprovalFactory(version=version, party=cast.party).pk]


def foreign_approval(cast):
    written(cast, cast.foreign)
    version = AgreementVersionFactory(agreement=cast.foreign.agreement, number=1)
    return [cast.foreign.pk, ApprovalFactory(version=version, party=cast.foreign.parties.first()).pk]


def link(cast):
    """A link that works; without its cookie nobody gets in."""
    written(cast)
    version = AgreementVersionFactory(agreement=cast.collaboration.agreement, number=1)
    found = LinkFactory(collaboration=cast.collaboration, token_hash=hash_token("another"))
    ApprovalFactory(version=version, party=cast.party, link=found)
    return [found.pk]


def with_page(cast):
    return [cast.collaboration.pk, SharedPageFactory(party=cast.party).pk]


def foreign_page(cast):
    return [cast.foreign.pk, SharedPageFactory(party=cast.foreign.parties.first()).pk]


def shared_link(cast):
    """A link to a shared page that works; without its cookie nobody gets in."""
    return [SharedPageFactory(party=cast.party).link_id]


def own_format(cast):
    return [FormatFactory(institution=cast.institution, code="eget-vores").code]


def their_format(cast):
    return [FormatFactory(institution=cast.elsewhere, code="eget-deres").code]


ROUTES = {
    "agreements:clause_edit": Route({**EDITORS_ANYWHERE, "editor": NO}, methods=FORM),
    "agreements:format_list": Route(ANYONE),
    "agreements:format_create": Route(EDITORS_ANYWHERE, methods=FORM),
    "agreements:format_detail": Route(READ, own_format, their_format),
    "agreements:format_edit": Route({**READ, "reader": NO, "network": NO}, own_format, their_format, methods=FORM),
    "agreements:format_retire": Route({**READ, "reader": NO, "network": NO}, own_format, their_format, methods="POST"),
    "agreements:format_choose": Route(EDIT, ours, theirs, methods=FORM),
    "agreements:agreement_detail": Route(STAFF, ours, theirs),
    "agreements:agreement_create": Route(EDIT, ours, theirs, methods="POST"),
    "agreements:agreement_edit": Route(EDIT, written, theirs, methods=FORM),
    "agreements:agreement_preview": Route(STAFF, written, theirs),
    "agreements:agreement_send": Route(EDIT, written, theirs, methods=FORM),
    "agreements:agreement_renew": Route(EDIT, written, theirs, methods=FORM),
    "agreements:version_list": Route(STAFF, written, theirs),
    "agreements:version_compare": Route(
        STAFF, lambda cast: with_version(cast)[:1], lambda cast: foreign_version(cast)[:1]
    ),
    "agreements:agreement_version": Route(STAFF, with_version, foreign_version),
    "agreements:agreement_pdf": Route(STAFF, with_version, foreign_version),
    "agreements:agreement_word": Route(STAFF, written, theirs),
    "agreements:version_word": Route(STAFF, with_version, foreign_version),
    "agreements:version_print": Route(STAFF, with_version, foreign_version),
    "agreements:version_withdraw": Route(EDIT, with_version, foreign_version, methods="POST"),
    "agreements:approval_remind": Route(EDIT, with_approval, foreign_approval, methods="POST"),
    "agreements:approval_scan": Route(EDIT, with_approval, foreign_approval, methods=FORM),
    "agreements:shared_page_create": Route(EDIT, ours, theirs, methods=FORM),
    "agreements:shared_page_renew": Route(EDIT, with_page, foreign_page, methods="POST"),
    "agreements:shared_page_stop": Route(EDIT, with_page, foreign_page, methods="POST"),
    "agreements:shared_exchange": Route(TOKEN, lambda cast: [TOKEN_TEXT]),
    "agreements:shared_page": Route(TOKEN, shared_link),
    "agreements:shared_opened": Route(TOKEN, shared_link, methods="POST"),
    "agreements:shared_pdf": Route(TOKEN, shared_link),
    "agreements:approval_passed_on": Route(PUBLIC),
    "agreements:approval_opened": Route(TOKEN, link, methods="POST"),
    "agreements:approval_pass_on": Route(TOKEN, link, methods=FORM),
    "agreements:approval_exchange": Route(TOKEN, lambda cast: [TOKEN_TEXT]),
    "agreements:approval_answer": Route(TOKEN, link, methods=FORM),
    "agreements:approval_pdf": Route(TOKEN, link),
}
