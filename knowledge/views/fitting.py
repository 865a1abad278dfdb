from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from knowledge import panel, permissions
from knowledge.actions.lesson_life import dismiss_lesson, use_lesson
from knowledge.models import Lesson
from knowledge.queries.fitting import fitting_lessons, lessons_with
from samarbejde.models import Collaboration, School
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


@require_safe
def lesson_card(request: HttpRequest) -> HttpResponse:
    """The piece of the overview that brings one lesson back; without script the overview links to them all."""
    if not request.htmx:
        return redirect("knowledge:search")
    return render(request, "knowledge/_overview_card.html", {"card": panel.lesson_card(request.user)})


@require_safe
def lesson_school(request: HttpRequest, pk: int) -> HttpResponse:
    """Lessons from work with one school, a piece beside the request of that school; without script its own page."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if not request.htmx:
        return redirect(school)
    return render(request, "knowledge/_school_lessons.html", {"lessons": lessons_with(request.user, school)})


@require_safe
def lesson_fitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Lessons from elsewhere that fit: a page of its own, and a piece beside the work where there is script."""
    if request.htmx:
        return _piece(request, get_visible_collaboration(request.user, pk, with_panels=False))
    collaboration = get_visible_collaboration(request.user, pk)
    context = collaboration_frame(request, collaboration, "viden") | _rows(request, collaboration)
    return render(request, "knowledge/lesson_fitting.html", context)


def _rows(request: HttpRequest, collaboration: Collaboration) -> dict:
    rows = [(fit, panel.why_shown(fit.shared)) for fit in fitting_lessons(request.user, collaboration)]
    return {"rows": rows, "can_write": permissions.can_write_lesson(request.user, collaboration)}


def _piece(request: HttpRequest, collaboration: Collaboration) -> HttpResponse:
    context = {"collaboration": collaboration} | _rows(request, collaboration)
    return render(request, "knowledge/_fitting.html", context)


@require_POST
def lesson_use(request: HttpRequest, pk: int, lesson_id: int) -> HttpResponse:
    return _mark(request, pk, lesson_id, use_lesson, _("Thank you. Others now see that it helped."))


@require_POST
def lesson_dismiss(request: HttpRequest, pk: int, lesson_id: int) -> HttpResponse:
    said = _("It is not shown here again. It can still be found under Knowledge.")
    return _mark(request, pk, lesson_id, dismiss_lesson, said)


def _mark(request: HttpRequest, pk: int, lesson_id: int, action, said: str) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    if not permissions.can_write_lesson(request.user, collaboration):
        raise PermissionDenied
    others = Lesson.objects.visible_to(request.user).in_force().exclude(collaboration=collaboration)
    action(lesson=get_object_or_404(others, pk=lesson_id), collaboration=collaboration, by=request.user)
    if request.htmx:
        return _piece(request, collaboration)
    messages.success(request, said)
    return redirect("knowledge:lesson_fitting", collaboration.pk)
