"""Inviting to a meeting by mail, and telling those who were invited that it has moved or is off."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.choices import SessionStatus
from followup.emails import calendar_invitation, compose_invitation
from followup.models import Meeting, MeetingInvitation
from followup.queries.invitations import LEFT_US, Invitee, mails_about
from samarbejde.actions.events import record_event
from samarbejde.actions.outbox import attach_file, enqueue_message, make_room_for, withdraw_messages
from samarbejde.choices import MessageStatus
from samarbejde.phases import Phase

MOVES = ("date", "starts_time", "ends_time", "place")


@transaction.atomic
def invite_to_meeting(*, meeting: Meeting, invitees: Iterable[Invitee], by) -> int:
    """Put a mail with a calendar file in the outbox for each, as a draft; return how many drafts lie there now.

    Whoever was invited before is told the new time, or that the meeting is off. A draft that waits already is
    written anew; what has left is not sent again until the meeting moves.
    """
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("collaboration__institution")
    meeting = rows.get(pk=meeting.pk)
    told = {email for email, statuses in mails_about(meeting).items() if LEFT_US & set(statuses)}
    _check(meeting)
    if meeting.invited_at is None:
        meeting.invited_at, meeting.invited_by = timezone.now(), by
        meeting.save(update_fields=["invited_at", "invited_by"])
    chosen = [_row(meeting, invitee) for invitee in invitees if meeting.is_planned or invitee.email.lower() in told]
    file = calendar_invitation(meeting)
    drafts = sum(_draft(row, meeting, file, is_told=row.email.lower() in told, by=by) for row in chosen)
    data = {"meeting": meeting.pk, "on": meeting.date.isoformat(), "count": drafts}
    verb = "meeting_invited" if meeting.is_planned else "meeting_called_off"
    if drafts:
        record_event(verb=verb, collaboration=meeting.collaboration, phase=Phase.ACTIVE, data=data, by=by)
    return drafts


def _check(meeting: Meeting) -> None:
    if meeting.is_held:
        raise ValidationError(_("The meeting has been held. There is nothing to invite to."))
    if meeting.is_planned and meeting.date < timezone.localdate():
        raise ValidationError(_("The meeting's day is over. Move the meeting first, and then invite."))


def _row(meeting: Meeting, invitee: Invitee) -> MeetingInvitation:
    row = MeetingInvitation.objects.filter(meeting=meeting, email__iexact=invitee.email).first()
    row = row or MeetingInvitation(meeting=meeting, email=invitee.email)
    row.name, row.person_id, row.sequence = invitee.name[:160], invitee.person_id, meeting.sequence
    row.save()
    return row


def _draft(row: MeetingInvitation, meeting: Meeting, file: tuple[str, bytes], *, is_told: bool, by) -> bool:
    """Write one mail, and return whether it waits to be looked at."""
    key = f"{meeting.outbox_kind}-{row.pk}-{meeting.sequence}"
    make_room_for(key=key)
    subject, body = compose_invitation(meeting, name=row.name, is_told=is_told, sender=by)
    message = enqueue_message(
        key=key, kind=meeting.outbox_kind, to_email=row.email, to_name=row.name, reply_to=by.email, subject=subject,
        body=body, collaboration=meeting.collaboration, draft=True, by=by,
    )  # fmt: skip
    content_type, content = file
    attach_file(message=message, name="indbydelse.ics", content_type=content_type, content=content)
    return message.status == MessageStatus.DRAFT


def note_move(meeting: Meeting, before: dict) -> None:
    """Count the change if those who were invited must hear of it; mails that have not left say the old, and never do.

    ``before`` holds what `MOVES` and the status were. Call it before the meeting is saved.
    """
    if meeting.invited_at is None or meeting.is_held:
        return
    is_off = SessionStatus.CANCELLED in {before["status"], meeting.status} and before["status"] != meeting.status
    has_moved = meeting.is_planned and any(getattr(meeting, name) != before[name] for name in MOVES)
    if is_off or has_moved:
        meeting.sequence += 1
        withdraw_messages(kind=meeting.outbox_kind, collaboration=meeting.collaboration_id)
