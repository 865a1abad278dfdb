"""Goals that wait for somebody to look at them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.models import Goal
from followup.models import GoalReview
from followup.queries.goals import due_day
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_short
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
