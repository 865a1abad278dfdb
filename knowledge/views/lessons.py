from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from knowledge import permissions
from knowledge.actions.lessons import change_lesson, write_lesson
from knowledge.forms.lessons import LessonCreateForm, LessonEditForm
from knowledge.models import Lesson
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_http_methods(["GET", "HEAD", "POST"])
def lesson_create(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = _collaboration_to_write(request, pk)
    form = LessonCreateForm(request.POST or None)
    if form.is_valid():
        write_lesson(collaboration=collaboration, **form.values(), by=request.user)
        messages.success(request, _("The lesson is saved. Your colleagues can find it."))
        return _back(collaboration)
    return _show(request, collaboration, form)


@require_http_methods(["GET", "HEAD", "POST"])
def lesson_edit(request: HttpRequest, pk: int, lesson_id: int) -> HttpResponse:
    collaboration = _collaboration_to_write(request, pk)
    lesson = get_object_or_404(Lesson, pk=lesson_id, collaboration=collaboration)
    form = LessonEditForm(request.POST or None, lesson=lesson)
    if form.is_valid():
        saved = form.save_with(
            lambda: change_lesson(lesson=lesson, **form.values(), version=form.version, by=request.user)
        )
        if saved:
            messages.success(request, _("The lesson is saved."))
            return _back(collaboration)
    return _show(request, collaboration, form, lesson=lesson)


def _collaboration_to_write(request: HttpRequest, pk: int) -> Collaboration:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_write_lesson(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def _show(request: HttpRequest, collaboration: Collaboration, form, lesson: Lesson | None = None) -> HttpResponse:
    context = collaboration_frame(request, collaboration, "viden") | {"form": form, "lesson": lesson}
    context["can_share"] = permissions.can_share(request.user, collaboration.institution_id)
    return render(request, "knowledge/lesson_form.html", context, status=form.http_status)


def _back(collaboration: Collaboration) -> HttpResponse:
    return redirect(f"{reverse('knowledge:knowledge_detail', args=[collaboration.pk])}#erfaringer")
