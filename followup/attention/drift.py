"""The work is not as agreed, and nobody has said what to do about it."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from followup.queries.drift import drift_in
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity


class DriftUnanswered(AttentionRule):
    """The data are the keys of the differences: an answered signal wakes when there is a new one."""

    code = "drift_unanswered"
    guide = "3C1"
    severity = Severity.LOOK
    what = _("It is no longer quite as you agreed")
    why = _("Differences from the agreement that nobody has answered: %(differences)s.")
    short = _("Differs from the agreement")
    action = _("Compare with the agreement")
    url_name = "followup:drift_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        for pk, lines in drift_in(collaborations, today):
            keys = sorted(line.key for line in lines if line.is_unanswered)
            if keys:
                yield Hit(pk, {"keys": keys, "differences": len(keys)})


RULES = (DriftUnanswered(),)
