"""What a user may do with sessions and goals. What one may not even see is 404 already."""

from samarbejde.access import may
from samarbejde.models import Collaboration


def can_view_people(user, collaboration: Collaboration) -> bool:
    """Who taught: not for a network coordinator, who sees figures."""
    return may(user, "view_people", collaboration.institution_id)


def can_register_session(user, collaboration: Collaboration) -> bool:
    return may(user, "register_session", collaboration.institution_id)


def can_review_goal(user, collaboration: Collaboration) -> bool:
    return may(user, "register_session", collaboration.institution_id)
