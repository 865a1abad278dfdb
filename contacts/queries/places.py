"""For which of the user's places is a page shown?"""

from samarbejde.models import Institution
from samarbejde.queries.school_relations import origin_of


def own_places(user) -> list[Institution]:
    """Return the user's places: those they belong to (read already), or, without any, all they may see."""
    found = [m.institution for m in user.memberships_now if m.institution]
    return found or list(Institution.objects.visible_to(user).order_by("name_key", "pk")[:50])


def asked_place(user, slug: str) -> Institution | None:
    """Return the place with ``slug``, or else the user's first that has a place on the map, or their first."""
    places = own_places(user)
    slug = slug.replace("\0", "")
    if slug:
        known = next((place for place in places if place.slug == slug), None)
        return known or Institution.objects.visible_to(user).filter(slug=slug[:60]).first()
    return origin_of(user) or next(iter(places), None)
