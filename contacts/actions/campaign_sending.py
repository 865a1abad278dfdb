"""Drafts first, then a person's yes, then the letters: each school once, and never to whoever has unsubscribed."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.actions.attempts import log_contact_attempt
from contacts.choices import CampaignChannel, CampaignStatus, Direction, Outcome, RecipientStatus
from contacts.emails import compose_campaign
from contacts.models import Campaign, CampaignRecipient, Unsubscription
from contacts.queries.campaigns import CONTACT_CHANNELS, unsubscribed
from samarbejde.actions.events import record_event
from samarbejde.actions.links import create_link, replace_link
from samarbejde.actions.outbox import drop_drafts, enqueue_message, release_drafts
from samarbejde.choices import LinkPurpose, MessageStatus
from samarbejde.models import Link, OutboxMessage

ONE_ROUND = 500  # drafts written at one press: what somebody waits for must be over in seconds


def _lock(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("institution")
    return rows.get(pk=campaign.pk)


@transaction.atomic
def draft_campaign(*, campaign: Campaign, by) -> int:
    """Write the drafts that are missing, and write those that wait anew; return how many. Nothing leaves."""
    campaign = _lock(campaign)
    if not campaign.is_mail:
        raise ValidationError(_("Only mails are written as drafts. Fetch the list instead."))
    if campaign.status == CampaignStatus.SENT:
        raise ValidationError(_("The campaign has been sent."))
    if not campaign.text.strip() or not campaign.subject.strip():
        raise ValidationError(_("Write a subject and a text first."))
    _leave_out_unsubscribed(campaign)
    rewritten = _rewrite(campaign, by)
    written = _write_missing(campaign, by)
    campaign.status = CampaignStatus.REVIEW
    campaign.save(update_fields=["status"])
    record_event(
        verb="campaign_drafted", institution=campaign.institution, data={"title": campaign.title, "count": written},
        by=by,
    )  # fmt: skip
    return rewritten + written


def _leave_out_unsubscribed(campaign: Campaign) -> None:
    emails, schools = unsubscribed(campaign.institution)
    waiting = campaign.recipients.filter(status__in=[RecipientStatus.CHOSEN, RecipientStatus.DRAFTED])
    rows = [row for row in waiting.select_related("message") if row.email.lower() in emails or row.school_id in schools]
    OutboxMessage.objects.filter(
        pk__in=[row.message_id for row in rows if row.message_id],
        status__in=[MessageStatus.DRAFT, MessageStatus.HELD, MessageStatus.QUEUED],
    ).update(status=MessageStatus.CANCELLED)
    campaign.recipients.filter(pk__in=[row.pk for row in rows]).update(status=RecipientStatus.UNSUBSCRIBED)


def _rewrite(campaign: Campaign, by) -> int:
    """A draft that still waits gets the text as it is now, and a new link."""
    rows = campaign.recipients.filter(status=RecipientStatus.DRAFTED, message__status=MessageStatus.DRAFT)
    found = list(rows.select_related("message", "link", "school__municipality", "campaign__institution")[:ONE_ROUND])
    for row in found:
        if row.link is None:
            continue
        _link, token = replace_link(link=row.link, days=None, by=by)
        row.message.subject, row.message.body = compose_campaign(row, token=token, sender=by)
        row.message.save(update_fields=["subject", "body"])
    return len(found)


def _write_missing(campaign: Campaign, by) -> int:
    rows = campaign.recipients.filter(status=RecipientStatus.CHOSEN).exclude(email="")
    rows = rows.select_related("school__municipality", "campaign__institution").order_by("pk")
    used = campaign.recipients.filter(status__in=[RecipientStatus.DRAFTED, RecipientStatus.SENT])
    taken = {email.lower() for email in used.values_list("email", flat=True)}
    written = 0
    for row in rows[:ONE_ROUND]:
        if row.email.lower() in taken:
            row.status = RecipientStatus.DOUBLE
            row.save(update_fields=["status"])
            continue
        taken.add(row.email.lower())
        _draft(row, by)
        written += 1
    return written


def _draft(row: CampaignRecipient, by) -> None:
    campaign = row.campaign
    row.link, token = create_link(
        purpose=LinkPurpose.UNSUBSCRIBE, institution=campaign.institution, recipient_name=row.name,
        recipient_email=row.email, days=None, by=by,
    )  # fmt: skip
    subject, body = compose_campaign(row, token=token, sender=by)
    row.message = enqueue_message(
        key=f"campaign:{campaign.pk}:{row.school_id}", kind=campaign.outbox_kind, to_email=row.email,
        to_name=row.name or row.school.name, reply_to=by.email, subject=subject, body=body,
        institution=campaign.institution, draft=True, by=by,
    )  # fmt: skip
    row.status = RecipientStatus.DRAFTED
    row.save(update_fields=["link", "message", "status"])


@transaction.atomic
def send_campaign(*, campaign: Campaign, by) -> int:
    """Let the drafts that were looked through go out (or note that the letters were posted); return how many."""
    campaign = _lock(campaign)
    if campaign.status == CampaignStatus.SENT:
        return 0
    _leave_out_unsubscribed(campaign)
    if campaign.is_mail:
        if campaign.status != CampaignStatus.REVIEW:
            raise ValidationError(_("Write the drafts first, and look through them."))
        if campaign.recipients.filter(status=RecipientStatus.CHOSEN).exclude(email="").exists():
            raise ValidationError(_("Some drafts are not written yet. Write the rest first."))
        release_drafts(kind=campaign.outbox_kind, institution=campaign.institution, by=by)
    sent = _note_sent(campaign, by)
    campaign.status, campaign.sent_on = CampaignStatus.SENT, timezone.localdate()
    campaign.save(update_fields=["status", "sent_on"])
    record_event(
        verb="campaign_sent", institution=campaign.institution, data={"title": campaign.title, "count": sent}, by=by
    )
    return sent


def _note_sent(campaign: Campaign, by) -> int:
    """Each school's contact log says that it was written to; calls are noted one by one, as they are made."""
    gone = Q(status=RecipientStatus.CHOSEN)
    if campaign.is_mail:
        leaving = [MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.SENT]
        gone = Q(status=RecipientStatus.DRAFTED, message__status__in=leaving)
    rows = list(campaign.recipients.filter(gone).select_related("school", "person"))
    for row in rows:
        row.status = RecipientStatus.SENT
        if campaign.channel != CampaignChannel.PHONE:
            row.attempt = log_contact_attempt(
                institution=campaign.institution, school=row.school, person=row.person,
                channel=CONTACT_CHANNELS[CampaignChannel(campaign.channel)], outcome=Outcome.MESSAGE,
                happened_on=timezone.localdate(), note=campaign.title, by=by,
            )  # fmt: skip
    CampaignRecipient.objects.bulk_update(rows, ["status", "attempt"], batch_size=500)
    campaign.recipients.filter(status=RecipientStatus.DRAFTED).update(status=RecipientStatus.CANCELLED)
    return len(rows)


