"""What is shown when something cannot be shown. These pages need no database and no user."""

from django.http import HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token


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
    return _page("500.html", 500)


def csrf_failure(request, reason="") -> HttpResponse:
    """The session ended or cookies are off: the page says that the typing is still there behind the back button."""
    return _page("403_csrf.html", 403)
