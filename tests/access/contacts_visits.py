"""The routes of imports of old visits: whoever coordinates at the institution."""

from contacts.choices import ImportStatus
from tests.access.contacts_import import COORDINATORS
from tests.access.rules import COORDINATE, Route
from tests.factories import VisitImportFactory, VisitRowFactory

CSV = "Skole;Dato;Antal elever\nTinghøjskolen;03-03-2025;24\n".encode()


def _made(institution, user, status):
    return [VisitImportFactory(institution=institution, created_by=user, status=status, content=CSV).pk]


def preview(cast):
    return _made(cast.institution, cast.coordinator, ImportStatus.PREVIEW)


def undecided(cast):
    """A file with a school nobody is sure of."""
    [key] = preview(cast)
    VisitRowFactory(visit_import_id=key, is_open=True)
    return [key]


def saved(cast):
    return _made(cast.institution, cast.coordinator, ImportStatus.UNDONE)


def foreign(cast):
    return _made(cast.foreign.institution, cast.other, ImportStatus.PREVIEW)


ROUTES = {
    "contacts:visit_import_list": Route(COORDINATORS),
    "contacts:visit_import_create": Route(COORDINATORS, methods="GET POST"),
    "contacts:visit_import_detail": Route(COORDINATE, undecided, foreign, methods="GET POST"),
    "contacts:visit_import_columns": Route(COORDINATE, preview, foreign, methods="GET POST"),
    "contacts:visit_import_findings": Route(COORDINATE, preview, foreign),
    "contacts:visit_import_apply": Route(COORDINATE, preview, foreign, methods="POST"),
    "contacts:visit_import_undo": Route(COORDINATE, saved, foreign, methods="POST"),
    "contacts:visit_import_discard": Route(COORDINATE, preview, foreign, methods="POST"),
}
