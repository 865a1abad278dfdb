"""A place's logo, for everybody who is shown a page of that place."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from samarbejde.lib.filetypes import TYPES
from samarbejde.lib.logos import logo_kind, read_logo
from samarbejde.models import Institution

A_DAY = 60 * 60 * 24


@login_not_required
@require_safe
def institution_logo(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """``mark`` is a part of the file's random name: a new logo has a new address."""
    institution = get_object_or_404(Institution, slug=slug)
    content = read_logo(institution)
    kind = logo_kind(content)
    if kind is None or mark != institution.logo_mark:
        raise Http404
    headers = {
        "Cache-Control": f"public, max-age={A_DAY}",
        "Content-Disposition": f'inline; filename="logo.{kind}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
