"""The routes of the register import: whoever coordinates somewhere may use them."""

from contacts.choices import ImportStatus
from tests.access.rules import LOGIN, MISSING, NO, OK, Route
from tests.factories import RegisterImportFactory

COORDINATORS = {
    "anonymous": LOGIN, "reader": NO, "editor": NO, "coordinator": OK, "admin": OK, "network": NO, "other": OK,
    "superuser": OK,
}  # fmt: skip
# One import: those who may not import find nothing at all.
SAVED = {actor: MISSING if answer == NO else answer for actor, answer in COORDINATORS.items()}
# A preview belongs to whoever chose the file.
PREVIEW = {**SAVED, "admin": MISSING, "other": MISSING}


def saved(cast):
    return [RegisterImportFactory(created_by=cast.coordinator, status=ImportStatus.APPLIED).pk]


def preview(cast):
    return [RegisterImportFactory(created_by=cast.coordinator).pk]


def unknown(cast):
    mapping, content = {"number": "Nr", "name": "Skole"}, b"Nr;Skole\n101023;Tingbjerg Skole\n"
    found = RegisterImportFactory(
        created_by=cast.coordinator, status=ImportStatus.MAPPING, mapping=mapping, content=content
    )
    return [found.pk]


def foreign(cast):
    return [RegisterImportFactory(created_by=cast.other).pk]


ROUTES = {
    "contacts:register_import_list": Route(COORDINATORS),
    "contacts:register_import_create": Route(COORDINATORS, methods="GET POST"),
    "contacts:register_import_detail": Route(SAVED, saved, foreign),
    "contacts:register_import_columns": Route(PREVIEW, unknown, foreign, methods="GET POST"),
    "contacts:register_import_undo": Route(SAVED, saved, foreign, methods="GET POST"),
    "contacts:register_import_findings": Route(PREVIEW, preview, foreign),
    "contacts:register_import_apply": Route(PREVIEW, preview, foreign, methods="POST"),
    "contacts:register_import_discard": Route(PREVIEW, preview, foreign, methods="POST"),
}
