"""Logging a contact: with a collaboration's school, or with a school before there is a collaboration."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts import permissions
from contacts.actions.attempts import log_contact_attempt
from contacts.forms.attempt import AttemptForm
from samarbejde.context_processors import path_of
from samarbejde.lib.folding import fold
from samarbejde.models import Collaboration, Institution, School
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame

QUICK_LENGTH = 30


@require_http_methods(["GET", "HEAD", "POST"])
def attempt_create(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_log_contact(request.user, collaboration):
        raise PermissionDenied
    form = AttemptForm.for_collaboration(request.POST or None, collaboration=collaboration)
    if form.is_valid():
        form.save_with(
            lambda: log_contact_attempt(
                institution=collaboration.institution, collaboration=collaboration, **form.values(), by=request.user
            )
        )
        messages.success(request, _("The contact is noted."))
        return redirect("contacts:contact_detail", pk)
    frame = collaboration_frame(request, collaboration, "kontakt")
    return render(request, "contacts/attempt_create.html", frame | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def attempt_create_for_school(request: HttpRequest, number: str) -> HttpResponse:
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("municipality"), number=number)
    mine = Institution.objects.where_may(request.user, "log_contact")
    institution = _chosen_institution(request, mine)
    form = AttemptForm.for_school(request.POST or None, institution=institution, school=school)
    if form.is_valid():
        form.save_with(lambda: log_contact_attempt(institution=institution, **form.values(), by=request.user))
        messages.success(request, _("The contact with %(school)s is noted.") % {"school": school})
        return redirect(f"{school.get_absolute_url()}?kontakt=noteret")
    context = {"school": school, "form": form, "institution": institution, "places": _choice_of(mine, institution)}
    return render(request, "contacts/attempt_create_for_school.html", context)


def _chosen_institution(request: HttpRequest, mine) -> Institution:
    """Return the place the contact is logged for: the one in ``?sted=``, or the first of mine."""
    slug = request.POST.get("sted") or request.GET.get("sted")
    if slug:
        return get_object_or_404(mine, slug=slug)
    first = mine.order_by("name_key", "pk").first()
    if first is None:
        raise PermissionDenied
    return first


def _choice_of(mine, institution: Institution) -> list[Institution]:
    """Return the places to choose among, when there is more than one."""
    places = list(mine.order_by("name_key", "pk")[:50])
    return places if len(places) > 1 else []


@require_safe
def attempt_quick(request: HttpRequest) -> HttpResponse:
    """From the thumb bar: which collaboration was it about?"""
    mine = Institution.objects.where_may(request.user, "log_contact")
    if not mine.exists():
        raise PermissionDenied
    rows = Collaboration.objects.visible_to(request.user).running().filter(institution__in=mine)
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = _matching(rows, words, request.user)
    context = {"collaborations": found, "words": words, "school_url": path_of("samarbejde:school_list") or "/"}
    return render(request, "contacts/attempt_quick.html", context)


def _matching(rows, words: str, user) -> list[Collaboration]:
    """Return the collaborations that hold ``words``; without words my own first, by next step."""
    for part in fold(words).split()[:5]:
        rows = rows.filter(search_text__contains=part)
    found = list(rows.order_by("next_step_key", "pk")[:QUICK_LENGTH])
    return sorted(found, key=lambda row: row.lead_id != user.pk)
