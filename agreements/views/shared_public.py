"""What somebody at the school sees behind their link: no account, and a GET changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agreements.queries.shared_pages import agreed_version, find_shared_page, read_shared
from agreements.views.versions import pdf_response
from samarbejde.actions.links import note_opened
from samarbejde.choices import LinkPurpose
from samarbejde.links import exchange, link_over, token_page
from samarbejde.models import Link
from samarbejde.panels import get_panels


@login_not_required
@require_safe
def shared_exchange(request: HttpRequest, token: str) -> HttpResponse:
    return exchange(request, purpose=LinkPurpose.SHARED_PAGE, token=token, page=_page_of)


def _page_of(link: Link) -> str:
    return reverse("agreements:shared_page", args=[link.pk])


@require_safe
@token_page(LinkPurpose.SHARED_PAGE)
def shared_page(request: HttpRequest, link: Link) -> HttpResponse:
    page = find_shared_page(link)
    if page is None:
        return link_over(request)
    more = [each for panel in get_panels() for each in panel.shared_pages(link)]
    return render(request, "agreements/shared_page.html", {"link": link, "shared": read_shared(page), "more": more})


@require_POST
@token_page(LinkPurpose.SHARED_PAGE)
def shared_opened(request: HttpRequest, link: Link) -> HttpResponse:
    """The page says by itself that it is on a screen; a mail scanner that fetches the link says nothing."""
    note_opened(link=link)
    return HttpResponse(status=204)


@require_safe
@token_page(LinkPurpose.SHARED_PAGE)
def shared_pdf(request: HttpRequest, link: Link) -> HttpResponse:
    page = find_shared_page(link)
    version = agreed_version(page.party.collaboration_id) if page else None
    return pdf_response(version) if version else link_over(request)
