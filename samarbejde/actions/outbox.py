"""Putting mail in the outbox, and taking it out again. Nothing is sent inside a user's request."""

import contextlib
import datetime
import logging
import time
from collections.abc import Iterable
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbejde.choices import MessageStatus
from samarbejde.models import OutboxAttachment, OutboxMessage
from samarbejde.models.outbox import MAX_ATTACHMENT

logger = logging.getLogger("samarbejde.outbox")
LEASE = datetime.timedelta(minutes=2)
MAX_ATTEMPTS = 8
SERVER_PAUSE = datetime.timedelta(minutes=5)
LONGEST_ROUND = 60.0  # seconds; a slow mail server must not keep the worker from everything else


def enqueue_message(
    *, key: str, kind: str, to_email: str, subject: str, body: str, to_name: str = "", reply_to: str = "",
    collaboration=None, institution=None, draft: bool = False, due: datetime.datetime | None = None, by=None,
) -> OutboxMessage:  # fmt: skip
    """Put one mail in the outbox, once per ``key``, to leave at ``due`` or now.

    Call it in the transaction of what the mail tells of.
    """
    message, _is_new = OutboxMessage.objects.get_or_create(
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
            "due": due or timezone.now(),
        },
    )
    return message


def attach_file(*, message: OutboxMessage, name: str, content_type: str, content: bytes) -> OutboxAttachment:
    """Let a file leave with a mail, once per ``name``; call it in the transaction that wrote the mail.

    ``content_type`` is sent with its parameters, as ”text/calendar; method=REQUEST”.
    """
    if len(content) > MAX_ATTACHMENT:
        raise ValidationError(_("%(name)s is too large to be sent by mail.") % {"name": name})
    attachment, _is_new = OutboxAttachment.objects.get_or_create(
        message=message, name=name[:120], defaults={"content_type": content_type, "content": content}
    )
    return attachment


def drop_drafts(*, kind: str, institution, emails: Iterable[str]) -> int:
    """Cancel the waiting mails of one kind to these addresses; return how many."""
    waiting = {MessageStatus.QUEUED, MessageStatus.DRAFT, MessageStatus.HELD, MessageStatus.FAILED}
    rows = OutboxMessage.objects.filter(kind__startswith=kind, institution=institution, status__in=waiting)
    wanted = {email.lower() for email in emails}
    keys = [pk for pk, email in rows.values_list("pk", "to_email") if email.lower() in wanted]
    return OutboxMessage.objects.filter(pk__in=keys, status__in=waiting).update(status=MessageStatus.CANCELLED)


def withdraw_messages(*, kind: str, collaboration: int) -> int:
    """Cancel the mails of one kind that nobody has let go yet, because what they say no longer holds."""
    unsent = {MessageStatus.DRAFT, MessageStatus.HELD, MessageStatus.FAILED}
    rows = OutboxMessage.objects.filter(kind=kind, collaboration=collaboration, status__in=unsent)
    return rows.update(status=MessageStatus.CANCELLED)


def make_room_for(*, key: str) -> None:
    """Take away the draft, or the cancelled mail, under ``key``, so that it can be written anew."""
    never_left = {MessageStatus.DRAFT, MessageStatus.CANCELLED}
    OutboxMessage.objects.filter(key=key, status__in=never_left, sent_on__isnull=True).delete()


@transaction.atomic
def release_drafts(*, kind: str, institution, by) -> int:
    """Let every draft of one kind go out, once somebody has looked through them; return how many."""
    drafts = OutboxMessage.objects.filter(kind=kind, institution=institution, status=MessageStatus.DRAFT)
    return drafts.update(status=MessageStatus.QUEUED, due=timezone.now())


def deliver_due_messages(*, limit: int = 50) -> int:
    """Send what is due, each message under a lease, and return how many went. Safe to run in many processes."""
    if not settings.OUTBOX_DELIVERS:
        return 0
    sent, end = 0, time.monotonic() + LONGEST_ROUND
    for _each in range(limit):
        message = _lease_one()
        connection = _connect(message) if message else None
        if connection is None:
            break
        sent += _send(message, connection)
        with contextlib.suppress(Exception):  # the mail has left, or waits; how the talk ended changes nothing
            connection.close()
        if time.monotonic() > end:
            break
    return sent


def _connect(message: OutboxMessage):
    """Return an open connection to the mail server. While there is none, the message waits and loses no try."""
    try:
        connection = get_connection()
        connection.open()
    except Exception as error:  # noqa: BLE001 - away, refused, wrong password: never the message's fault
        message.attempts -= 1
        _put_back(message, error, MessageStatus.QUEUED, SERVER_PAUSE)
        return None
    return connection


def _lease_one() -> OutboxMessage | None:
    """Take one due message, or one whose sender died, so that no other process takes it."""
    now = timezone.now()
    waiting = Q(status=MessageStatus.QUEUED, due__lte=now)
    abandoned = Q(status=MessageStatus.SENDING, leased_until__lt=now)
    with transaction.atomic():
        # A mail that each time took its sender down with it is put aside like one that was refused each time.
        OutboxMessage.objects.filter(abandoned, attempts__gte=MAX_ATTEMPTS).update(
            status=MessageStatus.FAILED, leased_until=None, error="The worker stopped each time it tried to send this."
        )
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(waiting | abandoned)
            .order_by("due")
            .first()
        )
        if message is not None:
            message.status, message.leased_until = MessageStatus.SENDING, now + LEASE
            message.attempts += 1
            message.save(update_fields=["status", "leased_until", "attempts"])
    return message


def _send(message: OutboxMessage, connection) -> bool:
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to_email],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        connection=connection,
    )
    try:
        for attachment in message.attachments.all():
            mail.attach(_part_of(attachment))
        mail.send()
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the message waits and says why
        _postpone(message, error)
        return False
    message.status, message.sent_on, message.leased_until, message.error = MessageStatus.SENT, timezone.now(), None, ""
    message.save(update_fields=["status", "sent_on", "leased_until", "error"])
    return True


def _part_of(attachment: OutboxAttachment) -> MIMEBase:
    """Return the file as a part of a mail; its type keeps its parameters, by which calendars know an invitation."""
    part = MIMEBase("application", "octet-stream")
    part.replace_header("Content-Type", attachment.content_type)
    part.set_payload(bytes(attachment.content))
    encode_base64(part)
    name = attachment.name
    part.add_header("Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name))
    return part


def _postpone(message: OutboxMessage, error: Exception) -> None:
    """Try again later, each time twice as late; after the last try a person must look."""
    is_last = message.attempts >= MAX_ATTEMPTS
    pause = datetime.timedelta(minutes=2 ** min(message.attempts, MAX_ATTEMPTS))
    _put_back(message, error, MessageStatus.FAILED if is_last else MessageStatus.QUEUED, pause)


def _put_back(message: OutboxMessage, error: Exception, status: str, pause: datetime.timedelta) -> None:
    message.error = f"{type(error).__name__}: {error}"[:1000].replace("\0", "")
    message.status, message.leased_until, message.due = status, None, timezone.now() + pause
    message.save(update_fields=["attempts", "error", "leased_until", "due", "status"])
    # The kind of error only: the server's own words often repeat the address.
    logger.warning("Mail %s postponed: %s", message.pk, type(error).__name__)


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
