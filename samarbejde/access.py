"""Who may do what: roles are code (this table), assignment is data (`Membership`)."""

from samarbejde.choices import Role

_READ = {"view_collaboration", "view_people", "view_internal_notes"}
_EDIT = _READ | {
    "change_collaboration", "change_people", "write_internal_notes", "log_contact", "register_session",
    "send_links", "import_files", "export_lists",
}  # fmt: skip
_COORDINATE = _EDIT | {
    "change_lead", "decide_collaboration", "share_views", "import_register", "export_reports", "manage_outbox",
    "erase_people", "share_knowledge",
}  # fmt: skip
PERMISSIONS: dict[str, frozenset[str]] = {
    Role.READER: frozenset(_READ),
    Role.EDITOR: frozenset(_EDIT),
    Role.COORDINATOR: frozenset(_COORDINATE),
    Role.ADMIN: frozenset(_COORDINATE | {"manage_memberships", "change_institution", "delete_collaboration"}),
    # Sees the collaborations and figures of a whole network, but neither its people nor its internal notes.
    Role.NETWORK: frozenset({"view_collaboration", "export_reports"}),
}


def sees_everything(user) -> bool:
    """Return whether the user is a superuser (an operator, not a role)."""
    return bool(user.is_active and user.is_superuser)


def institution_ids(user, permission: str = "view_collaboration") -> list[int]:
    """Return the ids of institutions at which ``user`` holds ``permission``. One or two queries per request."""
    if not user.is_authenticated or not user.is_active:
        return []
    cache = user.__dict__.setdefault("_institution_ids", {})
    if permission not in cache:
        cache[permission] = _find_institution_ids(user, permission)
    return cache[permission]


def _find_institution_ids(user, permission: str) -> list[int]:
    held = [m for m in user.memberships_now if permission in PERMISSIONS[m.role]]
    ids = {m.institution_id for m in held if m.institution_id}
    networks = [m.network_id for m in held if m.network_id]
    if networks:
        from samarbejde.models import Institution  # noqa: PLC0415 - the models themselves need this module

        ids |= set(Institution.objects.filter(network__in=networks).values_list("pk", flat=True))
    return sorted(ids)


def network_ids(user) -> list[int]:
    """Return the ids of the networks the user's institutions belong to, or that the user coordinates."""
    if not user.is_authenticated or not user.is_active:
        return []
    places = [m.institution.network_id if m.institution else m.network_id for m in user.memberships_now]
    return sorted({pk for pk in places if pk})


def may(user, permission: str, institution_id: int | None) -> bool:
    """Return whether ``user`` holds ``permission`` at the institution with ``institution_id``."""
    if sees_everything(user):
        return True
    return institution_id in institution_ids(user, permission)
