"""The mails of the evaluation phase. In Danish, whatever language the sender works in."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from evaluations.models import EvaluationTalk, Invitation
from samarbejde.lib.danish import format_day, format_short


def compose_talk(talk: EvaluationTalk, *, person, sender) -> tuple[str, str]:
    """Return subject and text of the minutes to one person: what both may read, and nothing else."""
    collaboration = talk.evaluation.collaboration
    with override(settings.LANGUAGE_CODE):
        names = {"title": collaboration.title, "day": format_day(talk.talked_on), "name": person.name}
        parts = [
            _("Dear %(name)s") % names,
            _("Thank you for the talk %(day)s about the evaluation of “%(title)s”. This is what we wrote down.")
            % names,
        ]
        parts += [f"{heading}\n{text}" for heading, text in talk.parts]
        if talk.decision:
            decided = [_("What we decided"), talk.get_decision_display(), talk.decision_why]
            parts.append("\n".join(filter(None, decided)))
        actions = [_action_line(action) for action in talk.actions.select_related("owner")]
        parts += ["\n".join([_("Who does what"), *actions])] if actions else []
        parts.append(_("Write to me if something is not as you remember it."))
        parts.append(f"{_('Kind regards')}\n{sender}\n{collaboration.institution}")
        return _("What we take from the evaluation: %(title)s") % names, "\n\n".join(parts)


def compose_invitation(
    invitation: Invitation, *, token: str, message: str, is_reminder: bool, sender
) -> tuple[str, str]:
    """Return subject and text of the mail that asks one person to answer, or reminds them of it."""
    evaluation = invitation.questionnaire.evaluation
    collaboration = evaluation.collaboration
    with override(settings.LANGUAGE_CODE):
        names = {
            "title": collaboration.title, "name": invitation.name, "day": format_day(evaluation.closes_on),
        }  # fmt: skip
        if is_reminder:
            ask = _("We have asked you how “%(title)s” went, and we would still like to know. It takes a few minutes.")
            subject = _("A reminder: how did it go? %(title)s")
        else:
            ask = _("We have worked together on “%(title)s”, and we would like to know how it went. It takes a few"
                    " minutes, also on a phone.")  # fmt: skip
            subject = _("How did it go? %(title)s")
        parts = [
            _("Dear %(name)s") % names,
            ask % names,
            message.strip(),
            settings.SITE_URL + reverse("evaluations:questionnaire_exchange", args=[token]),
            _("The link is yours alone, and you need no account. You can answer until %(day)s. We can see whether you"
              " have answered, but not what you answered.") % names,
            f"{_('Kind regards')}\n{sender}\n{collaboration.institution}",
        ]  # fmt: skip
        return subject % names, "\n\n".join(filter(None, parts))


def _action_line(action) -> str:
    who = f"{action.owner}: " if action.owner else ""
    return f"- {who}{action.text} ({_('by %(day)s') % {'day': format_short(action.due_on)}})"
