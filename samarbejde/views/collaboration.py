"""One collaboration: its page, and editing what is known about it."""

import copy
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samarbejde import permissions
from samarbejde.actions.collaborations import create_collaboration, plan_next_step, update_collaboration
from samarbejde.forms.collaborations import CollaborationCreateForm, CollaborationEditForm
from samarbejde.forms.phases import NextStepForm
from samarbejde.forms.pickers import place_picker
from samarbejde.lists.neighbours import neighbours
from samarbejde.models import Institution, School
from samarbejde.queries.collaborations import get_visible_collaboration, open_with_schools
from samarbejde.queries.detail import get_detail
from samarbejde.views.detail import LATEST, detail_context, timeline_context
from samarbejde.views.frame import collaboration_frame

MOST_SCHOOLS = 30


@require_safe
def collaboration_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page about one collaboration; a chip over the timeline (``?slags=people``) fetches that part alone."""
    kind = request.GET.get("slags", "")
    if request.htmx and not request.htmx.history_restore_request:
        collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
        return render(request, "samarbejde/_timeline.html", timeline_context(request, collaboration, kind))
    rows = get_detail(request.user, pk, latest=LATEST + 1)
    context = detail_context(request, rows)
    if kind:
        context |= timeline_context(request, rows.collaboration, kind)
    return render(request, "samarbejde/collaboration_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_create(request: HttpRequest) -> HttpResponse:
    institutions = Institution.objects.where_may(request.user, "change_collaboration")
    if not institutions.exists():
        raise PermissionDenied
    form = CollaborationCreateForm(request.POST or None, institutions=institutions, initial=_first_values(request))
    if "find" in request.POST:
        form.without_errors()
    elif form.is_valid() and _is_wanted(request.user, form):
        lead = request.user
        saved = form.save_with(lambda: create_collaboration(**form.values(), lead=lead, by=request.user))
        if saved:
            messages.success(request, _("The collaboration is there. Now note who you will talk to, and when."))
            return redirect(saved)
    return render(request, "samarbejde/collaboration_create.html", {"form": form})


def _first_values(request: HttpRequest) -> dict:
    """A fresh key for this form, and the schools the user came from (``?skole=101023``, once for each)."""
    numbers = [number for number in request.GET.getlist("skole")[:MOST_SCHOOLS] if number.isalnum()]
    keys = School.objects.filter(number__in=numbers).order_by("name_key", "pk").values_list("pk", flat=True)
    return {"form_key": uuid.uuid4(), "places": [f"school:{pk}" for pk in keys] if numbers else []}


def _is_wanted(user, form: CollaborationCreateForm) -> bool:
    """The same school with something open already is said once; the user may go on."""
    values = form.values()
    if form.cleaned_data["anyway"]:
        return True
    found = open_with_schools(user, values["institution"], values["schools"], not_from=values["form_key"])
    if found:
        form.warn(found)
    return not found


@require_safe
def place_options(request: HttpRequest) -> HttpResponse:
    """Answer a picker's search field with boxes to tick."""
    picker = place_picker(
        url=request.path, query=request.GET.get("places_q", "")[:80], values=request.GET.getlist("places")[:30]
    )
    return render(request, "samarbejde/_picker_options.html", {"picker": picker})


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_change_collaboration(request.user, collaboration):
        raise PermissionDenied
    form = CollaborationEditForm(
        request.POST or None, instance=copy.copy(collaboration), version=collaboration.version, user=request.user,
        may_choose_lead=permissions.can_change_lead(request.user, collaboration),
    )  # fmt: skip
    if form.is_valid():
        saved = form.save_with(
            lambda: update_collaboration(
                collaboration=collaboration, version=form.version, **form.values(), by=request.user
            )
        )
        if saved:
            messages.success(request, _("Saved."))
            return redirect(saved)
    context = collaboration_frame(request, collaboration, "ret") | {"form": form}
    return render(request, "samarbejde/collaboration_edit.html", context, status=form.http_status)


@require_http_methods(["GET", "HEAD", "POST"])
def next_step_edit(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_change_collaboration(request.user, collaboration):
        raise PermissionDenied
    initial = {"text": collaboration.next_step, "on": collaboration.next_step_on}
    form = NextStepForm(request.POST or None, initial=initial)
    if form.is_valid():
        plan_next_step(collaboration=collaboration, **form.values(), by=request.user)
        messages.success(request, _("The next step is written down."))
        return redirect(collaboration)
    context = collaboration_frame(request, collaboration, "naeste") | {"form": form}
    return render(request, "samarbejde/next_step_edit.html", context)


@require_safe
def collaboration_neighbour(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the one before or after in the list; past its ends, back to the list."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=False)
    found = neighbours(request, collaboration)
    if found is None:
        return redirect(collaboration)
    url = found.previous_url if request.GET.get("til") == "forrige" else found.next_url
    if not url:
        messages.info(request, _("That was the last one in the list."))
    return redirect(url or found.list_url)
