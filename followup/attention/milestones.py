"""Milestones whose day has passed."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from followup.attention.meetings import DatedRule
from followup.models import FollowedMilestone
from samarbejde.attention import Hit


class MilestoneLate(DatedRule):
    """A milestone's day has passed, and nobody has said that it is reached, or moved it."""

    code = "milestone_late"
    guide = "3E1"
    what = _("“%(what)s” should have been reached by %(on)s")
    why = _("Say that it is reached, or move the day and write why. Late milestones here: %(number)s.")
    short = _("Milestone late")
    action = _("See the milestones")
    url_name = "followup:followup_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        late = FollowedMilestone.objects.open().filter(collaboration__in=collaborations, due_on__lt=today)
        first: dict[int, tuple] = {}
        number: dict[int, int] = {}
        for pk, day, text in late.order_by("due_on", "pk").values_list("collaboration", "due_on", "text"):
            first.setdefault(pk, (day, text))
            number[pk] = number.get(pk, 0) + 1
        for pk, (day, text) in first.items():
            yield Hit(pk, {"on": day.isoformat(), "what": text, "number": number[pk]}, since=day)

    def action_url(self, collaboration_id: int) -> str:
        return f"{super().action_url(collaboration_id)}#milepaele"


RULES = (MilestoneLate(),)
