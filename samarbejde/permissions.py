"""What a user may do to a ground-floor thing. Visible but not allowed is 403; unseen is 404 (see ``visible_to``)."""

from samarbejde.access import institution_ids, may, sees_everything
from samarbejde.models import Collaboration, OutboxMessage, Person


def can_view_collaboration(user, collaboration: Collaboration) -> bool:
    return may(user, "view_collaboration", collaboration.institution_id)


def can_change_collaboration(user, collaboration: Collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)


def can_create_collaboration(user, institution_id: int | None) -> bool:
    return may(user, "change_collaboration", institution_id)


def can_change_lead(user, collaboration: Collaboration) -> bool:
    """Everybody who edits may take a collaboration on; only coordinators hand it to somebody else."""
    return may(user, "change_lead", collaboration.institution_id)


def can_view_people(user, collaboration: Collaboration) -> bool:
    """Names, timeline and files: not for a network coordinator, who sees collaborations and figures."""
    return may(user, "view_people", collaboration.institution_id)


def can_change_people(user, collaboration: Collaboration) -> bool:
    return may(user, "change_people", collaboration.institution_id)


def can_view_internal_notes(user, collaboration: Collaboration) -> bool:
    return may(user, "view_internal_notes", collaboration.institution_id)


def can_write_internal_notes(user, collaboration: Collaboration) -> bool:
    return may(user, "write_internal_notes", collaboration.institution_id)


def can_view_files(user, collaboration: Collaboration) -> bool:
    return may(user, "view_people", collaboration.institution_id)


def can_import_files(user, collaboration: Collaboration) -> bool:
    return may(user, "import_files", collaboration.institution_id)


def can_view_outbox(user, message: OutboxMessage) -> bool:
    return may(user, "view_people", message.institution_id)


def can_manage_outbox(user, message: OutboxMessage) -> bool:
    return may(user, "manage_outbox", message.institution_id)


def can_change_person(user, person: Person) -> bool:
    return may(user, "change_people", person.institution_id)


def can_correct_school(user) -> bool:
    """The register is everybody's: those who may read it in anew may correct it."""
    return sees_everything(user) or bool(institution_ids(user, "import_register"))
