"""What asks for attention when a collaboration has ended."""

import datetime
from collections.abc import Iterable

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_short
from samarbejde.phases import Phase


class EndedWithoutRecord(AttentionRule):
    code = "ended_without_record"
    guide = "4C5"
    severity = Severity.LOOK
    what = _("Nobody has written how it ended")
    why = _("When, how and why it ended is soon forgotten, also when it just ebbed away.")
    short = _("How did it end?")
    action = _("Write how it ended")
    url_name = "knowledge:closure_edit"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = collaborations.filter(closure__isnull=True).annotate(end=Coalesce(F("ends_on"), F("agreement__ends_on")))
        for pk, end in rows.filter(Q(phase=Phase.CLOSED) | Q(end__lt=today)).values_list("pk", "end"):
            past = end if end and end < today else None
            yield Hit(pk, {"ended": past.isoformat() if past else ""}, since=past)

    def sentence(self, data: dict) -> str:
        if not data.get("ended"):
            return super().sentence(data)
        return str(_("The period ended %(ended)s, and nobody has written how")) % {
            "ended": format_short(datetime.date.fromisoformat(data["ended"]))
        }


RULES = (EndedWithoutRecord(),)
