"""Outreach: choosing schools, writing the text, and taking a school in or out."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.choices import Audience, CampaignChannel, CampaignStatus, RecipientStatus
from contacts.models import Campaign, CampaignRecipient, ValueProposition
from contacts.placeholders import complaints
from contacts.queries.campaigns import MOST_SCHOOLS, Addressee, addressees, unsubscribed
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import cancel_message
from samarbejde.lib.versions import lock_version
from samarbejde.models import Institution, School

WRITTEN = ("title", "channel", "audience", "subject", "text", "value")


@transaction.atomic
def start_campaign(
    *, institution: Institution, title: str, schools: Iterable[School], channel: str = CampaignChannel.MAIL,
    text: str = "", subject: str = "", value: str = "", audience: str = Audience.KNOWN, chosen_by: str = "",
    form_key: uuid.UUID | None = None, by,
) -> Campaign:  # fmt: skip
    """Begin reaching out to ``schools``; nobody is written to yet. The same ``form_key`` gives the same row."""
    check_texts(subject, text)
    values = {
        "institution": institution, "title": title, "channel": channel, "text": text, "subject": subject,
        "value": value, "audience": audience, "chosen_by": chosen_by[:600], "created_by": by,
    }  # fmt: skip
    if form_key is None:
        row, is_new = Campaign.objects.create(**values), True
    else:
        row, is_new = Campaign.objects.get_or_create(form_key=form_key, defaults=values)
    if is_new:
        added = add_schools(campaign=row, schools=schools, by=by)
        record_event(verb="campaign_started", institution=institution, data={"title": title, "schools": added}, by=by)
    return row


def check_texts(*texts: str) -> None:
    """Raise ValidationError where a placeholder is not known."""
    found = [complaint for text in texts for complaint in complaints(text)]
    if found:
        raise ValidationError(list(dict.fromkeys(found)))


@transaction.atomic
def add_schools(*, campaign: Campaign, schools: Iterable[School], by) -> int:
    """Take more schools in; those that are in already stay as they are. Return how many came."""
    if campaign.status == CampaignStatus.SENT:
        raise ValidationError(_("The campaign has been sent. Start a new one for more schools."))
    there = set(campaign.recipients.values_list("school", flat=True))
    new = [school for school in schools if school.pk not in there][: MOST_SCHOOLS - len(there)]
    found, (emails, refused) = addressees(campaign, new), unsubscribed(campaign.institution)
    rows = [_recipient(campaign, school, found[school.pk], emails, refused) for school in new]
    CampaignRecipient.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def _recipient(
    campaign: Campaign, school: School, to: Addressee, emails: set[str], refused: set[int]
) -> CampaignRecipient:
    status = RecipientStatus.CHOSEN
    if school.pk in refused or to.email.lower() in emails:
        status = RecipientStatus.UNSUBSCRIBED
    elif campaign.is_mail and not to.email:
        status = RecipientStatus.NO_ADDRESS
    return CampaignRecipient(
        campaign=campaign, school=school, person_id=to.person_id, name=to.name, email=to.email, status=status
    )


@transaction.atomic
def edit_campaign(*, campaign: Campaign, version: int, by, **values) -> Campaign:
    """Change the texts. Raises `StaleVersion` after a lost update; once it is sent nothing is changed."""
    row = lock_version(Campaign, campaign.pk, version)
    if row.status == CampaignStatus.SENT:
        raise ValidationError(_("The campaign has been sent, so its text stays as it was."))
    check_texts(values.get("subject", ""), values.get("text", ""))
    if row.status == CampaignStatus.REVIEW and values.get("channel", row.channel) != row.channel:
        raise ValidationError(_("There are drafts already. Take them back before you choose another way."))
    turned = {name: values[name] for name in WRITTEN if name in values and values[name] != getattr(row, name)}
    for name, value in turned.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*turned, "version"])
    if {"channel", "audience"} & set(turned):
        _choose_anew(row)
    return row


def _choose_anew(campaign: Campaign) -> None:
    """Another way, or other people: look up once more whom to write to, where no draft is written yet."""
    undecided = [RecipientStatus.CHOSEN, RecipientStatus.NO_ADDRESS]
    rows = list(campaign.recipients.filter(status__in=undecided).select_related("school"))
    found = addressees(campaign, [row.school for row in rows])
    emails, refused = unsubscribed(campaign.institution)
    for row in rows:
        fresh = _recipient(campaign, row.school, found[row.school_id], emails, refused)
        row.person_id, row.name, row.email, row.status = fresh.person_id, fresh.name, fresh.email, fresh.status
    CampaignRecipient.objects.bulk_update(rows, ["person", "name", "email", "status"], batch_size=500)


@transaction.atomic
def remove_recipient(*, recipient: CampaignRecipient, by) -> CampaignRecipient:
    """Take one school out; a draft to it is never sent."""
    row = CampaignRecipient.objects.select_for_update(of=("self",)).select_related("message").get(pk=recipient.pk)
    if row.status == RecipientStatus.SENT:
        raise ValidationError(_("The letter has left. Note their answer instead."))
    if row.message:
        cancel_message(message=row.message, by=by)
    row.status = RecipientStatus.CANCELLED
    row.save(update_fields=["status"])
    return row


@transaction.atomic
def save_value_proposition(*, institution: Institution, title: str, text: str, by) -> ValueProposition:
    """Keep what the school gets out of it under a name, so that it can be used again; the same name is written over."""
    row, is_new = ValueProposition.objects.get_or_create(
        institution=institution, title=title[:120], defaults={"text": text, "created_by": by}
    )
    if not is_new and row.text != text:
        row.text = text
        row.save(update_fields=["text"])
    return row
