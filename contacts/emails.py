"""The texts of the contact phase's mails. Mails to schools are Danish, whatever language the sender works in."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from contacts.choices import Decision
from contacts.models import Assessment, CampaignRecipient, ExpectationAnswer, Inquiry
from contacts.placeholders import filled, uses
from contacts.queries.campaigns import placeholder_values


def compose_reply(assessment: Assessment, *, to_name: str, sender) -> tuple[str, str]:
    """Return subject and text of a kind reply that says what was decided; a person reads it before it goes."""
    collaboration = assessment.collaboration
    names = {"title": collaboration.title, "place": collaboration.institution.name}
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("About our collaboration: %(title)s") % names
        return subject, _letter(
            to_name, sender, names, _paragraphs(assessment.decision, assessment.decision_reason, names)
        )


def compose_inquiry_reply(inquiry: Inquiry, *, decision: str, sender) -> tuple[str, str]:
    """Return subject and text of the reply to a request that does not, or not yet, become a collaboration."""
    names = {"place": inquiry.institution.name}
    with translation.override(settings.LANGUAGE_CODE):
        texts = {
            Decision.WAIT: [
                _("Thank you for writing to us. What you describe sounds good, and we would like to come back to it,"
                  " but we cannot promise anything right now."),
                inquiry.decision_reason.strip(),
                _("You will hear from us. If something changes at your school before then, do write."),
            ],
            Decision.DECLINE: [
                _("Thank you for writing to us. We have thought about it carefully, and we have to say no this time."),
                inquiry.decision_reason.strip(),
                _("We would be glad to hear from you another time, and you are always welcome at %(place)s.") % names,
            ],
        }  # fmt: skip
        parts = [*texts[Decision(decision)], _quoted(inquiry)]
        return _("Your request to %(place)s") % names, _letter(inquiry.name, sender, names, parts)


def compose_receipt(inquiry: Inquiry) -> tuple[str, str]:
    """Return subject and text of the thanks that goes out by itself.

    None of what was written stands in it: the form must not carry a stranger's words to anybody's mailbox.
    """
    names = {"place": inquiry.institution.name}
    with translation.override(settings.LANGUAGE_CODE):
        parts = [
            _("Thank you for writing to %(place)s. A person reads it, and you will get an answer.") % names,
            _("If you want to add something, just reply to this mail.") if inquiry.institution.email else "",
            _("If it was not you who wrote, you can ignore this mail."),
        ]
        return _("We have received your request, %(place)s") % names, _letter("", "", names, parts)


def compose_expectations(answer: ExpectationAnswer, *, token: str, to_name: str, sender) -> tuple[str, str]:
    """Return subject and text of the mail with a side's own link: to the questions, or to the text to confirm."""
    collaboration = answer.alignment.collaboration
    names = {"title": collaboration.title, "place": collaboration.institution.name}
    with translation.override(settings.LANGUAGE_CODE):
        if answer.alignment.agreed_text:
            ask = _("We have written down what we mean by working together on “%(title)s”. Will you read it and say"
                    " yes, if it is right?") % names  # fmt: skip
        else:
            ask = _("Before we agree on “%(title)s”, we would like to hear what you expect. There are five short"
                    " questions, and we answer the same ones.") % names  # fmt: skip
        link = settings.SITE_URL + reverse("contacts:expectations_exchange", args=[token])
        parts = [ask, link, _("The link is yours alone, and you need no account.")]
        return _("What do we expect of each other? %(title)s") % names, _letter(to_name, sender, names, parts)


def _quoted(inquiry: Inquiry) -> str:
    """Return what they wished for, as they wrote it."""
    return "{}\n{}".format(_("You wrote to us:"), "\n".join(f"> {line}" for line in inquiry.wish.splitlines()))


def _letter(to_name: str, sender, names: dict, parts: list[str]) -> str:
    greeting = _("Dear %(name)s") % {"name": to_name} if to_name else _("Dear all")
    signed = "\n".join(part for part in (_("Kind regards"), str(sender), names["place"]) if part)
    return "\n\n".join(part for part in [greeting, *parts, signed] if part)


def _paragraphs(decision: str, reason: str, names: dict) -> list[str]:
    reason = reason.strip()
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
    return texts[Decision(decision)]


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
