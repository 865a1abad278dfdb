"""What was last said with a person, for the one who takes over; and what the contact log keeps about them."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from contacts.models import CampaignRecipient, ContactAttempt
from samarbejde.lib.danish import format_day
from samarbejde.panels import PersonRecord

MOST_LINES = 3


def last_words(person, collaborations: list[int]) -> dict[int, list[str]]:
    """Return the last contacts with the person, newest first, by collaboration. One query."""
    rows = ContactAttempt.objects.filter(person=person, collaboration__in=collaborations)
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.order_by("-happened_on", "-pk")[:200]:
        if len(found[row.collaboration_id]) < MOST_LINES:
            found[row.collaboration_id].append(_line(row))
    return found


def _line(row: ContactAttempt) -> str:
    names = {
        "day": format_day(row.happened_on), "how": row.get_channel_display().lower(),
        "result": row.get_outcome_display().lower(), "note": row.note,
    }  # fmt: skip
    return (_("%(day)s: %(how)s, %(result)s. ”%(note)s”") if row.note else _("%(day)s: %(how)s, %(result)s")) % names


def records_of(person) -> Iterator[PersonRecord]:
    """Return contacts and campaigns the person was a part of. Two queries."""
    for row in ContactAttempt.objects.filter(person=person).order_by("happened_on", "pk"):
        steps = _("Next step: %(step)s") % {"step": row.next_step} if row.next_step else ""
        text = " · ".join(part for part in (row.get_outcome_display(), row.note, steps) if part)
        yield PersonRecord(_("Contacts"), text, when=row.happened_on, label=row.get_channel_display())
    for row in CampaignRecipient.objects.filter(person=person).select_related("campaign").order_by("pk"):
        yield PersonRecord(_("Campaigns"), str(row.campaign), label=row.get_status_display())
