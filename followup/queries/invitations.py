"""Reads of the invitations to a meeting: whom one could write to, who was, and what they know."""

from collections.abc import Iterator
from dataclasses import dataclass

from followup.models import Meeting, MeetingInvitation
from samarbejde.choices import MessageStatus
from samarbejde.models import Collaboration, OutboxMessage, Participant, Party

LEFT_US = {MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.SENT}


@dataclass(frozen=True)
class Invitee:
    """Somebody one could write to about a meeting; ``is_proposed`` where the box is ticked beforehand."""

    key: str
    name: str
    email: str
    place: str = ""
    person_id: int | None = None
    is_proposed: bool = False
    knows: bool = False  # was written to, and the meeting has not moved since


@dataclass(frozen=True)
class Invited:
    """Somebody who was invited, the ``status`` of the latest mail, and whether they have yet to hear of a change."""

    row: MeetingInvitation
    status: str
    is_behind: bool

    @property
    def status_label(self) -> str:
        return str(MessageStatus(self.status).label) if self.status else ""


def mails_about(meeting: Meeting) -> dict[str, list[str]]:
    """Return the status of each mail by the address it is to, the latest last. One query."""
    rows = OutboxMessage.objects.filter(collaboration=meeting.collaboration_id, kind=meeting.outbox_kind)
    found: dict[str, list[str]] = {}
    for email, status in rows.order_by("pk").values_list("to_email", "status"):
        found.setdefault(email.lower(), []).append(status)
    return found


def invited_to(meeting: Meeting) -> list[Invited]:
    """Return who was invited. Two queries; none while nobody was."""
    if meeting.invited_at is None:
        return []
    mails = mails_about(meeting)
    return [_state(row, meeting, mails.get(row.email.lower(), [])) for row in meeting.invitations.all()]


def _state(row: MeetingInvitation, meeting: Meeting, statuses: list[str]) -> Invited:
    is_old = row.sequence < meeting.sequence
    # Who never got the invitation need not hear that the meeting is off.
    is_behind = is_old and (meeting.is_planned or bool(LEFT_US & set(statuses)))
    return Invited(row, statuses[-1] if statuses else "", is_behind)


def whom_to_write_to(meeting: Meeting, collaboration: Collaboration) -> list[Invitee]:
    """Return both sides' people and mailboxes, and those invited before; when it is off, those who must hear of it."""
    invited = {each.row.email.lower(): each for each in invited_to(meeting)}
    if not meeting.is_planned:
        return [_again(each) for each in invited.values() if each.is_behind]
    found: dict[str, Invitee] = {}
    for invitee in (*_known(collaboration), *(_again(each) for each in invited.values())):
        found.setdefault(invitee.email.lower(), invitee)
    return [_proposed(invitee, invited) for invitee in found.values()]


def _known(collaboration: Collaboration) -> Iterator[Invitee]:
    """Yield the people of both sides, then the mailboxes; a box is proposed where nobody has an address."""
    joined = Participant.objects.filter(collaboration=collaboration, ended_on__isnull=True, person__isnull=False)
    joined = joined.exclude(person__email="").select_related("person").order_by("person__name_key", "pk")
    places = Party.objects.filter(collaboration=collaboration).select_related("school", "municipality", "institution")
    parties = {party.pk: party for party in places}
    people = list(joined)
    for row in people:
        yield Invitee(f"person-{row.person_id}", row.person.name, row.person.email, str(parties[row.party_id]),
                      row.person_id, is_proposed=True)  # fmt: skip
    reached = {row.party_id for row in people}
    for party in parties.values():
        if party.mailbox:
            is_ours = party.institution_id == collaboration.institution_id
            yield Invitee(f"postkasse-{party.pk}", str(party), party.mailbox,
                          is_proposed=party.pk not in reached and not is_ours)  # fmt: skip


def _again(each: Invited) -> Invitee:
    row = each.row
    return Invitee(f"indbudt-{row.pk}", row.name, row.email, person_id=row.person_id, is_proposed=each.is_behind)


def _proposed(invitee: Invitee, invited: dict[str, Invited]) -> Invitee:
    """The first time everybody is proposed; afterwards those who have yet to hear."""
    before = invited.get(invitee.email.lower())
    is_proposed = before.is_behind if before else invitee.is_proposed and not invited
    return Invitee(invitee.key, invitee.name, invitee.email, invitee.place, invitee.person_id, is_proposed,
                   knows=bool(before) and not before.is_behind)  # fmt: skip
