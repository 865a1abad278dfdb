"""The mails of the agreement phase. In Danish, whatever language the sender works in."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.choices import ApprovalAnswer
from agreements.models import AgreementVersion, Approval, SharedPage
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
    names = _names(approval.version) | {"day": format_day(approval.asked or approval.version.sent_at)}
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
    if approval.answer == ApprovalAnswer.REFUSED:
        said = _("%(who)s at %(party)s says no to “%(title)s”:") % names
        return _("A no to the agreement: %(title)s") % names, _letter(
            name, said, approval.comment, page, sender="Samarbejde"
        )
    if approval.comment:
        said = _("%(who)s at %(party)s asks for a change in “%(title)s”:") % names
        return _("A change is wanted: %(title)s") % names, _letter(
            name, said, approval.comment, page, sender="Samarbejde"
        )
    said = _("Everybody has approved version %(number)s of “%(title)s”.") % names
    return _("The agreement is approved: %(title)s") % names, _letter(name, said, page, sender="Samarbejde")


@_danish
def compose_stopped(other: Approval, *, stopped_by: Approval) -> tuple[str, str]:
    """Return subject and text of the mail to somebody else who was asked, when one side stopped the version."""
    names = _names(other.version) | {"who": stopped_by.typed_name, "party": stopped_by.party}
    if stopped_by.answer == ApprovalAnswer.REFUSED:
        said = _("%(who)s at %(party)s has said no to the agreement about “%(title)s”.") % names
    else:
        said = _("%(who)s at %(party)s has asked for a change in the agreement about “%(title)s”.") % names
    body = _letter(
        other.name, said, _("You need not do anything. If there is a new version, you get it by mail."),
        sender=_signature(other.version.sent_by, names),
    )  # fmt: skip
    return _("The agreement is on hold: %(title)s") % names, body


@_danish
def compose_passed_on(approval: Approval, *, token: str, first: str, sender) -> tuple[str, str]:
    """Return subject and text of the mail to the colleague whom ``first`` named as the right one."""
    names = _names(approval.version) | {"first": first, "party": approval.party}
    body = _letter(
        approval.name,
        _("%(first)s has passed our agreement about “%(title)s” on to you, since you can approve it for %(party)s. Will"
          " you read it and approve it, or tell us what should be different? It takes a few minutes, also on a phone.")
        % names,
        *_link_lines(approval, token),
        sender=_signature(sender, names),
    )  # fmt: skip
    return _("Will you approve our agreement: %(title)s") % names, body


@_danish
def compose_passed_on_note(approval: Approval, *, first: str) -> tuple[str, str]:
    """Return subject and text of the mail to the sender: somebody else on that side is asked now."""
    names = _names(approval.version) | {"first": first, "who": approval.name, "email": approval.email}
    names["party"] = approval.party
    page = _address(reverse("agreements:agreement_detail", args=[approval.version.agreement.collaboration_id]))
    said = _(
        "%(first)s at %(party)s has passed “%(title)s” on to %(who)s (%(email)s), who is the right one to approve."
    )
    body = _letter(str(approval.version.sent_by), said % names, page, sender="Samarbejde")
    return _("The agreement was passed on: %(title)s") % names, body


@_danish
def compose_shared_page(page: SharedPage, *, token: str, sender) -> tuple[str, str]:
    """Return subject and text of the mail with the link to what is agreed."""
    collaboration = page.party.collaboration
    names = {"title": collaboration.title, "place": str(collaboration.institution)}
    body = _letter(
        page.link.recipient_name,
        _("Here is a page of your own where you can always look up what is agreed about “%(title)s”: when we meet next,"
          " who does what, and whom to call. It is kept up to date.") % names,
        _address(reverse("agreements:shared_exchange", args=[token])),
        _("The link is yours alone, and you need no account. It works until %(day)s.")
        % {"day": format_day(page.link.expires)},
        sender=_signature(sender, names),
    )  # fmt: skip
    return _("What we have agreed: %(title)s") % names, body


def _signature(sender, names: dict) -> str:
    return f"{sender}\n{names['place']}"
