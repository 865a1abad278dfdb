"""What asks for attention while a collaboration runs."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Goal
from followup.choices import SessionStatus
from followup.models import GoalReview, Session
from followup.queries.goals import due_day
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_number, format_short
from samarbejde.phases import Phase


class GoalNotReviewed(AttentionRule):
    code = "goal_not_reviewed"
    guide = "3A1"
    severity = Severity.LOOK
    what = _("It is time to look at the goals")
    why = _("You agreed to look at the goals every %(weeks)s weeks. The first was due on %(due)s.")
    short = _("Look at the goals")
    action = _("Look at the goals")
    url_name = "followup:goal_walk"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        latest = GoalReview.objects.filter(goal=OuterRef("pk")).order_by("-reviewed_at", "-pk")
        goals = (
            Goal.objects.filter(agreement__collaboration__in=collaborations.filter(phase=Phase.ACTIVE))
            .select_related("agreement__collaboration")
            .annotate(
                latest_at=Subquery(latest.values("reviewed_at")[:1]),
                latest_status=Subquery(latest.values("status")[:1]),
            )
        )
        due: dict[int, list[datetime.date]] = defaultdict(list)
        weeks = {}
        for goal in goals:
            agreement = goal.agreement
            review = GoalReview(status=goal.latest_status, reviewed_at=goal.latest_at) if goal.latest_at else None
            day = due_day(agreement.collaboration, agreement, review)
            if day and day <= today:
                due[agreement.collaboration_id].append(day)
                weeks[agreement.collaboration_id] = agreement.review_weeks
        for pk, days in due.items():
            first = min(days)
            yield Hit(pk, {"goals": len(days), "weeks": weeks[pk], "due": first.isoformat()}, since=first)

    def sentence(self, data: dict) -> str:
        goals = data["goals"]
        return ngettext("It is time to look at a goal", "It is time to look at %(goals)s goals", goals) % {
            "goals": goals
        }

    def reason(self, data: dict) -> str:
        return super().reason(data | {"due": format_short(datetime.date.fromisoformat(data["due"]))})


class HoursRule(AttentionRule):
    """The share is rounded down to whole tens: an answered signal wakes when it matters, not at every session."""

    guide = "3E3"
    url_name = "followup:followup_detail"
    least, most = 0, 0  # percent, from and below

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = collaborations.exclude(phase=Phase.CLOSED).filter(
            hours_agreed__gt=0,
            hours_used__gte=F("hours_agreed") * Decimal(self.least) / 100,
            hours_used__lt=F("hours_agreed") * Decimal(self.most) / 100,
        )
        for pk, used, agreed in rows.values_list("pk", "hours_used", "hours_agreed"):
            yield Hit(pk, {"percent": int(used * 10 // agreed) * 10, "agreed": f"{agreed.normalize():f}"})

    def sentence(self, data: dict) -> str:
        return super().sentence(self._readable(data))

    def reason(self, data: dict) -> str:
        return super().reason(self._readable(data))

    def _readable(self, data: dict) -> dict:
        agreed = Decimal(data["agreed"])
        return data | {"agreed": format_number(agreed, 0 if agreed == agreed.to_integral() else 1)}

    def action_url(self, collaboration_id: int) -> str:
        return super().action_url(collaboration_id) + "#timer"


class HoursNearlyUsed(HoursRule):
    code = "hours_nearly_used"
    severity = Severity.LOOK
    what = _("%(percent)s %% of the hours are used")
    why = _("You agreed on %(agreed)s hours. Is there enough for what is left?")
    short = _("The hours run low")
    action = _("See the hours")
    least, most = 80, 100


class HoursUsed(HoursRule):
    code = "hours_used"
    severity = Severity.URGENT
    what = _("All the hours are used")
    why = _("You agreed on %(agreed)s hours. %(percent)s %% of them are used. Change the agreement, or the staffing?")
    short = _("The hours are used")
    action = _("See the hours")
    least, most = 100, 100_000


class SessionNotRegistered(AttentionRule):
    code = "session_not_registered"
    guide = "3E1"
    severity = Severity.LOOK
    what = _("A session on %(first)s has not been registered")
    why = _("Sessions planned before today that nobody has said were held: %(sessions)s.")
    short = _("Session not registered")
    action = _("Register the session")
    url_name = "followup:followup_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        past = Session.objects.filter(collaboration__in=collaborations, status=SessionStatus.PLANNED, date__lt=today)
        rows = past.order_by().values("collaboration").annotate(first=Min("date"), sessions=Count("pk"))
        for row in rows:
            yield Hit(
                row["collaboration"],
                {"first": row["first"].isoformat(), "sessions": row["sessions"]},
                since=min(row["first"] + datetime.timedelta(days=1), timezone.localdate()),
            )

    def sentence(self, data: dict) -> str:
        return super().sentence(data | {"first": format_short(datetime.date.fromisoformat(data["first"]))})


RULES = (GoalNotReviewed(), HoursNearlyUsed(), HoursUsed(), SessionNotRegistered())
