"""What several views of the follow-up begin with."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from followup import permissions
from samarbejde.models import Collaboration
from samarbejde.queries.collaborations import get_visible_collaboration


def collaboration_to_register(request: HttpRequest, pk: int) -> Collaboration:
    """Return a collaboration the user may write about. Raises Http404 and PermissionDenied."""
    collaboration = get_visible_collaboration(request.user, pk)
    if not permissions.can_register_session(request.user, collaboration):
        raise PermissionDenied
    return collaboration
