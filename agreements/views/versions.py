"""One frozen version: to read, and as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import permissions
from agreements.documents import pdf_name, version_pdf
from agreements.models import AgreementVersion
from agreements.queries.agreements import get_version
from agreements.queries.approvals import add_steps
from agreements.views.agreement import get_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def agreement_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement)
    version = get_version(request.user, pk, number)
    add_steps([version], collaboration)
    context = collaboration_frame(request, collaboration, "aftale") | {"version": version, "content": version.content}
    return render(request, "agreements/agreement_version.html", context)


@require_safe
def agreement_pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    get_collaboration(request, pk, permissions.can_view_agreement, with_panels=False)
    return pdf_response(get_version(request.user, pk, number))


def pdf_response(version: AgreementVersion) -> HttpResponse:
    """Return the version's PDF as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{pdf_name(version)}"'}
    return HttpResponse(version_pdf(version), content_type="application/pdf", headers=headers)
