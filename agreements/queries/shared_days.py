"""What the agreement itself puts on the page that is shared with a school: its days, and the answer that is missing."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import ApprovalAnswer
from agreements.models import AgreementVersion
from samarbejde.models import Party
from samarbejde.panels import SharedAsk, SharedDate

DAYS = (
    ("starts_on", gettext_lazy("The collaboration begins")),
    ("renewal_on", gettext_lazy("By now we decide together whether we go on")),
    ("ends_on", gettext_lazy("The collaboration ends")),
)


def days_of(version: AgreementVersion | None, start: datetime.date, end: datetime.date) -> Iterator[SharedDate]:
    """Return the days of the approved version that lie between two days."""
    content = version.content if version else {}
    for name, words in DAYS:
        day = datetime.date.fromisoformat(content[name]) if content.get(name) else None
        if day and start <= day <= end:
            yield SharedDate(day, words)


def asks_of(version: AgreementVersion | None, party: Party) -> Iterator[SharedAsk]:
    """Return what ``party`` is asked to approve in the version that is out."""
    for approval in version.approvals.all() if version else ():
        if approval.party_id == party.pk and approval.answer == ApprovalAnswer.WAITING and approval.asked:
            words = {"number": version.number, "name": approval.name}
            yield SharedAsk(
                _("Read and approve version %(number)s of the agreement") % words,
                _("%(name)s has got the link by mail.") % words,
            )
