"""A request comes in, is matched with a school, and is answered: yes, wait or no."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.actions.accepting import begin_collaboration
from contacts.choices import Decision, InquiryStatus
from contacts.emails import compose_inquiry_reply, compose_receipt
from contacts.models import Inquiry, InquiryPage
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import cancel_message, enqueue_message, release_message
from samarbejde.actions.summary import index_documents
from samarbejde.choices import DocumentKind, MessageStatus
from samarbejde.lib.folding import fold
from samarbejde.lib.versions import lock_version
from samarbejde.models import Institution, Municipality, OutboxMessage, School, SearchDocument

RECEIPT, REPLY = "inquiry-receipt", "inquiry-reply"
STATUS_OF = {
    Decision.ACCEPT: InquiryStatus.ACCEPTED,
    Decision.WAIT: InquiryStatus.WAITING,
    Decision.DECLINE: InquiryStatus.DECLINED,
}
DECIDED = ["status", "decision_reason", "decline_reason", "ask_again_on", "decided_at", "decided_by", "version"]


@transaction.atomic
def receive_inquiry(
    *, institution: Institution, form_key: uuid.UUID, with_receipt: bool = True, by=None, **written
) -> Inquiry:
    """Keep what a school wrote on the public page, once per form, and thank for it."""
    row, is_new = Inquiry.objects.get_or_create(form_key=form_key, defaults={"institution": institution, **written})
    if not is_new:
        return row
    index_inquiry(row)
    record_event(
        verb="inquiry_received", institution=institution, school=row.school, data={"inquiry": row.pk},
        actor_name=row.name, by=by,
    )  # fmt: skip
    if with_receipt:
        subject, body = compose_receipt(row)
        enqueue_message(
            key=f"{RECEIPT}:{row.pk}", kind=RECEIPT, to_email=row.email, to_name=row.name,
            reply_to=institution.email, subject=subject, body=body, institution=institution,
        )  # fmt: skip
    return row


def index_inquiry(row: Inquiry) -> None:
    """Make it findable in the list and in the search."""
    words = [row.place_name, row.name, row.email, row.wish, row.extent, str(row.place or "")]
    row.search_text = fold(" ".join(words))
    row.save(update_fields=["search_text"])
    body = f"{row.name}\n{row.wish}\n{row.school_reason}\n{row.expected_outcome}\n{row.understanding}"
    document = SearchDocument(
        kind=DocumentKind.INQUIRY, object_id=row.pk, institution_id=row.institution_id, title=str(row)[:300],
        subtitle=row.extent[:300], body=body, url=row.get_absolute_url(),
    )  # fmt: skip
    index_documents(documents=[document])


@transaction.atomic
def match_inquiry(*, inquiry: Inquiry, version: int, place: School | Municipality, by) -> Inquiry:
    """Say which school in the register the school's own words mean. What was written stays."""
    row = lock_version(Inquiry, inquiry.pk, version)
    if row.collaboration_id:
        raise ValidationError(_("The request has become a collaboration already."))
    row.school = place if isinstance(place, School) else None
    row.municipality = place if isinstance(place, Municipality) else None
    row.version += 1
    row.save(update_fields=["school", "municipality", "version"])
    index_inquiry(row)
    record_event(
        verb="inquiry_matched", institution=row.institution, school=row.school,
        data={"inquiry": row.pk, "place": str(place)}, by=by,
    )  # fmt: skip
    return row


@transaction.atomic
def decide_inquiry(
    *, inquiry: Inquiry, version: int, decision: str, reason: str = "", decline_reason: str = "",
    ask_again_on: datetime.date | None = None, title: str = "", by,
) -> Inquiry:  # fmt: skip
    """Say yes (it becomes a collaboration), no (it stays and can be found), or not yet. Drafts the reply."""
    row = lock_version(Inquiry, inquiry.pk, version)
    if not row.is_open:
        raise ValidationError(_("It has been answered already. Open it again first."))
    if decision == Decision.ACCEPT and row.place is None:
        raise ValidationError(_("Choose the school in the register first: the collaboration is with that school."))
    if decision == Decision.WAIT and ask_again_on is None:
        raise ValidationError({"ask_again_on": _("Choose when you will take it up again.")})
    row.status, row.decision_reason = STATUS_OF[Decision(decision)], reason
    row.decline_reason = decline_reason if decision == Decision.DECLINE else ""
    row.ask_again_on = ask_again_on if decision == Decision.WAIT else None
    row.decided_at, row.decided_by = timezone.now(), by
    row.version += 1
    row.save(update_fields=DECIDED)
    record_event(
        verb="inquiry_decided", institution=row.institution, school=row.school,
        data={"inquiry": row.pk, "decision": decision}, by=by,
    )  # fmt: skip
    _withdraw_replies(row, by)
    if decision == Decision.ACCEPT:
        begin_collaboration(inquiry=row, title=title, reason=reason, by=by)
    else:
        _draft_reply(row, decision, by)
    return row


