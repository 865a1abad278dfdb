"""What a user may do to a ground-floor thing. Visible but not allowed is 403; unseen is 404 (see ``visible_to``)."""

from samarbejde.access import institution_ids, may, sees_everything
from samarbejde.models import Collaboration, OutboxMessage, Person


def can_change_collaboration(user, collaboration: Collaboration) -> bool:
    return may(user, "change_collaboration", collaboration.institution_id)


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


def can_manage_outbox(user, message: OutboxMessage) -> bool:
    return may(user, "manage_outbox", message.institution_id)


def can_change_person(user, person: Person) -> bool:
    return may(user, "change_people", person.institution_id)


def can_erase_person(user, person: Person) -> bool:
    return may(user, "erase_people", person.institution_id)


def can_correct_school(user) -> bool:
    """The register is everybody's: those who may read it in anew may correct it."""
    return sees_everything(user) or bool(institution_ids(user, "import_register"))


def _exports(user, permission: str, slug: str | None) -> bool:
    """Return whether the user may take along all they see with ``permission``, or what they see of one place."""
    if sees_everything(user):
        return True
    allowed = set(institution_ids(user, "export_lists"))
    if slug:
        own = {m.institution_id for m in user.memberships_now if m.institution and m.institution.slug == slug}
        return bool(own) and own <= allowed
    return bool(allowed) and set(institution_ids(user, permission)) <= allowed


def can_export_collaborations(user, slug: str | None = None) -> bool:
    """Every row of the list must be theirs to take along; ``slug`` narrows it to one institution."""
    return _exports(user, "view_collaboration", slug)


def can_export_people(user, slug: str | None = None) -> bool:
    return _exports(user, "view_people", slug)


def can_export_schools(user) -> bool:
    """The register is public, but what stands between us and a school is not."""
    return sees_everything(user) or bool(institution_ids(user, "export_lists"))


def can_list_people(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "view_people"))


def can_create_people(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "change_people"))


def can_change_some_collaborations(user) -> bool:
    return sees_everything(user) or bool(institution_ids(user, "change_collaboration"))
