"""What every answer passes through."""

import hashlib
import logging
import time
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import BadRequest
from django.http import UnreadablePostError
from django.shortcuts import redirect
from django.utils import translation

from samarbejde.choices import Role
from samarbejde.views.errors import DATABASE_FAULTS, database_away

logger = logging.getLogger("samarbejde.middleware")
LOGIN_PATHS = ("/konto/",)
SENT_ONCE_FOR = 60  # seconds
LONGEST_WAIT = 10.0  # seconds
MFA_FREE_PATHS = ("/konto/", "/static/", "/sprog/", "/sundhed/")


class DatabaseFaultMiddleware:
    """A view met a database that is away or read-only: say so politely with 503 (see also `errors.server_error`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, DATABASE_FAULTS):
            return None
        logger.error("Database fault on %s", request.path, exc_info=exception)
        return database_away()


class PlainTextMiddleware:
    """An empty byte in a form or an address is nothing anybody typed, and no column takes it: the answer is 400."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        typed = (text for name, many in request.POST.lists() for text in [name, *many])
        if "\0" in request.path_info or any("\0" in text for text in typed):
            raise BadRequest


class SentOnceMiddleware:
    """The same form sent twice, by a double click or after a lost answer, is carried out once.

    Each page's forms carry a CSRF mask of their own, so two posts that are alike in everything are one form sent
    twice. The second is led where the first led; after a first that changed nothing it is a try like any other.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = _mark_of_post(request)
        if key is None:
            return self.get_response(request)
        if not cache.add(key, "", SENT_ONCE_FOR):
            target = _outcome(key)
            if target:
                return redirect(target)
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FOUND:
            cache.set(key, response["Location"], SENT_ONCE_FOR)
        else:
            cache.delete(key)
        return response


def _mark_of_post(request) -> str | None:
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if request.method != "POST" or not session or request.path.startswith(LOGIN_PATHS):
        return None
    try:
        data = request.POST
    except UnreadablePostError:  # whoever sent it has gone
        return None
    if "csrfmiddlewaretoken" not in data:
        return None
    files = [(name, file.name, file.size) for name, many in request.FILES.lists() for file in many]
    text = repr((session, request.get_full_path(), sorted(data.lists()), sorted(files)))
    return f"sent-once:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def _outcome(key: str) -> str | None:
    """Wait until the first of two is done; return where it led, or None when it led nowhere."""
    end = time.monotonic() + LONGEST_WAIT
    while (target := cache.get(key)) == "" and time.monotonic() < end:
        time.sleep(0.05)
    return target or None


class ChosenLanguageMiddleware:
    """Danish until somebody chooses otherwise.

    What the browser asks for is not read: a questionnaire in Danish would get English answers on a borrowed machine.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        translation.activate(asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
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
        if not request.user.is_authenticated or not _is_admin(request.user):
            return False
        from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415 - needs the app registry

        return not is_mfa_enabled(request.user)


def _is_admin(user) -> bool:
    """Whoever opens the administration, and those who manage an institution."""
    return user.is_staff or user.is_superuser or any(held.role == Role.ADMIN for held in user.memberships_now)
