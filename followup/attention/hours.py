"""Hours that run out."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_number
from samarbejde.phases import Phase


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
