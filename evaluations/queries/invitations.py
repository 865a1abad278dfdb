"""Reads of the invitations: whom one could ask, who has answered, whom one may remind."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from agreements.queries.people import is_leader, participants_now
from evaluations.choices import Audience
from evaluations.models import Evaluation, Invitation
from samarbejde.choices import MessageStatus
from samarbejde.models import Collaboration, OutboxMessage, Person

SHORTEST_WAIT = datetime.timedelta(days=5)
MOST_REMINDERS = 2
NEVER_LEFT = (MessageStatus.CANCELLED, MessageStatus.FAILED)
WAITING = (MessageStatus.DRAFT, MessageStatus.HELD, MessageStatus.QUEUED, MessageStatus.SENDING)


@dataclass(frozen=True)
class Invited:
    """One who was asked, and how far it has come: "answered", "waiting" (a mail lies ready), "sent" or "stopped"."""

    invitation: Invitation
    state: str
    sent_on: datetime.date | None
    reminders: int
    remind_from: datetime.date | None

    @property
    def phone(self) -> str:
        return self.invitation.person.phone if self.invitation.person else ""


def open_invitations(evaluation: Evaluation) -> QuerySet:
    """Return who has not answered, with their mails."""
    return _with_mails(Invitation.objects.filter(questionnaire__evaluation=evaluation, has_answered=False))


def _with_mails(rows: QuerySet) -> QuerySet:
    mails = Prefetch("messages", OutboxMessage.objects.defer("body").order_by("pk"))
    return rows.select_related("questionnaire", "person").prefetch_related(mails).order_by("questionnaire", "pk")


def invited(evaluation: Evaluation) -> list[Invited]:
    """Return everybody who was asked by name. Two queries."""
    rows = _with_mails(Invitation.objects.filter(questionnaire__evaluation=evaluation))
    return [_state(row) for row in rows]


def _state(row: Invitation) -> Invited:
    mails = [mail for mail in row.messages.all() if mail.status not in NEVER_LEFT]
    sent = [timezone.localdate(mail.sent_on) for mail in mails if mail.status == MessageStatus.SENT and mail.sent_on]
    if row.has_answered:
        state = "answered"
    elif any(mail.status in WAITING for mail in mails):
        state = "waiting"
    else:
        state = "sent" if sent else "stopped"
    reminders = max(len(sent) - 1, 0)
    may = state == "sent" and reminders < MOST_REMINDERS
    return Invited(row, state, max(sent, default=None), reminders, max(sent) + SHORTEST_WAIT if may else None)


def is_due(row: Invitation, today: datetime.date, wait: datetime.timedelta | None = None) -> bool:
    """Whether a reminder may be written: the last mail has left, long enough ago, and they are not too many."""
    state = _state(row)
    if state.remind_from is None or state.sent_on is None:
        return False
    return today >= (state.sent_on + wait if wait else state.remind_from)


def proposed_people(collaboration: Collaboration) -> dict[str, list[Person]]:
    """Return {audience: people with an e-mail} from those who take part. Two queries."""
    found: dict[str, list[Person]] = {Audience.TEACHERS: [], Audience.LEADERS: [], Audience.STAFF: []}
    for row in participants_now(collaboration):
        ours = row.party.institution_id == collaboration.institution_id
        audience = Audience.STAFF if ours else Audience.LEADERS if is_leader(row) else Audience.TEACHERS
        if row.person.email and row.person not in found[audience]:
            found[audience].append(row.person)
    return found
