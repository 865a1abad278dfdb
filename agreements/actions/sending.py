"""Sending an agreement out: the text is frozen, each side is asked, and earlier versions give way."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions.asking import LINK_DAYS, ask_next
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.emails import compose_reminder
from agreements.models import Agreement, AgreementVersion, Approval
from agreements.queries.agreements import get_agreement
from agreements.queries.completeness import completeness_of
from agreements.queries.content import build_content, hash_content
from agreements.queries.people import Approver
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.links import replace_link, revoke_link
from samarbejde.actions.outbox import enqueue_message
from samarbejde.actions.phases import advance_to
from samarbejde.lib.versions import lock_version
from samarbejde.models import OutboxMessage
from samarbejde.phases import Phase

REMINDER = "agreement-reminder"
UNFINISHED = (VersionStatus.SENT, VersionStatus.DECLINED, VersionStatus.REFUSED)


@transaction.atomic
def send_agreement(
    *, agreement: Agreement, version: int, approvers: Sequence[Approver], message: str = "", in_order: bool = False, by
) -> AgreementVersion:
    """Freeze the text and ask ``approvers``, all at once or each when the one before has approved.

    Raises `StaleVersion` when the text changed, or has just been sent.
    """
    locked = lock_version(Agreement, agreement.pk, version)
    reason, locked.change_reason = locked.change_reason.strip(), ""
    locked.version += 1
    locked.save(update_fields=["version", "change_reason", "updated_at"])
    fresh = get_agreement(agreement.collaboration)
    if completeness_of(fresh).blocking:
        raise ValidationError(_("Something is still missing before the agreement can be sent."))
    _replace_unfinished(fresh, by)
    content = build_content(fresh)
    number = (fresh.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    frozen = AgreementVersion.objects.create(
        agreement=fresh, number=number, content=content, content_hash=hash_content(content), sent_by=by,
        in_order=in_order, message=message.strip(), reason=reason,
    )  # fmt: skip
    for place, approver in enumerate(approvers):
        _expect(frozen, place, approver)
    ask_next(version=frozen, by=by)
    data = {"number": number, "hash": frozen.content_hash, "to": [approver.name for approver in approvers]}
    record_event(verb="agreement_sent", collaboration=fresh.collaboration, data=data, by=by)
    advance_to(collaboration=fresh.collaboration, target=Phase.AGREEMENT, by=by)
    refresh_attention(collaborations=[fresh.collaboration_id])
    return frozen


def _replace_unfinished(agreement: Agreement, by) -> None:
    """What was out, or came back, gives way; what both approved counts until they have approved the new one."""
    unfinished = agreement.versions.filter(status__in=UNFINISHED)
    for old in unfinished.select_for_update(of=("self",), no_key=True):
        close_version(old, VersionStatus.REPLACED, by)


def close_version(version: AgreementVersion, status: str, by) -> None:
    """Give a version its last status, and stop its links."""
    version.status = status
    version.save(update_fields=["status"])
    for approval in version.approvals.select_related("link").exclude(link=None):
        revoke_link(link=approval.link, by=by or version.sent_by)


def _expect(version: AgreementVersion, place: int, approver: Approver) -> Approval:
    return Approval.objects.create(
        version=version, place=place, party=approver.party, person=approver.person, name=approver.name,
        email=approver.email,
    )  # fmt: skip


@transaction.atomic
def remind_approver(*, approval: Approval, today: datetime.date | None = None, by) -> Approval:
    """Remind one side, once a day. The mail carries a new link; the old one stops working."""
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(pk=approval.pk)
    version = approval.version
    if approval.answer != ApprovalAnswer.WAITING or version.status != VersionStatus.SENT or not approval.asked:
        raise ValidationError(_("Nobody is waited for here any longer."))
    key = f"{REMINDER}:{approval.pk}:{(today or timezone.localdate()).isoformat()}"
    if OutboxMessage.objects.filter(key=key).exists():
        return approval
    link, token = replace_link(link=approval.link, days=LINK_DAYS, by=by)
    approval.link, approval.reminded = link, timezone.now()
    approval.save(update_fields=["reminded"])
    subject, body = compose_reminder(approval, token=token, sender=by)
    collaboration = version.agreement.collaboration
    enqueue_message(
        key=key, kind=REMINDER, to_email=approval.email, to_name=approval.name, reply_to=by.email, subject=subject,
        body=body, collaboration=collaboration, by=by,
    )  # fmt: skip
    record_event(
        verb="approval_reminded",
        collaboration=collaboration,
        data={"name": approval.name, "approval": approval.pk},
        by=by,
    )
    return approval


@transaction.atomic
def withdraw_version(*, version: AgreementVersion, by) -> AgreementVersion:
    """Take back what is out: its links stop working."""
    locked = AgreementVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=version.pk)
    if locked.status not in UNFINISHED:
        raise ValidationError(_("Only a version that waits for an answer can be taken back."))
    close_version(locked, VersionStatus.WITHDRAWN, by)
    collaboration = locked.agreement.collaboration
    record_event(verb="agreement_withdrawn", collaboration=collaboration, data={"number": locked.number}, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return locked
