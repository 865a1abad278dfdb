"""What the follow-up puts on the page that is shared with a school: when one meets, and what it has promised."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from followup.choices import SessionStatus
from followup.models import ActionPoint, FollowedMilestone, Meeting, Session
from followup.queries.milestones import slip_words
from followup.queries.upcoming import day_of
from samarbejde.models import Collaboration, Participant, Party
from samarbejde.panels import SharedAsk, SharedDate


def dates_of(collaboration: Collaboration, start: datetime.date, end: datetime.date) -> Iterator[SharedDate]:
    """Return planned sessions and meetings, and the agreed milestones; never a note or an agenda. Three queries."""
    planned = {"collaboration": collaboration, "status": SessionStatus.PLANNED, "date__range": (start, end)}
    for session in Session.objects.filter(**planned).select_related("taught_by", "class_group"):
        teacher = str(session.taught_by) if session.taught_by else ""
        detail = [session.class_name, session.get_venue_display(), teacher, day_of(session)]
        yield SharedDate(
            session.date, session.title or _("Session with the pupils"), " · ".join(filter(None, detail)),
            session.starts_time, session.ends_time,
        )  # fmt: skip
    for meeting in Meeting.objects.filter(**planned):
        yield SharedDate(meeting.date, _("Meeting"), meeting.place, meeting.starts_time, meeting.ends_time)
    agreed = (
        FollowedMilestone.objects.open().filter(collaboration=collaboration, due_on__range=(start, end)).exclude(key="")
    )
    for milestone in agreed:
        words = _("Milestone: %(what)s") % {"what": milestone.text}
        yield SharedDate(milestone.due_on, words, slip_words(milestone.slip))


def asks_of(collaboration: Collaboration, party: Party) -> Iterator[SharedAsk]:
    """Return what people at ``party`` promised at a meeting whose minutes they have been sent. One query."""
    theirs = Participant.objects.filter(party=party, ended_on__isnull=True, person__isnull=False).values("person")
    rows = ActionPoint.objects.filter(collaboration=collaboration, done_at__isnull=True, owner__in=theirs)
    for action in rows.filter(meeting__shared_at__isnull=False).select_related("owner").order_by("due_on", "pk"):
        yield SharedAsk(action.text, str(action.owner), action.due_on)
