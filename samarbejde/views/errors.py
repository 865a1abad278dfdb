"""What is shown when something cannot be shown. These pages need no database and no user."""

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token

# Away, full, too slow, or (InternalError) only to be read from.
DATABASE_FAULTS = (OperationalError, InterfaceError, InternalError)


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(get_template(template).render({}), status=status)


@requires_csrf_token
def bad_request(request, exception=None) -> HttpResponse:
    return _page("400.html", 400)


@requires_csrf_token
def permission_denied(request, exception=None) -> HttpResponse:
    return _page("403.html", 403)


@requires_csrf_token
def not_found(request, exception=None) -> HttpResponse:
    return _page("404.html", 404)


def server_error(request) -> HttpResponse:
    """Something is broken. A database that fails outside the views, as when a session is read, ends here too."""
    if isinstance(sys.exc_info()[1], DATABASE_FAULTS):
        return database_away()
    return _page("500.html", 500)


def database_away() -> HttpResponse:
    """Say that the data cannot be reached just now, and when to try again."""
    response = _page("503.html", 503)
    response["Retry-After"] = "30"
    return response


def csrf_failure(request, reason="") -> HttpResponse:
    """The session ended or cookies are off: the page says that the typing is still there behind the back button."""
    return _page("403_csrf.html", 403)
