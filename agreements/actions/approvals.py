"""What a side answers, and what follows when all have approved. Nobody here has an account: ``by`` is None."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions.asking import ask_next, lock_approval
from agreements.actions.sending import close_version
from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.emails import compose_concluded, compose_note, compose_stopped
from agreements.models import AgreementVersion, Approval
from agreements.queries.content import hash_content
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.files import add_file
from samarbejde.actions.links import note_opened
from samarbejde.actions.outbox import enqueue_message
from samarbejde.actions.phases import advance_to
from samarbejde.models import Collaboration, Link
from samarbejde.panels import get_panels
from samarbejde.phases import Phase

CONCLUDED = "agreement-concluded"
NOTE = "agreement-note"
STOPPED = "agreement-stopped"


@dataclass(frozen=True)
class Decision:
    """What the head teacher decides under folkeskolelovens § 3, stk. 5: who may teach, when and how much."""

    who: str
    extent: str


def _check_open(approval: Approval, text_hash: str) -> None:
    version = approval.version
    if version.status != VersionStatus.SENT:
        raise ValidationError(_("This version is no longer waiting for an answer."))
    if text_hash != version.content_hash or hash_content(version.content) != version.content_hash:
        raise ValidationError(_("The agreement has been changed since you opened it. Read it again before you answer."))


@transaction.atomic
def approve_version(
    *, approval: Approval, typed_name: str, text_hash: str, decision: Decision | None = None, by=None
) -> Approval:
    """One side says yes to exactly the text with ``text_hash``. Saying yes twice is saying it once."""
    approval = lock_approval(approval)
    if approval.answer == ApprovalAnswer.APPROVED:
        return approval
    _check_open(approval, text_hash)
    if decision:
        approval.decision_on = timezone.localdate()
        approval.decision_who, approval.decision_extent = decision.who, decision.extent
    return _say_yes(approval, typed_name, "agreement_approved", by)


@transaction.atomic
def record_signed_paper(
    *, approval: Approval, typed_name: str, upload: UploadedFile, content_type: str, by
) -> Approval:
    """One side signed on paper: the scan is kept, and counts as a yes to the version that was printed."""
    approval = lock_approval(approval)
    if approval.answer == ApprovalAnswer.APPROVED:
        return approval
    version = approval.version
    _check_open(approval, version.content_hash)
    approval.scan = add_file(
        collaboration=version.agreement.collaboration, upload=upload, content_type=content_type, by=by
    )
    return _say_yes(approval, typed_name, "agreement_signed_on_paper", by)


def _say_yes(approval: Approval, typed_name: str, verb: str, by) -> Approval:
    version = approval.version
    approval.answer, approval.typed_name, approval.text_hash = ApprovalAnswer.APPROVED, typed_name, version.content_hash
    approval.answered = timezone.now()
    approval.save()
    _note_answer(approval, verb, by)
    if version.approvals.exclude(answer=ApprovalAnswer.APPROVED).exists():
        ask_next(version=version, by=version.sent_by)
    else:
        _conclude(approval)
    refresh_attention(collaborations=[version.agreement.collaboration_id])
    return approval


@transaction.atomic
def ask_for_change(*, approval: Approval, typed_name: str, comment: str, text_hash: str, by=None) -> Approval:
    """One side wants something else. The version stops here until a new one is sent."""
    return _stop(approval, ApprovalAnswer.CHANGE, typed_name, comment, text_hash)


@transaction.atomic
def refuse_version(*, approval: Approval, typed_name: str, comment: str, text_hash: str, by=None) -> Approval:
    """One side says no, and why. The version stops here."""
    return _stop(approval, ApprovalAnswer.REFUSED, typed_name, comment, text_hash)


# What a side answers that stops a version: its last status, and what is written in the timeline.
STOPS = {
    ApprovalAnswer.CHANGE: (VersionStatus.DECLINED, "agreement_change_asked"),
    ApprovalAnswer.REFUSED: (VersionStatus.REFUSED, "agreement_refused"),
}


def _stop(approval: Approval, answer: ApprovalAnswer, typed_name: str, comment: str, text_hash: str) -> Approval:
    approval = lock_approval(approval)
    if (approval.answer, approval.comment) == (answer, comment):
        return approval
    _check_open(approval, text_hash)
    if approval.answer == ApprovalAnswer.APPROVED:
        raise ValidationError(_("You have already approved the agreement."))
    approval.answer, approval.typed_name, approval.comment = answer, typed_name, comment
    approval.text_hash, approval.answered = text_hash, timezone.now()
    approval.save(update_fields=["answer", "typed_name", "comment", "text_hash", "answered"])
    version = approval.version
    version.status, verb = STOPS[answer]
    version.save(update_fields=["status"])
    _note_answer(approval, verb)
    _tell_sender(approval)
    _tell_the_others(approval)
    refresh_attention(collaborations=[version.agreement.collaboration_id])
    return approval


@transaction.atomic
def note_approval_opened(*, approval: Approval, by=None) -> Approval:
    """Remember that the page was on somebody's screen, once for each link."""
    if approval.link and Link.objects.filter(pk=approval.link_id or 0, first_opened__isnull=True).exists():
        note_opened(link=approval.link)
        data = {"name": approval.name, "number": approval.version.number, "approval": approval.pk}
        collaboration = approval.version.agreement.collaboration
        record_event(verb="approval_opened", collaboration=collaboration, data=data, actor_name=approval.name)
    return approval


def _note_answer(approval: Approval, verb: str, by=None) -> None:
    version = approval.version
    name, collaboration = approval.typed_name, version.agreement.collaboration
    data = {
        "name": name, "party": str(approval.party), "number": version.number, "hash": approval.text_hash,
        "approval": approval.pk,
    }  # fmt: skip
    if approval.decision_on:
        data |= {"decision_who": approval.decision_who, "decision_extent": approval.decision_extent}
    record_event(
        verb=verb, collaboration=collaboration, person=approval.person, actor_name="" if by else name, data=data, by=by
    )
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
    for panel in get_panels():
        panel.terms_agreed(collaboration, version.content, version.sent_by)
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


def _tell_the_others(approval: Approval) -> None:
    """Those who were asked too need not spend time on a version that stopped."""
    version = approval.version
    for other in version.approvals.filter(asked__isnull=False).exclude(pk=approval.pk):
        subject, body = compose_stopped(other, stopped_by=approval)
        enqueue_message(
            key=f"{STOPPED}:{approval.pk}:{other.pk}", kind=STOPPED, to_email=other.email, to_name=other.name,
            reply_to=version.sent_by.email, subject=subject, body=body, collaboration=version.agreement.collaboration,
        )  # fmt: skip
