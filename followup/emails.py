"""The mails of the follow-up."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from followup.models import Meeting
from followup.queries.upcoming import meeting_as_upcoming
from samarbejde.lib.danish import format_day, format_short, format_time
from samarbejde.lib.ical import Address, Invitation, invitation_bytes
from samarbejde.lib.weeks import iso_week


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


def compose_invitation(meeting: Meeting, *, name: str, is_told: bool, sender) -> tuple[str, str]:
    """Return subject and text: an invitation, the news of another time to who ``is_told`` before, or that it is off."""
    with override(settings.LANGUAGE_CODE):
        names = {"title": meeting.collaboration.title, "when": _when(meeting), "name": name, "email": sender.email}
        parts = [_("Dear %(name)s") % names]
        if not meeting.is_planned:
            subject = _("The meeting is off: %(title)s")
            parts.append(_("The meeting about “%(title)s” %(when)s is cancelled.") % names)
        elif is_told:
            subject = _("The meeting has moved: %(title)s")
            parts.append(_("The meeting about “%(title)s” has moved. This holds now:") % names)
        else:
            subject = _("Invitation to a meeting: %(title)s")
            parts.append(_("You are invited to a meeting about “%(title)s”.") % names)
        parts += _facts(meeting) if meeting.is_planned else []
        parts.append(_last_line(meeting) % names)
        parts.append(f"{_('Kind regards')}\n{sender}")
        return subject % names, "\n\n".join(parts)


def _when(meeting: Meeting) -> str:
    day = format_day(meeting.date)
    if not meeting.starts_time:
        return day
    clocks = "–".join(filter(None, [format_time(meeting.starts_time), format_time(meeting.ends_time)]))
    return _("%(day)s at %(clock)s") % {"day": day, "clock": clocks}


def _facts(meeting: Meeting) -> list[str]:
    lines = [_("When: %(when)s") % {"when": _when(meeting)}]
    lines += [_("Where: %(place)s") % {"place": meeting.place}] if meeting.place else []
    return ["\n".join(lines), *([f"{_('Agenda')}\n{meeting.agenda}"] if meeting.agenda else [])]


def _last_line(meeting: Meeting) -> str:
    if not meeting.is_planned:
        return _("The attached file takes the meeting out of your calendar. Questions? Write to %(email)s.")
    return _("Can you not come? Write to %(email)s. The attached file puts the meeting in your calendar.")


def calendar_invitation(meeting: Meeting) -> tuple[str, bytes]:
    """Return type and content of the calendar file to everybody who is invited: no minutes, no address of ours."""
    place = meeting.collaboration.institution
    with override(settings.LANGUAGE_CODE):
        entry = replace(meeting_as_upcoming(meeting), detail=meeting.agenda, url="")
    host = meeting.invited_by
    invitation = Invitation(
        entry=entry, place=meeting.place, organizer=Address(f"{host}, {place}", host.email or place.email),
        invited=tuple(Address(row.name, row.email) for row in meeting.invitations.all()), sequence=meeting.sequence,
        is_cancelled=not meeting.is_planned,
    )  # fmt: skip
    return f"text/calendar; method={invitation.method}; charset=utf-8", invitation_bytes(invitation)


def compose_digest(digest, *, user, off: str) -> tuple[str, str]:
    """Return subject and text of one user's week: in their language, with ``off`` to stop it without logging in."""
    with override(user.language):
        week = {"week": iso_week(digest.monday)}
        parts = [_("Good morning %(name)s") % {"name": user.short_name}]
        for heading, lines in (
            (_("This week"), [_date_line(entry) for entry in digest.dates]),
            (_("New, and needs attention"), [_signal_line(signal) for signal in digest.signals]),
            (_("You have promised"), [_promise_line(action) for action in digest.promises]),
        ):
            parts += ["\n".join([heading, *lines])] if lines else []
        parts.append(f"{_('Everything in the calendar:')} {settings.SITE_URL}{reverse('followup:calendar')}")
        own = f"{settings.SITE_URL}{reverse('samarbejde:profile')}#ugemail"
        parts.append(
            f"{_('You get this mail on Mondays when there is something to tell. Choose what is in it:')} {own}\n"
            f"{_('Stop it without logging in:')} {off}"
        )
        return _("Week %(week)s: what is on, and what is new") % week, "\n\n".join(parts)


def _date_line(entry) -> str:
    when = format_day(entry.date)
    if entry.time:
        when = _("%(day)s at %(clock)s") % {"day": when, "clock": format_time(entry.time)}
    return f"- {when}: {entry.text}" + (f" ({entry.detail})" if str(entry.detail) else "")


def _signal_line(signal) -> str:
    return f"- {signal.title}: {signal.what}\n  {settings.SITE_URL}{signal.url}"


def _promise_line(action) -> str:
    when = _("by %(day)s") % {"day": format_short(action.due_on)}
    return f"- {action.text} ({when}) · {action.collaboration.title}"
