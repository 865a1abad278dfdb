"""One's own page, and the small choices about how the program looks to one person."""

import copy

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from samarbejde.actions.preferences import choose_language, choose_theme, update_profile
from samarbejde.choices import Theme
from samarbejde.context_processors import THEME_COOKIE
from samarbejde.forms.preferences import ProfileForm
from samarbejde.panels import get_panels

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    """Return the page to go back to; never another site."""
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else "/"


def remember_theme(request: HttpRequest, response: HttpResponse, theme: str) -> None:
    """Keep the colours in a cookie too, for the pages before login."""
    response.set_cookie(THEME_COOKIE, theme, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True,
    )  # fmt: skip


@login_not_required
@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device: on the user, and in a cookie for the pages before login."""
    chosen = request.POST.get("theme", "")
    response = HttpResponseRedirect(_back(request))
    if chosen not in Theme.values:
        return response
    if request.user.is_authenticated and request.user.theme != chosen:
        choose_theme(theme=chosen, by=request.user)
    remember_theme(request, response, chosen)
    return response


@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Remember Danish or English, in the same two places."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(_back(request))
    if chosen not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated and request.user.language != chosen:
        choose_language(language=chosen, by=request.user)
    remember_language(response, chosen)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, phone, language and colours; password and second factor have their own pages."""
    form = ProfileForm(request.POST or None, instance=copy.copy(request.user))
    if form.is_valid():
        user = update_profile(**form.values(), by=request.user)
        with override(user.language):
            messages.success(request, _("Saved."))
        response = redirect("samarbejde:profile")
        remember_theme(request, response, user.theme)
        remember_language(response, user.language)
        return response
    cards = [card for panel in get_panels() if (card := panel.own_page_card(request.user))]
    return render(request, "samarbejde/profile.html", {"form": form, "cards": cards})