@transaction.atomic
def note_response(
    *, recipient: CampaignRecipient, outcome: str, responded_on: datetime.date, note: str = "", next_step: str = "",
    next_step_on: datetime.date | None = None, by,
) -> CampaignRecipient:  # fmt: skip
    """What a school answered; it stands in the school's own contact log too. The same answer twice is one answer."""
    row = CampaignRecipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    if (row.response, row.responded_on) == (outcome, responded_on):
        return row
    campaign = row.campaign
    calls = campaign.channel == CampaignChannel.PHONE
    log_contact_attempt(
        institution=campaign.institution, school=row.school, person=row.person,
        direction=Direction.OUT if calls else Direction.IN,
        channel=CONTACT_CHANNELS[CampaignChannel(campaign.channel)], outcome=outcome, happened_on=responded_on,
        note="\n".join(part for part in (campaign.title, note) if part), next_step=next_step,
        next_step_on=next_step_on, by=by,
    )  # fmt: skip
    row.response, row.responded_on = outcome, responded_on
    if row.status == RecipientStatus.CHOSEN:
        row.status = RecipientStatus.SENT
    row.save(update_fields=["response", "responded_on", "status"])
    return row


@transaction.atomic
def unsubscribe(*, link: Link, whole_school: bool = False) -> Unsubscription:
    """Whoever has the link wants no more outreach from the institution; what waits for them is not sent."""
    recipient = CampaignRecipient.objects.select_related("school").filter(link=link).first()
    school = recipient.school if recipient else None
    found = _unsubscribe_address(link, school)
    if whole_school and school:
        found, _is_new = Unsubscription.objects.get_or_create(institution=link.institution, school=school, email="")
    drop_drafts(kind="campaign-", institution=link.institution, emails=[link.recipient_email])
    ours = CampaignRecipient.objects.filter(campaign__institution=link.institution)
    those = Q(email__iexact=link.recipient_email)
    if whole_school and school:
        those |= Q(school=school)
        emails = ours.filter(school=school).exclude(email="").values_list("email", flat=True)
        drop_drafts(kind="campaign-", institution=link.institution, emails=emails)
    waiting = [RecipientStatus.CHOSEN, RecipientStatus.DRAFTED]
    ours.filter(those, status__in=waiting).update(status=RecipientStatus.UNSUBSCRIBED)
    record_event(verb="outreach_unsubscribed", school=school, institution=link.institution)
    return found


def _unsubscribe_address(link: Link, school) -> Unsubscription:
    assert link.institution is not None, "a link to unsubscribe belongs to an institution"  # noqa: S101
    rows = Unsubscription.objects.filter(institution=link.institution, email__iexact=link.recipient_email)
    return rows.first() or Unsubscription.objects.create(
        institution=link.institution, email=link.recipient_email, school=school
    )
