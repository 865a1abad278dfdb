"""What the network has shared, newest first."""

from django.db.models import Count, Exists, OuterRef

from knowledge.choices import SharedKind
from knowledge.models import SharedItem, SharedUse
from knowledge.models.sharing import SharedItemQuerySet
from samarbejde.access import institution_ids
from samarbejde.models import Format, Institution

PAGE = 30
OWN = "egne"


def shared_items(user, *, kind: str = "", is_own: bool = False) -> SharedItemQuerySet:
    """Return what ``user`` may read, with ``use_count`` and whether a place of theirs has used it (``used_here``)."""
    rows = SharedItem.objects.of_own(user) if is_own else SharedItem.objects.visible_to(user)
    if kind in SharedKind.values:
        rows = rows.filter(kind=kind)
    used_here = SharedUse.objects.filter(item=OuterRef("pk"), institution__in=institution_ids(user, "view_people"))
    return (
        rows.select_related("institution", "network")
        .annotate(use_count=Count("uses", distinct=True), used_here=Exists(used_here))
        .order_by("-shared_at", "-pk")
    )  # said here: counting forgets a model's own order


def own_formats(user) -> list[Format]:
    """Return the forms that only the user's places have, and that are not shared: the coordinator may share them."""
    taken = SharedItem.objects.filter(format=OuterRef("pk"), taken_back_at__isnull=True)
    places = institution_ids(user, "share_knowledge")
    return list(Format.objects.filter(institution__in=places).exclude(Exists(taken)).order_by("name", "pk")[:PAGE])


def place_that_uses(user, item: SharedItem) -> Institution | None:
    """Return the place on whose behalf ``user`` may say that it was of use: one of theirs, not the one that shares."""
    places = Institution.objects.filter(pk__in=institution_ids(user, "change_collaboration"), network=item.network_id)
    return places.exclude(pk=item.institution_id).order_by("pk").first()
