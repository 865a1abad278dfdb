"""Putting mail in the outbox, and taking it out again. Nothing is sent inside a user's request."""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samarbejde.choices import MessageStatus
from samarbejde.models import OutboxMessage

logger = logging.getLogger("samarbejde.outbox")
LEASE = datetime.timedelta(minutes=2)
MAX_ATTEMPTS = 8


def enqueue_message(
    *, key: str, kind: str, to_email: str, subject: str, body: str, to_name: str = "", reply_to: str = "",
    collaboration=None, institution=None, draft: bool = False, by=None,
) -> OutboxMessage:  # fmt: skip
    """Put one mail in the outbox, once per ``key``. Call it in the transaction of what the mail tells of."""
    message, _ = OutboxMessage.objects.get_or_create(
        key=key[:200],
        defaults={
            "kind": kind,
            "to_email": to_email,
            "to_name": to_name[:160],
            "reply_to": reply_to,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "collaboration": collaboration,
            "institution": institution or (collaboration.institution if collaboration else None),
            "status": MessageStatus.DRAFT if draft else MessageStatus.QUEUED,
            "created_by": by,
        },
    )
    return message


def deliver_due_messages(*, limit: int = 50) -> int:
    """Send what is due, each message under a lease, and return how many went. Safe to run in many processes."""
    if not settings.OUTBOX_DELIVERS:
        return 0
    sent = 0
    for _ in range(limit):
        message = _lease_one()
        if message is None:
            break
        sent += _send(message)
    return sent


def _lease_one() -> OutboxMessage | None:
    """Take one due message, or one whose sender died, so that no other process takes it."""
    now = timezone.now()
    waiting = Q(status=MessageStatus.QUEUED, due__lte=now)
    abandoned = Q(status=MessageStatus.SENDING, leased_until__lt=now)
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True).filter(waiting | abandoned).order_by("due").first()
        )
        if message is not None:
            message.status, message.leased_until = MessageStatus.SENDING, now + LEASE
            message.attempts += 1
            message.save(update_fields=["status", "leased_until", "attempts"])
    return message


def _send(message: OutboxMessage) -> bool:
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to_email],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    try:
        mail.send()
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the message waits and says why
        _postpone(message, error)
        return False
    message.status, message.sent_on, message.leased_until, message.error = MessageStatus.SENT, timezone.now(), None, ""
    message.save(update_fields=["status", "sent_on", "leased_until", "error"])
    return True


def _postpone(message: OutboxMessage, error: Exception) -> None:
    """Try again later, each time twice as late; after the last try a person must look."""
    message.error = f"{type(error).__name__}: {error}"[:1000]
    message.leased_until = None
    message.due = timezone.now() + datetime.timedelta(minutes=2**message.attempts)
    message.status = MessageStatus.FAILED if message.attempts >= MAX_ATTEMPTS else MessageStatus.QUEUED
    message.save(update_fields=["error", "leased_until", "due", "status"])
    logger.warning("Mail %s postponed: %s", message.pk, message.error)


@transaction.atomic
def hold_message(*, message: OutboxMessage, by) -> OutboxMessage:
    """Keep a waiting mail back until somebody releases it."""
    return _move(message, {MessageStatus.QUEUED, MessageStatus.DRAFT}, MessageStatus.HELD)


@transaction.atomic
def release_message(*, message: OutboxMessage, by) -> OutboxMessage:
    """Let a draft, held or failed mail go out."""
    return _move(message, {MessageStatus.DRAFT, MessageStatus.HELD, MessageStatus.FAILED}, MessageStatus.QUEUED)


@transaction.atomic
def cancel_message(*, message: OutboxMessage, by) -> OutboxMessage:
    """A mail that has not left never will."""
    waiting = {MessageStatus.DRAFT, MessageStatus.QUEUED, MessageStatus.HELD, MessageStatus.FAILED}
    return _move(message, waiting, MessageStatus.CANCELLED)


def _move(message: OutboxMessage, allowed: set[str], target: str) -> OutboxMessage:
    message = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    if message.status in allowed:
        message.status, message.due = target, timezone.now()
        message.save(update_fields=["status", "due"])
    return message
