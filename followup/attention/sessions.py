"""Sessions nobody has said were held."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.choices import SessionStatus
from followup.models import Session
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_short


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
