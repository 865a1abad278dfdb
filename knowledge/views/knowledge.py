from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knowledge import permissions
from knowledge.queries.lessons import lessons_of
from knowledge.queries.record import compile_record
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def knowledge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The ending, the lessons and the record. Of the internal notes only the way to them."""
    collaboration = get_visible_collaboration(request.user, pk)
    record = compile_record(collaboration, with_people=permissions.can_view_people(request.user, collaboration))
    return render(request, "knowledge/knowledge_detail.html", collaboration_frame(request, collaboration, "viden") | {
        "record": record,
        "closure": getattr(collaboration, "closure", None),
        "lessons": lessons_of(collaboration),
        "can_write": permissions.can_write_lesson(request.user, collaboration),
        "can_share": permissions.can_share(request.user, collaboration.institution_id),
        "can_close": permissions.can_close_collaboration(request.user, collaboration),
    })  # fmt: skip


@require_safe
def record_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The record as a sheet to print or save, and to take away."""
    collaboration = get_visible_collaboration(request.user, pk)
    return render(request, "knowledge/record_detail.html", {
        "collaboration": collaboration,
        "record": compile_record(collaboration, with_people=permissions.can_view_people(request.user, collaboration)),
        "lessons": lessons_of(collaboration),
        "can_export": permissions.can_export_record(request.user, collaboration),
    })  # fmt: skip
