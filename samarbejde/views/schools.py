"""One school: what the register says, what we know, whom we know, what we do together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samarbejde import permissions
from samarbejde.access import institution_ids, sees_everything
from samarbejde.actions.school_corrections import correct_school, correction_version
from samarbejde.context_processors import path_of
from samarbejde.forms.school import SchoolForm
from samarbejde.models import Institution, School
from samarbejde.panels import get_panels
from samarbejde.queries.schools import collaborations_with, departments_of, get_school_facts, known_posts


def _web_url(school: School) -> str:
    """Return the website as an address one can open; the register writes many of them without https."""
    web = school.web.strip()
    if not web or " " in web:
        return ""
    return web if web.lower().startswith(("http://", "https://")) else f"https://{web}"


def _may_anywhere(user, permission: str) -> bool:
    return sees_everything(user) or bool(institution_ids(user, permission))


@require_safe
def school_detail(request: HttpRequest, number: str) -> HttpResponse:
    school = get_object_or_404(get_school_facts(request.user), number=number)
    collaborations = collaborations_with(request.user, school)
    cards = [panel.school_card(request.user, school) for panel in get_panels()]
    context = {
        "school": school,
        "departments": departments_of(school),
        "posts": known_posts(request.user, school),
        "collaborations": collaborations,
        "web_url": _web_url(school),
        "upcoming": next((row for row in collaborations if row.is_running and row.next_step), None),
        "cards": [card for card in cards if card],
        "list_url": path_of("samarbejde:school_list"),
        "can_create": _may_anywhere(request.user, "change_collaboration"),
        "can_log": _may_anywhere(request.user, "log_contact"),
        "can_add_person": _may_anywhere(request.user, "change_people"),
        "can_correct": permissions.can_correct_school(request.user),
        "just_noted": "kontakt" in request.GET,
    }
    return render(request, "samarbejde/school_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def school_edit(request: HttpRequest, number: str) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.user), number=number)
    if not permissions.can_correct_school(request.user):
        raise PermissionDenied
    form = SchoolForm(request.POST or None, instance=school, version=correction_version(school))
    if form.is_valid():
        house = Institution.objects.where_may(request.user, "import_register").order_by("pk").first()
        saved = form.save_with(
            lambda: correct_school(
                school=school, version=form.version, institution=house, **form.values(), by=request.user
            )
        )
        if saved:
            messages.success(request, _("Saved. The next reading of the register leaves your corrections alone."))
            return redirect(school)
    return render(request, "samarbejde/school_edit.html", {"school": school, "form": form}, status=form.http_status)
