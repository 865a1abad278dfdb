from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knowledge import permissions
from knowledge.actions.lesson_life import retire_lesson, review_lesson
from knowledge.models import Lesson
from samarbejde.queries.collaborations import get_visible_collaboration

LONGEST = 200


@require_POST
def lesson_review(request: HttpRequest, pk: int, lesson_id: int) -> HttpResponse:
    lesson = _lesson_to_change(request, pk, lesson_id)
    review_lesson(lesson=lesson, by=request.user)
    messages.success(request, _("Good. The lesson holds."))
    return _back(lesson)


@require_POST
def lesson_retire(request: HttpRequest, pk: int, lesson_id: int) -> HttpResponse:
    lesson = _lesson_to_change(request, pk, lesson_id)
    try:
        retire_lesson(lesson=lesson, reason=request.POST.get("reason", "")[:LONGEST], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("knowledge:lesson_edit", pk, lesson_id)
    messages.success(request, _("The lesson is put aside. It is no longer offered to others."))
    return _back(lesson)


def _lesson_to_change(request: HttpRequest, pk: int, lesson_id: int) -> Lesson:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_write_lesson(request.user, collaboration):
        raise PermissionDenied
    return get_object_or_404(Lesson, pk=lesson_id, collaboration=collaboration)


def _back(lesson: Lesson) -> HttpResponse:
    return redirect(f"{reverse('knowledge:knowledge_detail', args=[lesson.collaboration_id])}#erfaringer")
