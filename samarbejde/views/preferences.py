"""Small choices about how the program looks to one person."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samarbejde.choices import Theme
from samarbejde.context_processors import THEME_COOKIE

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    """Return the page to go back to; never another site."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else "/"


@login_not_required
@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device: on the user, and in a cookie for the pages before login."""
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(_back(request))
    if chosen not in Theme.values:
        return response
    if request.user.is_authenticated and request.user.theme != chosen:
        request.user.theme = chosen
        request.user.save(update_fields=["theme"])
    response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response
