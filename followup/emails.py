"""The mails of the follow-up."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from followup.models import Meeting
from samarbejde.lib.danish import format_day, format_short


def compose_minutes(meeting: Meeting, *, person, sender) -> tuple[str, str]:
    """Return subject and text of the minutes to one person: what both may read, and never an internal note."""
    with override(settings.LANGUAGE_CODE):
        names = {"title": meeting.collaboration.title, "day": format_day(meeting.date), "name": person.name}
        parts = [_("Dear %(name)s") % names, _("Thank you for the meeting %(day)s about “%(title)s”.") % names]
        for heading, text in ((_("What we talked about"), meeting.minutes), (_("What we decided"), meeting.decisions)):
            parts += [f"{heading}\n{text}"] if text else []
        actions = [_action_line(action) for action in meeting.action_points.select_related("owner")]
        parts += ["\n".join([_("Who does what"), *actions])] if actions else []
        parts.append(_("Write to me if something is not as you remember it."))
        parts.append(f"{_('Kind regards')}\n{sender}")
        return _("Minutes: %(title)s, %(day)s") % names, "\n\n".join(parts)


def _action_line(action) -> str:
    who = f"{action.owner}: " if action.owner else ""
    return f"- {who}{action.text} ({_('by %(day)s') % {'day': format_short(action.due_on)}})"
