"""The mails of the agreement phase. In Danish, whatever language the sender works in."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.models import AgreementVersion, Approval
from samarbejde.lib.danish import format_day


def _danish(write):
    """Let ``write`` speak Danish."""

    def inner(*args, **kwargs):
        with translation.override(settings.LANGUAGE_CODE):
            return write(*args, **kwargs)

    return inner


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _letter(name: str, *paragraphs: str, sender) -> str:
    greeting = _("Dear %(name)s") % {"name": name}
    return "\n\n".join([greeting, *(text for text in paragraphs if text), f"{_('Kind regards')}\n{sender}"])


def _names(version: AgreementVersion) -> dict:
    content = version.content
    return {"title": content.get("title", ""), "place": content.get("institution", ""), "number": version.number}


def _link_lines(approval: Approval, token: str) -> list[str]:
    until = {"day": format_day(approval.link.expires)}
    return [
        _address(reverse("agreements:approval_exchange", args=[token])),
        _("The link is yours alone, and you need no account. It works until %(day)s.") % until,
    ]


@_danish
def compose_approval(approval: Approval, *, token: str, message: str, sender) -> tuple[str, str]:
    """Return subject and text of the mail that asks one side to read and approve."""
    names = _names(approval.version)
    body = _letter(
        approval.name,
        _("We have written down what we would like to do together in “%(title)s”. Will you read it and approve it, or"
          " tell us what should be different? It takes a few minutes, also on a phone.") % names,
        message.strip(),
        *_link_lines(approval, token),
        sender=_signature(sender, names),
    )  # fmt: skip
    return _("Will you approve our agreement: %(title)s") % names, body


@_danish
def compose_reminder(approval: Approval, *, token: str, sender) -> tuple[str, str]:
    """Return subject and text of the mail that reminds; with a new link, since the old one cannot be found again."""
    names = _names(approval.version) | {"day": format_day(approval.version.sent_at)}
    body = _letter(
        approval.name,
        _("On %(day)s we sent you our agreement about “%(title)s”. Have you had time to look at it? If something should"
          " be different, you can write it in the same place.") % names,
        *_link_lines(approval, token),
        _("Use this link: the one in our first mail no longer works."),
        sender=_signature(sender, names),
    )  # fmt: skip
    return _("A reminder: our agreement about %(title)s") % names, body


@_danish
def compose_concluded(approval: Approval) -> tuple[str, str]:
    """Return subject and text of the mail to each side when all have approved."""
    names = _names(approval.version)
    who = "\n".join(
        _("%(party)s: %(name)s, %(day)s")
        % {"party": each.party, "name": each.typed_name, "day": format_day(each.answered)}
        for each in approval.version.approvals.all()
    )
    body = _letter(
        approval.name,
        _("Everybody has now approved version %(number)s of the agreement about “%(title)s”.") % names,
        who,
        _("You can still read it, and fetch it as PDF, through the link we sent you. Thank you, and welcome."),
        sender=names["place"],
    )
    return _("The agreement is approved: %(title)s") % names, body


@_danish
def compose_note(version: AgreementVersion, *, name: str, approval: Approval) -> tuple[str, str]:
    """Return subject and text of the mail to the one who sent the version: what one side answered."""
    names = _names(version) | {"who": approval.typed_name or approval.name, "party": approval.party}
    page = _address(reverse("agreements:agreement_detail", args=[version.agreement.collaboration_id]))
    if approval.comment:
        said = _("%(who)s at %(party)s asks for a change in “%(title)s”:") % names
        return _("A change is wanted: %(title)s") % names, _letter(
            name, said, approval.comment, page, sender="Samarbejde"
        )
    said = _("Everybody has approved version %(number)s of “%(title)s”.") % names
    return _("The agreement is approved: %(title)s") % names, _letter(name, said, page, sender="Samarbejde")


def _signature(sender, names: dict) -> str:
    return f"{sender}\n{names['place']}"
