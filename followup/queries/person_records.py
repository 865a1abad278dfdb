"""What the follow-up keeps about a person, for the person to be given."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from followup.models import ActionPoint, CheckIn, HoursEntry, MeetingInvitation, SchoolHours, Session
from samarbejde.lib.danish import format_hours
from samarbejde.panels import PersonRecord


def records_of(person) -> Iterator[PersonRecord]:
    """Yield talks, promises, meetings, sessions taught and hours. Six queries, and one for the points of the talks."""
    yield from _talks(person)
    for action in ActionPoint.objects.filter(owner=person).order_by("due_on", "pk"):
        state = _("Done") if action.done_at else _("Not done")
        yield PersonRecord(_("Promises"), action.text, when=action.due_on, label=state)
    for row in invitations_of(person).select_related("meeting__collaboration").order_by("meeting__date", "pk"):
        yield PersonRecord(_("Meetings"), row.meeting.collaboration.title, when=row.meeting.date, label=_("Invited"))
    for session in Session.objects.filter(taught_by=person).select_related("collaboration").order_by("date", "pk"):
        text = " · ".join(filter(None, [session.collaboration.title, session.class_name]))
        yield PersonRecord(_("Sessions"), text, when=session.date, label=session.get_status_display())
    for entry in HoursEntry.objects.filter(person=person).select_related("collaboration").order_by("date", "pk"):
        text = " · ".join(filter(None, [entry.collaboration.title, entry.what]))
        yield PersonRecord(_("Hours"), text, when=entry.date, label=format_hours(entry.hours, decimals=2))
    for row in SchoolHours.objects.filter(link__person=person).order_by("date", "pk"):
        yield PersonRecord(_("Hours"), row.what, when=row.date, label=format_hours(row.hours, decimals=2))


def _talks(person) -> Iterator[PersonRecord]:
    """Yield what the person's own side said: the words of the other side are not theirs."""
    talks = CheckIn.objects.filter(Q(our_person=person) | Q(their_person=person)).prefetch_related("points")
    for talk in talks.order_by("date", "pk"):
        side = "ours" if talk.our_person_id == person.pk else "theirs"
        said = [getattr(point, side) for point in talk.points.all() if getattr(point, side)]
        yield PersonRecord(_("Check-ins"), "\n".join(said), when=talk.date)


def invitations_of(person) -> QuerySet:
    """Return the invitations to meetings that went to this person, or to their address in the same house."""
    own = Q(person=person)
    if person.email:
        own |= Q(email__iexact=person.email, meeting__collaboration__institution=person.institution_id)
    return MeetingInvitation.objects.filter(own)
