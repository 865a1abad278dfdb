"""What every answer passes through."""

import logging

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.shortcuts import redirect, render
from django.utils import translation

logger = logging.getLogger("samarbejde.middleware")
MFA_FREE_PATHS = ("/konto/", "/static/", "/sprog/", "/sundhed/")


class DatabaseFaultMiddleware:
    """The database is away or read-only: say so politely with 503 instead of failing with 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return self.process_exception(request, OperationalError())

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError | InterfaceError | InternalError):
            return None
        logger.exception("Database fault on %s", request.path, exc_info=exception)
        response = render(None, "503.html", status=503)
        response["Retry-After"] = "30"
        return response


class UserLanguageMiddleware:
    """On a new device, where no cookie says anything yet, the page is in the language the user chose elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class PrivatePagesMiddleware:
    """Pages of people who are logged in are never kept by a cache; admins must have a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response

    def _lacks_second_factor(self, request) -> bool:
        if not settings.MFA_REQUIRED_FOR_ADMINS or request.path.startswith(MFA_FREE_PATHS):
            return False
        user = request.user
        if not user.is_authenticated or not (user.is_staff or user.is_superuser):
            return False
        from allauth.mfa.utils import is_mfa_enabled  # needs the app registry

        return not is_mfa_enabled(user)
