"""Meetings that were not held or not written down, and promises whose day has passed."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from followup.choices import SessionStatus
from followup.models import ActionPoint, Meeting
from followup.validators import rhythm_weeks
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_short
from samarbejde.phases import Phase


class DatedRule(AttentionRule):
    """``data["on"]`` is stored as a date and shown as one reads it."""

    guide = "3E2"
    severity = Severity.LOOK
    url_name = "followup:meeting_list"

    def sentence(self, data: dict) -> str:
        return super().sentence(data | {"on": format_short(datetime.date.fromisoformat(data["on"]))})

    def reason(self, data: dict) -> str:
        return super().reason(data | {"on": format_short(datetime.date.fromisoformat(data["on"]))})


class MeetingRhythm(DatedRule):
    """By the agreement's words one should have met, and no meeting is planned."""

    code = "meeting_rhythm"
    what = _("You have not met as you agreed")
    why = _("The agreement says: “%(words)s”. A meeting was due on %(on)s, and none is planned.")
    short = _("Meeting due")
    action = _("Plan a meeting")

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        ahead = Meeting.objects.filter(
            collaboration=OuterRef("collaboration"), status=SessionStatus.PLANNED, date__gte=today
        )
        held = Q(collaboration__meetings__status=SessionStatus.HELD)
        rows = (
            Agreement.objects.filter(collaboration__in=collaborations.filter(phase=Phase.ACTIVE))
            .exclude(Exists(ahead))
            .exclude(meeting_rhythm="")
            .annotate(last=Max("collaboration__meetings__date", filter=held))
        )
        for agreement in rows.select_related("collaboration"):
            weeks = rhythm_weeks(agreement.meeting_rhythm)
            start = agreement.last or agreement.starts_on or agreement.collaboration.starts_on
            due = start + datetime.timedelta(weeks=weeks) if weeks and start else None
            if due and due < today:
                data = {"words": agreement.meeting_rhythm, "on": due.isoformat()}
                yield Hit(agreement.collaboration_id, data, since=due)


class MeetingNotRegistered(DatedRule):
    """A planned meeting's day has passed, and nobody has written whether it was held."""

    code = "meeting_not_registered"
    what = _("Was the meeting on %(on)s held?")
    why = _("Write the minutes while you remember them, or say that it was cancelled.")
    short = _("Minutes missing")
    action = _("Write the minutes")

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        past = Meeting.objects.filter(collaboration__in=collaborations, status=SessionStatus.PLANNED, date__lt=today)
        for row in past.order_by().values("collaboration").annotate(first=Min("date")):
            yield Hit(row["collaboration"], {"on": row["first"].isoformat()}, since=row["first"])


class ActionLate(DatedRule):
    """Somebody promised something, and the day has passed."""

    code = "action_late"
    what = _("A promise is late")
    why = _("Promised and not done: %(actions)s. The first was due on %(on)s.")
    short = _("Promise late")
    action = _("See the promises")

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        late = ActionPoint.objects.filter(collaboration__in=collaborations, done_at__isnull=True, due_on__lt=today)
        rows = late.order_by().values("collaboration").annotate(first=Min("due_on"), actions=Count("pk"))
        for row in rows:
            data = {"on": row["first"].isoformat(), "actions": row["actions"]}
            yield Hit(row["collaboration"], data, since=row["first"])


RULES = (MeetingRhythm(), MeetingNotRegistered(), ActionLate())
