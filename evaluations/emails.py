"""The mails of the evaluation phase. In Danish, whatever language the sender works in."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from evaluations.models import EvaluationTalk
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


def _action_line(action) -> str:
    who = f"{action.owner}: " if action.owner else ""
    return f"- {who}{action.text} ({_('by %(day)s') % {'day': format_short(action.due_on)}})"
