from samarbejde.choices import SavedList
from samarbejde.models import SavedView
from tests.access.rules import ANYONE, LOGIN, NO, OK, Route


def shared_view(cast):
    """A view the coordinator shares with the institution."""
    view, _made = SavedView.objects.get_or_create(
        user=cast.coordinator, list_name=SavedList.COLLABORATIONS, slug="vores",
        defaults={"name": "Vores", "institution": cast.institution},
    )  # fmt: skip
    return [view.pk]


def foreign_view(cast):
    view, _made = SavedView.objects.get_or_create(
        user=cast.other, list_name=SavedList.COLLABORATIONS, slug="deres",
        defaults={"name": "Deres", "institution": cast.elsewhere},
    )  # fmt: skip
    return [view.pk]


MISSING = 404
EXPORT = {**ANYONE, "reader": NO, "network": NO}
PEOPLE_LIST = {**ANYONE, "network": NO}
# Chosen rows come with the request: without any, everybody is sent back to the list.
OWN_VIEW = {
    "anonymous": LOGIN, "reader": NO, "editor": NO, "coordinator": OK, "admin": NO, "network": NO, "other": MISSING,
    "superuser": MISSING,
}  # fmt: skip

ROUTES = {
    "samarbejde:collaboration_list": Route(ANYONE),
    "samarbejde:collaboration_export": Route(EXPORT),
    "samarbejde:collaboration_bulk": Route(ANYONE, methods="POST"),
    "samarbejde:school_list": Route(ANYONE),
    "samarbejde:school_export": Route(EXPORT),
    "samarbejde:person_list": Route(PEOPLE_LIST),
    "samarbejde:person_export": Route(EXPORT),
    "samarbejde:view_create": Route(ANYONE, methods="GET POST"),
    "samarbejde:columns_choose": Route(ANYONE, methods="POST"),
    "samarbejde:view_edit": Route(OWN_VIEW, args=shared_view, foreign=foreign_view, methods="GET POST"),
    "samarbejde:view_delete": Route(OWN_VIEW, args=shared_view, foreign=foreign_view, methods="POST"),
}
