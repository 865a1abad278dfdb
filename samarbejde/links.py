"""A token link is exchanged for a cookie scoped to one path, and the token leaves the address bar.

``/godkend/k/<token>/`` (GET, changes nothing) -> 302 ``/godkend/<link id>/`` with a signed cookie for that path.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samarbejde.actions.links import find_link
from samarbejde.models import Link

COOKIE_AGE = 60 * 60 * 24
SALT = "samarbejde.links"


def cookie_name(purpose: str, link_id: int) -> str:
    """Return the name of the cookie that a link is exchanged for."""
    return f"link_{purpose}_{link_id}"


def exchange(request: HttpRequest, *, purpose: str, token: str, page: Callable[[Link], str]) -> HttpResponse:
    """Swap ``token`` for a cookie valid only below ``page(link)``, or answer with the friendly "link is over" page."""
    link = find_link(purpose=purpose, token=token)
    if link is None:
        return link_over(request)
    url = page(link)
    response = redirect(url)
    response.set_cookie(
        cookie_name(purpose, link.pk),
        signing.dumps(link.token_hash, salt=f"{SALT}.{purpose}"),
        max_age=COOKIE_AGE,
        path=url,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return guard(response)


def link_from_cookie(request: HttpRequest, *, purpose: str, link_id: int) -> Link | None:
    """Return the link the visitor holds a cookie for, if it still works."""
    value = request.COOKIES.get(cookie_name(purpose, link_id), "")
    try:
        token_hash = signing.loads(value, salt=f"{SALT}.{purpose}", max_age=COOKIE_AGE)
    except signing.BadSignature:
        return None
    link = Link.objects.filter(pk=link_id, purpose=purpose, token_hash=token_hash).first()
    return link if link and is_usable(link) else None


def is_usable(link: Link) -> bool:
    """Return whether the link is neither revoked nor expired."""
    return link.revoked_at is None and (link.expires is None or link.expires > timezone.now())


def link_over(request: HttpRequest) -> HttpResponse:
    """Unknown, expired, revoked: one page, one status, so that an outsider learns nothing."""
    return guard(render(request, "samarbejde/link_over.html", status=410))


def guard(response: HttpResponse, *, referrer: str = "no-referrer") -> HttpResponse:
    """No referrer, no cache, no index for pages behind a link."""
    response["Referrer-Policy"] = referrer
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def token_page(purpose: str):
    """Decorate a public view ``(request, link_id)``: it gets ``link``, or the visitor is told that the link is over."""

    def decorate(view):
        @login_not_required
        @never_cache
        @wraps(view)
        def inner(request, link_id: int, **kwargs):
            link = link_from_cookie(request, purpose=purpose, link_id=link_id)
            if link is None:
                return link_over(request)
            # Still no referrer to anybody else, but to ourselves: with "no-referrer" a browser posts "Origin: null",
            # and the protection against forged forms turns the answer away. The token is no longer in the address.
            return guard(view(request, link, **kwargs), referrer="same-origin")

        return inner

    return decorate
