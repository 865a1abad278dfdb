"""The week mail: what is in it, and stopping it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup.actions.digest import choose_digest, stop_digest
from followup.forms.digest import DigestForm
from followup.queries.digest import setting_of
from samarbejde.actions.links import find_link
from samarbejde.choices import LinkPurpose
from samarbejde.links import exchange, link_over, token_page
from samarbejde.models import Link


@require_http_methods(["GET", "HEAD", "POST"])
def digest_settings(request: HttpRequest) -> HttpResponse:
    """The same choices as on one's own page."""
    # With nothing ticked a form sends nothing, and that is a choice too.
    sent = request.POST if request.method == "POST" else None
    form = DigestForm(sent, instance=setting_of(request.user))
    if form.is_valid():
        setting = choose_digest(**form.values(), by=request.user)
        said = _("The week mail is as you want it.") if setting.is_on else _("You get no more week mails.")
        messages.success(request, said)
        return redirect(f"{reverse('samarbejde:profile')}#ugemail")
    return render(request, "followup/digest_settings.html", {"form": form})


@login_not_required
@require_safe
def digest_exchange(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: swap the token for a cookie. Nothing is stopped yet."""
    link = find_link(purpose=LinkPurpose.UNSUBSCRIBE, token=token)
    if link is None or link.user is None:
        return link_over(request)
    return exchange(request, purpose=LinkPurpose.UNSUBSCRIBE, token=token, page=_page_of)


def _page_of(link: Link) -> str:
    return reverse("followup:digest_stop", args=[link.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@token_page(LinkPurpose.UNSUBSCRIBE)
def digest_stop(request: HttpRequest, link: Link) -> HttpResponse:
    done = request.method == "POST"
    if link.user is None:
        return link_over(request)
    if done:
        stop_digest(link=link)
    return render(request, "followup/digest_stop.html", {"link": link, "done": done})
