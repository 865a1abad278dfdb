"""Sharing what is agreed with one person on the other side: made, given a new link, stopped."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from agreements import permissions
from agreements.actions.shared_pages import renew_shared_page, share_page, stop_shared_page
from agreements.forms.shared_page import COPY, MAIL, SharePageForm
from agreements.models import SharedPage
from agreements.queries.people import participants_now
from agreements.queries.shared_pages import get_shared_page, pages_of
from agreements.views.agreement import get_collaboration
from samarbejde.models import Collaboration


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def shared_page_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose somebody on the other side; the link is mailed, or shown once to be copied."""
    collaboration = get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    form = SharePageForm(request.POST or None, collaboration=collaboration, people=participants_now(collaboration))
    if not form.parties:
        raise Http404
    if form.is_valid():
        made = form.save_with(lambda: share_page(**form.recipient(), by=request.user))
        if made:
            return _done(request, collaboration, *made, mailed=form.cleaned_data["way"] == MAIL)
    context = {"collaboration": collaboration, "form": form, "pages": pages_of(collaboration)}
    return render(request, "agreements/shared_page_create.html", context)


def _done(
    request: HttpRequest, collaboration: Collaboration, page: SharedPage, token: str, *, mailed: bool
) -> HttpResponse:
    """The token is shown on this answer and never again: only a hash is kept."""
    if mailed:
        messages.success(request, _("The link is on its way to %(name)s.") % {"name": page.link.recipient_name})
        return redirect("agreements:agreement_detail", collaboration.pk)
    address = settings.SITE_URL + reverse("agreements:shared_exchange", args=[token])
    context = {"collaboration": collaboration, "page": page, "address": address}
    return render(request, "agreements/shared_page_link.html", context)


@never_cache
@require_POST
def shared_page_renew(request: HttpRequest, pk: int, page_id: int) -> HttpResponse:
    """A new link to the same person: mailed, or shown to be copied. The old one stops."""
    collaboration = get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    page = get_shared_page(request.user, collaboration, page_id)
    mailed = request.POST.get("way") != COPY
    key = request.POST.get("form_key", "")[:64] or "again"
    try:
        page, token = renew_shared_page(page=page, form_key=key if mailed else "", by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return redirect("agreements:agreement_detail", pk)
    return _done(request, collaboration, page, token, mailed=mailed)


@require_POST
def shared_page_stop(request: HttpRequest, pk: int, page_id: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_send_agreement, with_panels=False)
    page = get_shared_page(request.user, collaboration, page_id)
    name = page.link.recipient_name
    stop_shared_page(page=page, by=request.user)
    messages.success(request, _("The link to %(name)s no longer works.") % {"name": name})
    return redirect("agreements:agreement_detail", pk)
