"""What a side answers, and what follows when all have approved. Nobody here has an account: ``by`` is None."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions.sending import close_version
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.emails import compose_concluded, compose_note
from agreements.models import AgreementVersion, Approval
from agreements.queries.content import hash_content
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.links import note_opened
from samarbejde.actions.outbox import enqueue_message
from samarbejde.actions.phases import advance_to
from samarbejde.models import Collaboration
from samarbejde.phases import Phase

CONCLUDED = "agreement-concluded"
NOTE = "agreement-note"


def _lock(approval: Approval) -> Approval:
    """Lock the version, so that the last two to answer cannot both believe that somebody is missing."""
    version = AgreementVersion.objects.select_for_update(of=("self",), no_key=True).get(pk=approval.version_id)
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(pk=approval.pk)
    approval.version = version
    return approval


def _check_open(approval: Approval, text_hash: str) -> None:
    version = approval.version
    if version.status != VersionStatus.SENT:
        raise ValidationError(_("This version is no longer waiting for an answer."))
    if text_hash != version.content_hash or hash_content(version.content) != version.content_hash:
        raise ValidationError(_("The agreement has been changed since you opened it. Read it again before you answer."))


@transaction.atomic
def approve_version(*, approval: Approval, typed_name: str, text_hash: str, by=None) -> Approval:
    """One side says yes to exactly the text with ``text_hash``. Saying yes twice is saying it once."""
    approval = _lock(approval)
    if approval.answer == ApprovalAnswer.APPROVED:
        return approval
    _check_open(approval, text_hash)
    approval.answer, approval.typed_name, approval.text_hash = ApprovalAnswer.APPROVED, typed_name, text_hash
    approval.answered = timezone.now()
    approval.save(update_fields=["answer", "typed_name", "text_hash", "answered"])
    _note_answer(approval, "agreement_approved")
    if not approval.version.approvals.exclude(answer=ApprovalAnswer.APPROVED).exists():
        _conclude(approval)
    refresh_attention(collaborations=[approval.version.agreement.collaboration_id])
    return approval


@transaction.atomic
def ask_for_change(*, approval: Approval, typed_name: str, comment: str, text_hash: str, by=None) -> Approval:
    """One side wants something else. The version stops here until a new one is sent."""
    approval = _lock(approval)
    if approval.answer == ApprovalAnswer.CHANGE and approval.comment == comment:
        return approval
    _check_open(approval, text_hash)
    if approval.answer == ApprovalAnswer.APPROVED:
        raise ValidationError(_("You have already approved the agreement."))
    approval.answer, approval.typed_name, approval.comment = ApprovalAnswer.CHANGE, typed_name, comment
    approval.text_hash, approval.answered = text_hash, timezone.now()
    approval.save(update_fields=["answer", "typed_name", "comment", "text_hash", "answered"])
    version = approval.version
    version.status = VersionStatus.DECLINED
    version.save(update_fields=["status"])
    _note_answer(approval, "agreement_change_asked")
    _tell_sender(approval)
    refresh_attention(collaborations=[version.agreement.collaboration_id])
    return approval


def _note_answer(approval: Approval, verb: str) -> None:
    version = approval.version
    name, collaboration = approval.typed_name, version.agreement.collaboration
    data = {"name": name, "party": str(approval.party), "number": version.number, "hash": approval.text_hash}
    record_event(verb=verb, collaboration=collaboration, person=approval.person, actor_name=name, data=data)
    if approval.link:
        note_opened(link=approval.link)


def _conclude(approval: Approval) -> None:
    """All have said yes: this version counts, the one before it no longer does, and the work can begin."""
    version = approval.version
    for old in version.agreement.versions.filter(status=VersionStatus.APPROVED):
        close_version(old, VersionStatus.REPLACED, None)
    version.status = VersionStatus.APPROVED
    version.save(update_fields=["status"])
    collaboration = _follow_period(version)
    data = {"number": version.number, "hash": version.content_hash}
    record_event(verb="agreement_concluded", collaboration=collaboration, data=data, actor_name=approval.typed_name)
    advance_to(collaboration=collaboration, target=Phase.ACTIVE, by=None)
    for each in version.approvals.select_related("party__school", "party__municipality", "party__institution"):
        subject, body = compose_concluded(each)
        enqueue_message(
            key=f"{CONCLUDED}:{each.pk}", kind=CONCLUDED, to_email=each.email, to_name=each.name,
            reply_to=version.sent_by.email, subject=subject, body=body, collaboration=collaboration,
        )  # fmt: skip
    _tell_sender(approval)


def _follow_period(version: AgreementVersion) -> Collaboration:
    """The collaboration runs when the agreement says it does."""
    row = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=version.agreement.collaboration_id)
    days = {name: version.content.get(name, "") for name in ("starts_on", "ends_on")}
    for name, text in days.items():
        if text:
            setattr(row, name, datetime.date.fromisoformat(text))
    row.version += 1
    row.save(update_fields=["starts_on", "ends_on", "version", "updated_at"])
    return row


def _tell_sender(approval: Approval) -> None:
    version = approval.version
    sender, collaboration = version.sent_by, version.agreement.collaboration
    subject, body = compose_note(version, name=str(sender), approval=approval)
    enqueue_message(
        key=f"{NOTE}:{version.pk}:{approval.answer}", kind=NOTE, to_email=sender.email, to_name=str(sender),
        subject=subject, body=body, collaboration=collaboration,
    )  # fmt: skip
