"""The twin of a collaboration's first page: everything its cards say, read by hand."""

from django.db.models import Count
from django.shortcuts import get_object_or_404

from agreements.models import Agreement, Approval
from benchmarks.twins import plain
from contacts.models import ContactAttempt
from evaluations.models import Evaluation
from followup.models import Session
from samarbejde.models import Collaboration, Event, Participant


def collaboration_detail(request, pk: int):
    """Nine queries: one for each kind of thing."""
    rows = Collaboration.objects.visible_to(request.user).select_related("institution", "lead", "assessment", "closure")
    row = get_object_or_404(rows, pk=pk)
    agreement = Agreement.objects.filter(collaboration=row).prefetch_related("goals", "versions").first()
    context = {
        "row": row,
        "parties": row.parties.select_related("school", "municipality", "institution"),
        "people": Participant.objects.filter(collaboration=row, ended_on=None).select_related("person"),
        "signals": row.signals.filter(answered_at=None),
        "attempts": ContactAttempt.objects.filter(collaboration=row)[:3],
        "agreement": agreement,
        "waiting": Approval.objects.filter(version__agreement=agreement, answer="waiting") if agreement else [],
        "sessions": Session.objects.filter(collaboration=row).select_related("taught_by").order_by("date"),
        "evaluations": Evaluation.objects.filter(collaboration=row).annotate(
            answers=Count("questionnaires__responses")
        ),
        "lessons": row.lessons.all(),
        "events": Event.objects.filter(collaboration=row)[:8],
        "user": request.user,
    }
    return plain("detail.html", context)
