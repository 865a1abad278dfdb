"""The twin of the front page: what waits, mine, the phases, what comes, the year's figures, a lesson."""

import datetime

from django.db.models import Count, Q, Sum
from django.utils import timezone

from benchmarks.twins import plain
from followup.models import Session
from knowledge.models import Lesson
from samarbejde.lib.weeks import school_year, school_year_days
from samarbejde.models import AttentionSignal, Collaboration

SIGNAL_FIELDS = ("code", "severity", "since", "collaboration__title")
MINE = ("title", "counterpart", "phase", "next_step", "next_step_on")


def overview(request):
    """One query for each part."""
    visible, today = Collaboration.objects.visible_to(request.user), timezone.localdate()
    soon = (today, today + datetime.timedelta(days=28))
    waiting = AttentionSignal.objects.filter(
        answered_at=None, collaboration__in=visible.running().filter(lead=request.user)
    )
    sessions = Session.objects.visible_to(request.user)
    context = {
        "user": request.user,
        "count": waiting.count(),
        "signals": waiting.select_related("collaboration").only(*SIGNAL_FIELDS).order_by("-severity", "since")[:6],
        "mine": visible.open().filter(lead=request.user).only(*MINE).order_by("next_step_key", "pk")[:8],
        "phases": visible.running().order_by().values("phase").annotate(number=Count("*")),
        "steps": visible.running().filter(next_step_on__range=soon).exclude(next_step="").order_by("next_step_on")[:12],
        "coming": sessions.filter(status="planned", date__range=soon)
        .select_related("collaboration").order_by("date", "starts_time")[:12],
        "year": sessions.filter(status="held", date__range=school_year_days(school_year(today))).aggregate(
            held=Count("pk"), pupils=Sum("pupils"), hours=Sum("hours"),
        ),
        "lesson": Lesson.objects.visible_to(request.user)
        .exclude(collaboration__lead=request.user).filter(~Q(text="")).select_related("collaboration").first(),
    }  # fmt: skip
    return plain("overview.html", context)
