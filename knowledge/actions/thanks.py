"""Thanking the school: a draft in the outbox that a person reads before it leaves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts.queries.recipients import reply_recipient
from knowledge.emails import compose_thanks
from knowledge.models import Closure
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import enqueue_message, release_message
from samarbejde.choices import MessageStatus
from samarbejde.models import Collaboration, OutboxMessage
from samarbejde.phases import Phase

THANKS = "thanks"
OPEN = (MessageStatus.DRAFT, MessageStatus.HELD)


def open_thanks(collaboration: Collaboration) -> QuerySet[OutboxMessage]:
    """Return the draft that nobody has sent yet."""
    return OutboxMessage.objects.filter(collaboration=collaboration, kind=THANKS, status__in=OPEN).order_by("-pk")


@transaction.atomic
def draft_thanks(*, closure: Closure, by) -> OutboxMessage:
    """Put the thanks in the outbox as a draft, once for each ending. Raises ValidationError without an address."""
    name, email = reply_recipient(closure.collaboration)
    if not email:
        raise ValidationError(_("Nobody on the school's side has an e-mail. Write one down under People and parties."))
    subject, body = compose_thanks(closure, to_name=name, sender=by)
    return enqueue_message(
        key=f"{THANKS}:{closure.pk}", kind=THANKS, to_name=name, to_email=email, reply_to=by.email, subject=subject,
        body=body, collaboration=closure.collaboration, draft=True, by=by,
    )  # fmt: skip


@transaction.atomic
def edit_thanks(
    *, message: OutboxMessage, to_email: str, subject: str, body: str, send: bool = False, by
) -> OutboxMessage:
    """Rewrite the draft; with ``send`` it goes out. What has left is returned as it is."""
    message = OutboxMessage.objects.select_for_update(of=("self",), no_key=True).get(pk=message.pk)
    if message.status not in OPEN:
        return message
    message.to_email, message.subject, message.body = to_email, " ".join(subject.split())[:200], body
    message.save(update_fields=["to_email", "subject", "body"])
    if not send:
        return message
    data = {"subject": message.subject}
    record_event(verb="thanks_sent", collaboration=message.collaboration, phase=Phase.CLOSED, data=data, by=by)
    return release_message(message=message, by=by)
