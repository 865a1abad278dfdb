"""What several views of the follow-up begin with."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.permissions import can_change_agreement
from followup import permissions
from followup.queries.hours import hours_run_low
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration

MOST_REASON = 400


def collaboration_to_register(request: HttpRequest, pk: int) -> Collaboration:
    """Return a collaboration the user may write about. Raises Http404 and PermissionDenied."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_register_session(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def collaboration_to_read(request: HttpRequest, pk: int) -> Collaboration:
    """Return a collaboration whose people the user may see. Raises Http404 and PermissionDenied."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_view_people(request.user, collaboration):
        raise PermissionDenied
    return collaboration


def amendment_url(collaboration: Collaboration, reason: str) -> str:
    """Return where the agreement is changed, with the reason for the other side filled in."""
    page = reverse("agreements:agreement_edit", args=[collaboration.pk])
    return f"{page}?{urlencode({'begrundelse': reason[:MOST_REASON]})}"


def more_hours_url(user, collaboration: Collaboration) -> str:
    """Return where more hours are agreed on, when they run low and the user may; else nothing."""
    if not (hours_run_low(collaboration) and can_change_agreement(user, collaboration)):
        return ""
    return amendment_url(collaboration, _("The hours we agreed on are nearly used."))
