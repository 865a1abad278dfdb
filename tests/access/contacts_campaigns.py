"""Campaigns, the ways in, and the links out of them."""

from tests.access.rules import ANYONE, EDITORS_ANYWHERE, MISSING, NO, PEOPLE, TOKEN, Route
from tests.factories import CampaignFactory, CampaignRecipientFactory

FORM = "GET POST"
EDIT = {**PEOPLE, "reader": NO, "network": MISSING}
SEND = {**EDIT, "editor": NO}
READERS = {**ANYONE, "network": NO}


def ours(cast):
    return [CampaignFactory(institution=cast.institution, created_by=cast.editor).pk]


def theirs(cast):
    return [CampaignFactory(institution=cast.elsewhere, created_by=cast.other).pk]


def our_recipient(cast):
    campaign = CampaignFactory(institution=cast.institution, created_by=cast.editor)
    return [campaign.pk, CampaignRecipientFactory(campaign=campaign, school=cast.school).pk]


def their_recipient(cast):
    campaign = CampaignFactory(institution=cast.elsewhere, created_by=cast.other)
    return [campaign.pk, CampaignRecipientFactory(campaign=campaign, school=cast.school).pk]


ROUTES = {
    "contacts:ways_overall": Route(READERS),
    "contacts:campaign_list": Route(READERS),
    "contacts:campaign_create": Route(EDITORS_ANYWHERE, methods=FORM),
    "contacts:campaign_detail": Route(PEOPLE, ours, theirs),
    "contacts:campaign_edit": Route(EDIT, ours, theirs, methods=FORM),
    "contacts:campaign_draft": Route(EDIT, ours, theirs, methods="POST"),
    "contacts:campaign_send": Route(SEND, ours, theirs, methods="POST"),
    "contacts:campaign_export": Route(EDIT, ours, theirs),
    "contacts:recipient_response": Route(EDIT, our_recipient, their_recipient, methods=FORM),
    "contacts:recipient_remove": Route(EDIT, our_recipient, their_recipient, methods="POST"),
    "contacts:unsubscribe_exchange": Route(TOKEN, lambda cast: ["x" * 43]),
    "contacts:unsubscribe_answer": Route(TOKEN, lambda cast: [1], methods=FORM),
}
