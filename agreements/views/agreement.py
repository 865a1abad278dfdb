"""The Agreement tab, and beginning an agreement."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements import permissions
from agreements.actions.agreements import start_agreement
from agreements.choices import Template
from agreements.queries.agreements import current_version, find_agreement, get_agreement, list_versions, waiting_version
from agreements.queries.approvals import add_steps
from agreements.queries.completeness import completeness_of
from agreements.queries.content import build_content, hash_content
from agreements.queries.shared_pages import pages_of
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame


def get_collaboration(request: HttpRequest, pk: int, may, *, with_panels: bool = True) -> Collaboration:
    """Return the collaboration when ``may(user, collaboration)``; raises Http404 or PermissionDenied."""
    collaboration = get_visible_collaboration(request.user, pk, with_panels=with_panels)
    if not may(request.user, collaboration):
        raise PermissionDenied
    return collaboration


@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement)
    agreement = find_agreement(collaboration)
    versions = list_versions(agreement) if agreement else []
    latest = versions[0] if versions else None
    current, waiting = current_version(versions), waiting_version(versions)
    add_steps([version for version in (current, waiting) if version], collaboration)
    context = collaboration_frame(request, collaboration, "aftale") | {
        "agreement": agreement,
        "templates": Template.choices,
        "versions": versions,
        "current": current,
        "waiting": waiting,
        "completeness": completeness_of(agreement) if agreement else None,
        "has_news": bool(agreement and (not latest or hash_content(build_content(agreement)) != latest.content_hash)),
        "shared_pages": pages_of(collaboration),
        "has_others": any(p.institution_id != collaboration.institution_id for p in collaboration.parties.all()),
        "can_edit": permissions.can_change_agreement(request.user, collaboration),
        "can_send": permissions.can_send_agreement(request.user, collaboration),
    }
    return render(request, "agreements/agreement_detail.html", context)


@require_POST
def agreement_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin with one of the templates; what is there already is opened."""
    collaboration = get_collaboration(request, pk, permissions.can_change_agreement, with_panels=False)
    template = request.POST.get("template", "")
    template = template if template in Template.values else Template.LIGHT
    start_agreement(collaboration=collaboration, template=template, by=request.user)
    return redirect("agreements:agreement_edit", pk)


@require_safe
def agreement_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The working text as the school would see it."""
    collaboration = get_collaboration(request, pk, permissions.can_view_agreement, with_panels=False)
    content = build_content(get_agreement(collaboration))
    return render(request, "agreements/agreement_preview.html", {"collaboration": collaboration, "content": content})