@transaction.atomic
def reopen_inquiry(*, inquiry: Inquiry, by) -> Inquiry:
    """A request that was declined, or waits, is taken up again; who said what before stands in the history."""
    row = Inquiry.objects.select_for_update(of=("self",), no_key=True).get(pk=inquiry.pk)
    if row.status not in {InquiryStatus.DECLINED, InquiryStatus.WAITING}:
        return row
    before = row.status
    row.status, row.decline_reason, row.ask_again_on = InquiryStatus.NEW, "", None
    row.decided_at = row.decided_by = None
    row.version += 1
    row.save(update_fields=DECIDED)
    _withdraw_replies(row, by)
    record_event(
        verb="inquiry_reopened", institution=row.institution, school=row.school,
        data={"inquiry": row.pk, "from": before}, by=by,
    )  # fmt: skip
    return row


def _draft_reply(row: Inquiry, decision: str, by) -> OutboxMessage:
    subject, body = compose_inquiry_reply(row, decision=decision, sender=by)
    return enqueue_message(
        key=f"{REPLY}:{row.pk}:{row.decided_at:%Y%m%d%H%M%S%f}", kind=REPLY, to_email=row.email, to_name=row.name,
        reply_to=by.email, subject=subject, body=body, institution=row.institution, draft=True, by=by,
    )  # fmt: skip


def inquiry_replies(inquiry: Inquiry):
    """Return the replies that have not left the house."""
    waiting = [MessageStatus.DRAFT, MessageStatus.HELD]
    return OutboxMessage.objects.filter(kind=REPLY, key__startswith=f"{REPLY}:{inquiry.pk}:", status__in=waiting)


def _withdraw_replies(row: Inquiry, by) -> None:
    for message in inquiry_replies(row):
        cancel_message(message=message, by=by)


@transaction.atomic
def edit_inquiry_reply(
    *, inquiry: Inquiry, message: OutboxMessage, to_email: str, subject: str, body: str, send: bool = False, by
) -> OutboxMessage:
    """Rewrite a draft; with ``send`` it goes out. A reply that has left is returned as it is."""
    row = OutboxMessage.objects.select_for_update(of=("self",), no_key=True).get(pk=message.pk)
    if row.status not in {MessageStatus.DRAFT, MessageStatus.HELD}:
        return row
    row.to_email, row.subject, row.body = to_email, " ".join(subject.split())[:200], body
    row.save(update_fields=["to_email", "subject", "body"])
    if not send:
        return row
    record_event(
        verb="inquiry_replied", institution=inquiry.institution, school=inquiry.school,
        data={"inquiry": inquiry.pk, "subject": row.subject}, by=by,
    )  # fmt: skip
    return release_message(message=row, by=by)


@transaction.atomic
def save_inquiry_page(
    *, institution: Institution, version: int, is_open: bool, welcome: str, closed_text: str, by
) -> InquiryPage:
    """Open or close the public page, and write how it greets. ``version`` is 0 while nothing was written."""
    page, _new = InquiryPage.objects.get_or_create(institution=institution, defaults={"version": 0})
    page = lock_version(InquiryPage, page.pk, version)
    page.is_open, page.welcome, page.closed_text = is_open, welcome, closed_text
    page.version += 1
    page.save(update_fields=["is_open", "welcome", "closed_text", "version"])
    record_event(verb="inquiry_page_saved", institution=institution, data={"open": is_open}, by=by)
    return page
