"""Everything that is kept about one person: what they have a right to be given."""

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from samarbejde.models import Link, OutboxMessage, Participant, Person
from samarbejde.panels import PersonRecord, get_panels
from samarbejde.queries.person_page import posts_of
from samarbejde.sentences import line_of

FIELDS = (
    "name", "email", "phone", "preferred_channel", "preferred_times", "good_to_know", "source", "workplace",
    "confirmed_on", "left_on", "created_at",
)  # fmt: skip


def records_about(person: Person) -> list[PersonRecord]:
    """Return fields, posts, places, history, mails and links, and what each phase holds."""
    parts = (_fields(person), _posts(person), _roles(person), _history(person), _mails(person), _links(person))
    found = [record for part in parts for record in part]
    return found + [record for panel in get_panels() for record in panel.person_records(person)]


def _fields(person: Person) -> Iterator[PersonRecord]:
    for name in FIELDS:
        shown = getattr(person, f"get_{name}_display", None)
        value = shown() if shown else getattr(person, name)
        if value:
            label = str(person._meta.get_field(name).verbose_name).capitalize()
            yield PersonRecord(_("Details"), _as_text(value), label=label)


def _posts(person: Person) -> Iterator[PersonRecord]:
    for post in posts_of(person):
        ended = _("until %(day)s") % {"day": _as_text(post.ended_on)} if post.ended_on else ""
        yield PersonRecord(_("Posts"), ", ".join(part for part in (str(post), ended) if part), when=post.started_on)


def _roles(person: Person) -> Iterator[PersonRecord]:
    rows = Participant.objects.filter(person=person).select_related("collaboration", "party__school")
    for row in rows.select_related("party__municipality", "party__institution").order_by("pk"):
        words = [str(row.collaboration), row.get_role_display(), row.note, str(row.party)]
        if row.ended_on:
            words.append(_("until %(day)s") % {"day": _as_text(row.ended_on)})
        yield PersonRecord(_("In collaborations"), ", ".join(word for word in words if word), when=row.started_on)


def _history(person: Person) -> Iterator[PersonRecord]:
    for event in person.events.select_related("collaboration").order_by("at", "pk"):
        line = line_of(event)
        text = ": ".join(part for part in (str(event.collaboration or ""), line.text) if part)
        yield PersonRecord(_("History"), text, when=line.at, label=line.who)


def mails_to(person: Person):
    """Return the mails of the person's own address book that were written to this address."""
    if not person.email:
        return OutboxMessage.objects.none()
    return OutboxMessage.objects.filter(institution=person.institution_id, to_email__iexact=person.email)


def _mails(person: Person) -> Iterator[PersonRecord]:
    for mail in mails_to(person).defer("body").order_by("created_at", "pk"):
        yield PersonRecord(_("Mails"), mail.subject, when=mail.created_at, label=mail.get_status_display())


def links_of(person: Person):
    """Return the personal links that were given to this person."""
    own = Q(person=person)
    if person.email:
        at_home = Q(collaboration__institution=person.institution_id) | Q(institution=person.institution_id)
        own |= at_home & Q(recipient_email__iexact=person.email)
    return Link.objects.filter(own)


def _links(person: Person) -> Iterator[PersonRecord]:
    for link in links_of(person).order_by("created_at", "pk"):
        yield PersonRecord(_("Personal links"), link.get_purpose_display(), when=link.created_at)


def _as_text(value) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime.datetime) else str(value)
