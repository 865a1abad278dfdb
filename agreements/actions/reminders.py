"""Reminding by itself those who have not answered."""

import datetime

from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate

from agreements.actions.sending import remind_approver
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.models import Approval
from samarbejde.phases import Status

# Once after a week and once after two; after that a person should call.
DAYS = (7, 14)


def remind_late_approvers(*, today: datetime.date) -> int:
    """Remind everybody whose week has passed since the mail went out, or since the last reminder."""
    rows = (
        Approval.objects.filter(answer=ApprovalAnswer.WAITING, version__status=VersionStatus.SENT, asked__isnull=False)
        .filter(version__agreement__collaboration__status=Status.RUNNING)
        .annotate(sent_on=TruncDate("asked"), told_on=TruncDate(Coalesce(F("reminded"), F("asked"))))
        .select_related("version__sent_by")
        .order_by("pk")
    )
    late = [row for row in rows if _is_due(row, today)]
    for approval in late:
        remind_approver(approval=approval, today=today, by=approval.version.sent_by)
    return len(late)


def _is_due(row, today: datetime.date) -> bool:
    return DAYS[0] <= (today - row.sent_on).days <= DAYS[-1] and (today - row.told_on).days >= DAYS[0]
