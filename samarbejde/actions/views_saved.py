"""Saved views of lists: a name for a filter, an order and a choice of columns."""

from django.db import transaction
from django.utils.text import slugify

from samarbejde.actions.events import record_event
from samarbejde.models import Institution, SavedView

RESERVED = frozenset({"alle", "mine", "opmaerksomhed", "ny"})
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
LONGEST_SLUG = 60


@transaction.atomic
def save_view(
    *, list_name: str, name: str, query: str, columns: list[str], institution: Institution | None = None, by
) -> SavedView:
    """Keep a view under ``name``; one of the same name is replaced. ``institution`` shares it with colleagues there."""
    own = SavedView.objects.select_for_update().filter(user=by, list_name=list_name)
    view = own.filter(name=name).first() or SavedView(user=by, list_name=list_name, name=name)
    view.slug = view.slug or _free_slug(name, set(own.values_list("slug", flat=True)))
    view.query, view.columns, view.institution = query, columns, institution
    view.save()
    _record("view_saved", view, by)
    return view


@transaction.atomic
def rename_view(*, view: SavedView, name: str, institution: Institution | None, by) -> SavedView:
    """Give another name, and share with colleagues at ``institution`` or with nobody. The address stays the same."""
    view.name, view.institution = name, institution
    view.save(update_fields=["name", "institution"])
    _record("view_renamed", view, by)
    return view


@transaction.atomic
def delete_view(*, view: SavedView, by) -> SavedView:
    """Take the view away; what it showed stays."""
    _record("view_deleted", view, by)
    view.delete()
    return view


@transaction.atomic
def remember_columns(*, list_name: str, slug: str, columns: list[str], by) -> SavedView:
    """Keep which columns ``by`` wants to see; none means the list's own."""
    view, _created = SavedView.objects.update_or_create(
        user=by, list_name=list_name, slug=slug, defaults={"name": "", "columns": columns}
    )
    return view


def _record(verb: str, view: SavedView, by) -> None:
    """Only what is shared is an event: what others see can be explained afterwards."""
    if view.institution_id:
        record_event(verb=verb, institution=view.institution, data={"name": view.name, "list": view.list_name}, by=by)


def _free_slug(name: str, taken: set[str]) -> str:
    base = slugify(name.translate(LETTERS))[:LONGEST_SLUG] or "visning"
    slug, number = base, 2
    while slug in taken or slug in RESERVED:
        slug, number = f"{base}-{number}", number + 1
    return slug
