"""The record, taken away (as PDF, Word, or packed for the records system), and put in one's own words."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from knowledge import permissions
from knowledge.actions.record import drop_record_part, write_record_part
from knowledge.choices import RecordKey
from knowledge.exports.record import closing_package, record_pdf
from knowledge.exports.word import record_docx
from knowledge.forms.record import RecordPartForm
from knowledge.models import RecordPart
from knowledge.queries.lessons import lessons_of
from knowledge.queries.record import compile_record
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "pdf": ("application/pdf", record_pdf),
    "docx": (WORD, record_docx),
    "zip": ("application/zip", closing_package),
}


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


@require_http_methods(["GET", "HEAD", "POST"])
def record_part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One part in own words, beside what the program has compiled."""
    collaboration = _collaboration_to_write(request, pk)
    if key not in RecordKey.values:
        raise Http404
    section = compile_record(collaboration, with_people=True).section(key)
    part = RecordPart.objects.filter(collaboration=collaboration, key=key).first()
    form = RecordPartForm(request.POST or None, part=part, source=section.source_text)
    if form.is_valid():
        saved = form.save_with(lambda: write_record_part(
            collaboration=collaboration, key=key, **form.values(), source=section.source_text, version=form.version,
            by=request.user,
        ))  # fmt: skip
        if saved:
            messages.success(request, _("Your words stand in the record. The compiled ones are kept beside them."))
            return _back(collaboration, key)
    context = {"form": form, "section": section, "part": part}
    frame = collaboration_frame(request, collaboration, "viden")
    return render(request, "knowledge/record_part.html", frame | context, status=form.http_status)


@require_POST
def record_part_drop(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    collaboration = _collaboration_to_write(request, pk)
    drop_record_part(part=get_object_or_404(RecordPart, collaboration=collaboration, key=key), by=request.user)
    messages.success(request, _("The compiled words stand again."))
    return _back(collaboration, key)


def _collaboration_to_write(request: HttpRequest, pk: int) -> Collaboration:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_write_lesson(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def _back(collaboration: Collaboration, key: str) -> HttpResponse:
    return redirect(f"{reverse('knowledge:knowledge_detail', args=[collaboration.pk])}#afsnit-{key}")
