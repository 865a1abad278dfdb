"""Reads of the outbox."""

import re

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404

from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import MessageStatus
from samarbejde.lib.functions import OctetLength
from samarbejde.models import Institution, OutboxAttachment, OutboxMessage

PAGE = 50
TOKEN = re.compile(r"(/k/)[\w-]{20,}")


def visible_messages(user) -> QuerySet:
    """Return the mails of the institutions whose people the user may see."""
    rows = OutboxMessage.objects.all()
    return rows if sees_everything(user) else rows.filter(institution__in=institution_ids(user, "view_people"))


def page_of_messages(user, *, status: str = "", kind: str = "", before: str = "") -> tuple[list[OutboxMessage], str]:
    """Return one page, the latest first, and the mark of the next page or nothing. One query."""
    rows = visible_messages(user).select_related("collaboration").defer("body").order_by("-pk")
    if status in MessageStatus.values:
        rows = rows.filter(status=status)
    if kind:
        rows = rows.filter(kind=kind.replace("\0", "")[:60])
    if before.isdecimal() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def get_message(user, pk: int) -> OutboxMessage:
    """Return one mail the user may see. Raises Http404."""
    found = visible_messages(user).select_related("collaboration", "institution", "created_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def attachments_of(message: OutboxMessage) -> QuerySet:
    """Return what leaves with a mail, each with its ``size``, without the files themselves. One query."""
    return OutboxAttachment.objects.filter(message=message).defer("content").annotate(size=OctetLength("content"))


def readable_body(message: OutboxMessage) -> str:
    """Return the text; a personal link is only its receiver's, so its key is shown in the demo alone."""
    return message.body if settings.DEMO else TOKEN.sub(r"\1…", message.body)


# A campaign is sent from its own page, where its schools' contact logs are written too.
RELEASED_TOGETHER = "person-confirmation"


def drafts_to_release(user, kind: str) -> list[Institution]:
    """Return the places whose drafts of this kind ``user`` may send all at once, each with its ``count``. One query."""
    if kind != RELEASED_TOGETHER:
        return []
    waiting = OutboxMessage.objects.filter(kind=kind, status=MessageStatus.DRAFT).order_by().values("institution")
    counts = {row["institution"]: row["count"] for row in waiting.annotate(count=Count("pk"))}
    places = list(Institution.objects.where_may(user, "manage_outbox").filter(pk__in=counts).order_by("name_key", "pk"))
    for place in places:
        place.count = counts[place.pk]
    return places
