"""To whom a reply about a collaboration goes."""

from samarbejde.choices import ParticipantRole
from samarbejde.models import Collaboration

ORDER = [ParticipantRole.CONTACT, ParticipantRole.LEAD, ParticipantRole.TEACHING, ParticipantRole.LEADER]


def reply_recipient(collaboration: Collaboration) -> tuple[str, str]:
    """Return name and e-mail of the other side's contact person, else its shared mailbox or the school's address."""
    parties = [p for p in collaboration.parties.all() if p.institution_id != collaboration.institution_id]
    rows = collaboration.participants.filter(
        party__in=parties, ended_on__isnull=True, person__isnull=False, person__left_on__isnull=True
    ).exclude(person__email="")
    found = sorted(rows.select_related("person"), key=lambda row: ORDER.index(row.role) if row.role in ORDER else 9)
    if found:
        return found[0].person.name, found[0].person.email
    boxes = [p.mailbox or (p.school.email if p.school_id else "") for p in parties]
    return "", next((box for box in boxes if box), "")
