"""Asking each side through a link of its own, in turn or at once, and passing the question on to the right person."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.emails import compose_approval, compose_passed_on, compose_passed_on_note
from agreements.models import AgreementVersion, Approval
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, revoke_link
from samarbejde.actions.outbox import enqueue_message
from samarbejde.choices import LinkPurpose
from samarbejde.models import Event, Link

APPROVAL = "agreement-approval"
PASSED_ON = "agreement-passed-on"
LINK_DAYS = 60
# Whoever holds the link can make us write to somebody; a handful of times is enough to find the right one.
MOST_PASSED_ON = 5


def lock_approval(approval: Approval) -> Approval:
    """Lock the version, so that the last two to answer cannot both believe that somebody is missing."""
    version = AgreementVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=approval.version_id)
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(pk=approval.pk)
    approval.version = version
    return approval


@transaction.atomic
def ask_next(*, version: AgreementVersion, by) -> list[Approval]:
    """Ask everybody who has not been asked; where the order counts, only the next of them."""
    waiting = version.approvals.filter(asked__isnull=True, answer=ApprovalAnswer.WAITING)
    if version.in_order:
        if version.approvals.filter(asked__isnull=False, answer=ApprovalAnswer.WAITING).exists():
            return []
        waiting = waiting[:1]
    return [_ask(approval, version, by) for approval in waiting]


def _ask(approval: Approval, version: AgreementVersion, by) -> Approval:
    approval.version = version
    link, token = _new_link(approval, by)
    approval.link, approval.asked = link, timezone.now()
    approval.save(update_fields=["link", "asked"])
    subject, body = compose_approval(approval, token=token, message=version.message, sender=by)
    _mail(approval, f"{APPROVAL}:{approval.pk}", APPROVAL, subject, body, by)
    return approval


def _new_link(approval: Approval, by) -> tuple[Link, str]:
    return create_link(
        purpose=LinkPurpose.APPROVAL, collaboration=approval.version.agreement.collaboration,
        recipient_name=approval.name, recipient_email=approval.email, days=LINK_DAYS, by=by,
    )  # fmt: skip


def _mail(approval: Approval, key: str, kind: str, subject: str, body: str, by) -> None:
    enqueue_message(
        key=key, kind=kind, to_email=approval.email, to_name=approval.name, reply_to=by.email, subject=subject,
        body=body, collaboration=approval.version.agreement.collaboration, by=by,
    )  # fmt: skip


@transaction.atomic
def pass_on_approval(*, approval: Approval, name: str, email: str, by=None) -> Approval:
    """The one who was asked names the right person on their side. The first link closes, and the sender is told."""
    approval = lock_approval(approval)
    version = approval.version
    _check_can_pass_on(approval)
    if approval.email.casefold() == email.casefold():
        raise ValidationError(_("The link was sent to that address already. Write the address of your colleague."))
    before, first, sender = approval.name, approval.link, version.sent_by
    approval.name, approval.email, approval.person, approval.reminded = name, email, None, None
    link, token = _new_link(approval, sender)
    approval.link = link
    approval.save(update_fields=["name", "email", "person", "reminded", "link"])
    if first:
        revoke_link(link=first, by=sender)
    collaboration = version.agreement.collaboration
    data = {"name": before, "to": name, "party": str(approval.party), "approval": approval.pk}
    record_event(verb="approval_passed_on", collaboration=collaboration, data=data, actor_name=before)
    subject, body = compose_passed_on(approval, token=token, first=before, sender=sender)
    _mail(approval, f"{PASSED_ON}:{link.pk}", PASSED_ON, subject, body, sender)
    subject, body = compose_passed_on_note(approval, first=before)
    enqueue_message(
        key=f"{PASSED_ON}:{link.pk}:note", kind=PASSED_ON, to_email=sender.email, to_name=str(sender),
        subject=subject, body=body, collaboration=collaboration,
    )  # fmt: skip
    return approval


def _check_can_pass_on(approval: Approval) -> None:
    if approval.version.status != VersionStatus.SENT or approval.answer != ApprovalAnswer.WAITING:
        raise ValidationError(_("This version is no longer waiting for an answer."))
    events = Event.objects.filter(collaboration=approval.version.agreement.collaboration_id, verb="approval_passed_on")
    if events.filter(data__approval=approval.pk).count() >= MOST_PASSED_ON:
        raise ValidationError(_("The question has been passed on many times. Write to the one who sent it instead."))
