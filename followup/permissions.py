"""What a user may do with sessions and goals. What one may not even see is 404 already."""

from samarbejde.access import institution_ids, may, sees_everything
from samarbejde.models import Collaboration, Person


def can_view_people(user, collaboration: Collaboration) -> bool:
    """Who taught: not for a network coordinator, who sees figures."""
    return may(user, "view_people", collaboration.institution_id)


def can_register_session(user, collaboration: Collaboration) -> bool:
    return may(user, "register_session", collaboration.institution_id)


def can_review_goal(user, collaboration: Collaboration) -> bool:
    return may(user, "register_session", collaboration.institution_id)


def can_send_invitations(user, collaboration: Collaboration) -> bool:
    """Let the drafts go out that others, too, may write."""
    return may(user, "manage_outbox", collaboration.institution_id)


def can_view_staff(user) -> bool:
    """Whether there is any place whose people the user may see."""
    return sees_everything(user) or bool(institution_ids(user, "view_people"))


def can_change_staff(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "change_people"))


def can_change_person(user, person: Person) -> bool:
    return may(user, "change_people", person.institution_id)
