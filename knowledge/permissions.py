"""What a user may do with the record, the lessons and the ending."""

from samarbejde.access import may
from samarbejde.models import Collaboration


def can_view_people(user, collaboration: Collaboration) -> bool:
    """Names and contact details in the record: not for a network coordinator."""
    return may(user, "view_people", collaboration.institution_id)


def can_export_record(user, collaboration: Collaboration) -> bool:
    return may(user, "export_lists", collaboration.institution_id)


def can_write_lesson(user, collaboration: Collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)


def can_share(user, institution_id: int) -> bool:
    """Let the network read something of the institution's."""
    return may(user, "share_knowledge", institution_id)


def can_close_collaboration(user, collaboration: Collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)
