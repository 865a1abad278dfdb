"""What the work knows for the one who takes over from somebody: promises, next dates, what one must know."""

import datetime

from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.choices import SessionStatus
from followup.models import ActionPoint, Briefing, FollowedMilestone, Meeting, Session
from samarbejde.lib.danish import format_day, format_short
from samarbejde.lib.embedded import embedded, restored
from samarbejde.models import Collaboration
from samarbejde.panels import HandoverNote

MOST_DATES = 3


def what_goes_on(
    person, collaborations: list[int], today: datetime.date | None = None
) -> dict[int, list[str | Promise | HandoverNote]]:
    """Return, by collaboration, what the person has promised, what comes next and what one must know. One query."""
    today = today or timezone.localdate()
    here = {"collaboration": OuterRef("pk")}
    planned = {**here, "status": SessionStatus.PLANNED, "date__gte": today}
    actions = ActionPoint.objects.filter(**here, owner=person, done_at__isnull=True).order_by("due_on", "pk")
    sessions = Session.objects.filter(**planned).order_by("date", "starts_time", "pk")[:MOST_DATES]
    meetings = Meeting.objects.filter(**planned).order_by("date", "pk")[:1]
    milestones = FollowedMilestone.objects.open().filter(**here).order_by("due_on", "pk")[:1]
    briefings = Briefing.objects.filter(**here)
    rows = Collaboration.objects.filter(pk__in=collaborations).annotate(
        action_rows=embedded(actions, "id", "text", "due_on"),
        session_rows=embedded(sessions, "id", "date", "week_only", "title", "class_name"),
        meeting_rows=embedded(meetings, "id", "date", "place"),
        milestone_rows=embedded(milestones, "id", "text", "due_on"),
        briefing_rows=embedded(briefings, "id", "text", "together"),
    )
    columns = ("pk", "action_rows", "session_rows", "meeting_rows", "milestone_rows", "briefing_rows")
    found: dict[int, list[str | Promise | HandoverNote]] = {}
    for pk, *parts, briefing in rows.values_list(*columns):
        url = f"{reverse('followup:briefing_edit', args=[pk])}?overdragelse={person.pk}"
        found[pk] = [*_lines(*parts), *_notes(briefing, url)]
    return found


def _lines(actions: list, sessions: list, meetings: list, milestones: list) -> list[str]:
    lines = [
        _("Has promised: %(what)s, by %(day)s") % {"what": row.text, "day": format_short(row.due_on)}
        for row in restored(ActionPoint, actions)
    ]
    lines += [_next_session(row) for row in restored(Session, sessions)]
    lines += [
        _("Next meeting: %(day)s") % {"day": ", ".join(filter(None, [format_day(row.date), row.place]))}
        for row in restored(Meeting, meetings)
    ]
    return lines + [
        _("Milestone: %(what)s") % {"what": f"{row.text}, {format_day(row.due_on)}"}
        for row in restored(FollowedMilestone, milestones)
    ]


def _notes(briefings: list, url: str) -> list[HandoverNote]:
    """How one is together is asked for, since nothing else says it; what a stand-in must know only when written."""
    row = next(iter(restored(Briefing, briefings)), Briefing())
    notes = [HandoverNote(gettext_lazy("How we are together"), row.together, f"{url}#id_together")]
    return notes + ([HandoverNote(gettext_lazy("Good to know"), row.text, url)] if row.text else [])


def _next_session(row: Session) -> str:
    what = " ".join(filter(None, [row.title, row.class_name]))
    return _("Session: %(day)s") % {"day": ", ".join(filter(None, [row.when, what]))}
