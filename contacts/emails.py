"""The texts of the contact phase's mails. Mails to schools are Danish, whatever language the sender works in."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from contacts.choices import Decision
from contacts.models import Assessment, CampaignRecipient
from contacts.placeholders import filled, uses
from contacts.queries.campaigns import placeholder_values


def compose_reply(assessment: Assessment, *, to_name: str, sender) -> tuple[str, str]:
    """Return subject and text of a kind reply that says what was decided; a person reads it before it goes."""
    collaboration = assessment.collaboration
    with translation.override(settings.LANGUAGE_CODE):
        greeting = _("Dear %(name)s") % {"name": to_name} if to_name else _("Dear all")
        names = {"title": collaboration.title, "place": collaboration.institution.name}
        parts = [greeting, *_paragraphs(assessment, names), f"{_('Kind regards')}\n{sender}\n{names['place']}"]
        return _("About our collaboration: %(title)s") % names, "\n\n".join(part for part in parts if part)


def _paragraphs(assessment: Assessment, names: dict) -> list[str]:
    reason = assessment.decision_reason.strip()
    texts = {
        Decision.ACCEPT: [
            _("Thank you for your interest in “%(title)s”. We would very much like to do this with you.") % names,
            _("The next step is to write down together what we each expect, so that we start from the same place."
              " We will send a short proposal for you to correct."),
        ],
        Decision.WAIT: [
            _("Thank you for your interest in “%(title)s”. We would like to come back to it, but we cannot promise"
              " anything right now.") % names,
            reason,
            _("You will hear from us. If something changes at your school before then, do write."),
        ],
        Decision.DECLINE: [
            _("Thank you for your interest in “%(title)s”. We have thought about it carefully, and we have to say no"
              " this time.") % names,
            reason,
            _("We would be glad to hear from you another time, and you are always welcome at %(place)s.") % names,
        ],
    }  # fmt: skip
    return texts[Decision(assessment.decision)]


def compose_campaign(recipient: CampaignRecipient, *, token: str, sender) -> tuple[str, str]:
    """Return subject and text of one letter of a campaign, with the way out of getting more of them."""
    campaign = recipient.campaign
    with translation.override(settings.LANGUAGE_CODE):
        values = placeholder_values(recipient, sender=sender)
        parts = [filled(campaign.text.strip(), values)]
        if values["udbytte"] and not uses(campaign.text, "udbytte"):
            parts.append(values["udbytte"])
        if not uses(campaign.text, "afsender"):
            parts.append(f"{_('Kind regards')}\n{sender}\n{campaign.institution}")
        address = f"{settings.SITE_URL}{reverse('contacts:unsubscribe_exchange', args=[token])}"
        parts.append(
            _("You get this because %(place)s would like to work with %(school)s. No more of these, please? Say so"
              " here: %(link)s")
            % {"place": campaign.institution, "school": recipient.school, "link": address}
        )  # fmt: skip
        return filled(campaign.subject, values), "\n\n".join(part for part in parts if part)
