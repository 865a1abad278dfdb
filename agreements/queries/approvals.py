"""Reads for the one who answers through a link, and of what happened to each who was asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import AgreementVersion, Approval
from samarbejde.models import Collaboration, Event, Link

PARTIES = ("party__school", "party__municipality", "party__institution")
STEPS: dict[str, str | Promise] = {
    "approval_opened": gettext_lazy("Opened by %(name)s"),
    "approval_reminded": gettext_lazy("Reminded"),
    "approval_passed_on": gettext_lazy("Passed on by %(name)s to %(to)s"),
    "agreement_approved": gettext_lazy("Approved by %(name)s"),
    "agreement_signed_on_paper": gettext_lazy("Signed on paper by %(name)s"),
    "agreement_change_asked": gettext_lazy("%(name)s asked for a change"),
    "agreement_refused": gettext_lazy("%(name)s said no"),
}


@dataclass(frozen=True)
class Step:
    """One thing that happened on the way to an answer."""

    at: datetime.datetime
    text: str


def find_approval(link: Link) -> Approval | None:
    """Return the approval behind ``link`` with its version and everybody's answers. Two queries."""
    everybody = Approval.objects.select_related(*PARTIES)
    return (
        Approval.objects.filter(link=link)
        .select_related(
            "version__agreement__collaboration__institution", "version__sent_by", "person", "link", *PARTIES
        )
        .prefetch_related(Prefetch("version__approvals", everybody), "person__posts")
        .first()
    )


def get_open_approval(collaboration: Collaboration, approval_id: int) -> Approval:
    """Return one of the collaboration's approvals with its version, or raise Http404."""
    rows = Approval.objects.select_related("version__sent_by", *PARTIES)
    found = get_object_or_404(rows, pk=approval_id, version__agreement__collaboration=collaboration)
    found.version.agreement.collaboration = collaboration
    return found


def add_steps(versions: Iterable[AgreementVersion], collaboration: Collaboration) -> None:
    """Give each approval of ``versions`` its ``steps``: sent, opened, passed on, answered. One query."""
    approvals = {approval.pk: approval for version in versions for approval in version.approvals.all()}
    for approval in approvals.values():
        approval.steps = [Step(approval.asked, _("Sent"))] if approval.asked else []
    events = Event.objects.filter(collaboration=collaboration, verb__in=STEPS, data__approval__in=list(approvals))
    for event in events.order_by("at", "pk") if approvals else ():
        approvals[event.data["approval"]].steps.append(Step(event.at, _fill(event)))


def _fill(event: Event) -> str:
    return str(STEPS[event.verb]) % ({"name": event.actor_name, "to": ""} | event.data)
