"""The record, taken away: as PDF, or packed for the records system."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from knowledge import permissions
from knowledge.exports.record import closing_package, record_pdf
from knowledge.queries.lessons import lessons_of
from knowledge.queries.record import compile_record
from samarbejde.queries.collaborations import get_visible_collaboration

KINDS = {"pdf": ("application/pdf", record_pdf), "zip": ("application/zip", closing_package)}


@require_safe
def record_export(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    if kind not in KINDS:
        raise Http404
    if not permissions.can_export_record(request.user, collaboration):
        raise PermissionDenied
    content_type, make = KINDS[kind]
    record = compile_record(collaboration, with_people=permissions.can_view_people(request.user, collaboration))
    response = HttpResponse(make(record, collaboration, lessons_of(collaboration)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="samarbejdshistorie-{collaboration.pk}.{kind}"'
    return response
