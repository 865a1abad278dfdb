"""The contact tab of a collaboration."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contacts import permissions
from contacts.models import ContactAttempt
from contacts.queries.attempts import best_way, read_log, ways_at, ways_of
from samarbejde.queries.collaborations import get_visible_collaboration
from samarbejde.views.frame import collaboration_frame

LOG_LENGTH = 200


@require_safe
def contact_detail(request: HttpRequest, pk: int) -> HttpResponse:
    collaboration = get_visible_collaboration(request.user, pk)
    attempts = read_log(ContactAttempt.objects.filter(collaboration=collaboration), LOG_LENGTH)
    here = ways_of(attempts)
    context = {
        "attempts": attempts,
        "first": attempts[-1] if attempts else None,
        "ways_here": here,
        "best_way": best_way(here),
        "ways_everywhere": ways_at(collaboration.institution_id),
        "assessment": getattr(collaboration, "assessment", None),
        "can_log": permissions.can_log_contact(request.user, collaboration),
        "can_assess": permissions.can_change_assessment(request.user, collaboration),
        "shows_details": permissions.can_view_contact_details(request.user, collaboration),
    }
    return render(
        request, "contacts/contact_detail.html", collaboration_frame(request, collaboration, "kontakt") | context
    )
