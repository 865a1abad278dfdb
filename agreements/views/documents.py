"""An agreement to take along: as a Word document, and as a page that prints."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import permissions
from agreements.documents import agreement_docx, docx_name
from agreements.documents.answers import answer_rows, decisions_of, version_line
from agreements.models import Agreement, AgreementVersion
from agreements.queries.agreements import get_agreement, get_version
from agreements.queries.content import build_content
from agreements.views.agreement import get_collaboration
from samarbejde.lib.filetypes import TYPES
from samarbejde.lib.logos import read_logo


@require_safe
def agreement_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The working text, for somebody who must write in it elsewhere."""
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement, with_panels=False)
    agreement = get_agreement(collaboration)
    return _word(build_content(agreement), agreement)


@require_safe
def version_word(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    get_collaboration(request, pk, permissions.can_view_agreement, with_panels=False)
    version = get_version(request.user, pk, number)
    return _word(version.content, version.agreement, version)


def _word(content: dict, agreement: Agreement, version: AgreementVersion | None = None) -> HttpResponse:
    name, logo = docx_name(content, agreement.pk, version), read_logo(agreement.collaboration.institution)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(agreement_docx(content, version, logo=logo), content_type=TYPES["docx"], headers=headers)


@require_safe
def version_print(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version on paper, with the answers and lines to sign on."""
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement, with_panels=False)
    version = get_version(request.user, pk, number)
    context = {
        "collaboration": collaboration,
        "version": version,
        "content": version.content,
        "line": version_line(version),
        "answers": answer_rows(version),
        "decisions": decisions_of(version),
    }
    return render(request, "agreements/version_print.html", context)
