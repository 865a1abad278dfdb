"""What a user may do with agreements. They name people, so the network's coordinator does not read them."""

from samarbejde.access import may
from samarbejde.models import Collaboration


def can_view_agreement(user, collaboration: Collaboration) -> bool:
    """Read the agreement, its versions and who answered what."""
    return may(user, "view_people", collaboration.institution_id)


def can_change_agreement(user, collaboration: Collaboration) -> bool:
    """Write in the working text."""
    return may(user, "change_collaboration", collaboration.institution_id)


def can_write_clauses(user, collaboration: Collaboration) -> bool:
    """Change the texts that the institution's new agreements begin with."""
    return may(user, "decide_collaboration", collaboration.institution_id)


def can_write_formats(user, institution_id: int | None) -> bool:
    """Add forms of collaboration of an institution's own, change and retire them. Those of all are nobody's."""
    return institution_id is not None and may(user, "change_collaboration", institution_id)


def can_send_agreement(user, collaboration: Collaboration) -> bool:
    """Send a version out for approval, remind, and take it back."""
    return may(user, "send_links", collaboration.institution_id)
