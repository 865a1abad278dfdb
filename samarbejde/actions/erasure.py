"""Forgetting a person: everything that says who it was goes, and what was done together stays without the name."""

import datetime
import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samarbejde.actions.events import record_event
from samarbejde.actions.people import after_change, mark_person_left
from samarbejde.actions.summary import forget_document
from samarbejde.choices import DocumentKind, MessageStatus
from samarbejde.lib.ical import scrub_calendar
from samarbejde.models import Event, Institution, OutboxAttachment, OutboxMessage, Participant, Person, PersonPair
from samarbejde.panels import get_panels
from samarbejde.queries.person_records import links_of, mails_to

REACHED_FOR_DAYS = 365  # how long phone and e-mail are kept after somebody has left
NOBODY = "slettet@example.invalid"
WAITING = (MessageStatus.DRAFT, MessageStatus.QUEUED, MessageStatus.HELD, MessageStatus.FAILED)
BLANK = ("email", "phone", "preferred_channel", "preferred_times", "source", "good_to_know")


def erased_name() -> str:
    """Return what stands where the name stood, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Erased person")


@transaction.atomic
def erase_person(*, person: Person, by) -> Person:
    """Take name and address out of the card, the history, the search, the outbox and the links; it has no undo."""
    person = Person.objects.select_for_update(of=("self",)).select_related("institution").get(pk=person.pk)
    if person.erased_at:
        return person
    if person.user_id:
        raise ValidationError(_("The person can log in. Close the login first, in the administration."))
    mark_person_left(person=person, left_on=timezone.localdate(), by=by)
    person.refresh_from_db()
    scrub = Scrubber(person)
    places = list(person.participations.values_list("collaboration", flat=True).distinct())
    for panel in get_panels():
        panel.forget_person(person, scrub)
    _scrub_notes(person, scrub)
    _scrub_mails(person, places, scrub)
    _close_links(person, scrub, by)
    _scrub_history(person, places, scrub)
    person.merges.all().delete()
    PersonPair.objects.filter(Q(first=person) | Q(second=person)).delete()
    _empty(person, by)
    record_event(verb="person_erased", person=person, institution=person.institution, by=by)
    after_change(person)
    forget_document(kind=DocumentKind.PERSON, object_id=person.pk)
    return person


class Scrubber:
    """Takes one person's name, address and number out of texts; other words, also names alike, stay."""

    def __init__(self, person: Person):
        words = [person.name, person.email, person.phone]
        merged = [
            str(merge.other.get(name) or "") for merge in person.merges.all() for name in ("name", "email", "phone")
        ]
        words = sorted({word.strip() for word in (*words, *merged) if len(word.strip()) > 2}, key=len, reverse=True)
        self.words = words
        parts = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in words]
        self.pattern = re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)
        self.instead = f"({erased_name().lower()})"

    def __call__(self, text: str) -> str:
        return self.pattern.sub(lambda _match: self.instead, text)

    def data(self, value):
        """Return a JSON value with every text in it scrubbed."""
        if isinstance(value, dict):
            return {key: self.data(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.data(each) for each in value]
        return self(value) if isinstance(value, str) else value

    def rows(self, rows: Iterable, *fields: str) -> None:
        """Scrub these text fields of these rows, and save those that changed."""
        for row in rows:
            changed = {f: self(getattr(row, f)) for f in fields if self(getattr(row, f)) != getattr(row, f)}
            if changed:
                type(row)._base_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001


def _scrub_notes(person: Person, scrub: Scrubber) -> None:
    scrub.rows(Participant.objects.filter(person=person), "note")
    here = Participant.objects.filter(person=person).values("collaboration")
    waiting = Participant.objects.filter(person__isnull=True, ended_on__isnull=True, collaboration__in=here)
    scrub.rows(waiting, "note")


def _scrub_mails(person: Person, places: list[int], scrub: Scrubber) -> None:
    """What waits for them is never sent; what was sent, and other mails about the same matters, lose the name."""
    mine = mails_to(person)
    keys = list(mine.values_list("pk", flat=True))
    mine.filter(status__in=WAITING).update(status=MessageStatus.CANCELLED)
    about = Q(pk__in=keys) | Q(institution=person.institution_id, collaboration__in=places)
    scrub.rows(OutboxMessage.objects.filter(about).iterator(), "to_name", "subject", "body", "error")
    _scrub_attachments(OutboxAttachment.objects.filter(message__in=OutboxMessage.objects.filter(about)), scrub)
    # What is being sent at this moment keeps its address until it has left.
    unsent = OutboxMessage.objects.filter(pk__in=keys).exclude(status=MessageStatus.SENDING)
    unsent.update(to_email=NOBODY, to_name=scrub.instead)


def _scrub_attachments(rows: QuerySet, scrub: Scrubber) -> None:
    """Calendar files are kept without the name; a file we cannot read the name out of goes."""
    for row in rows.iterator():
        if row.content_type.startswith("text/calendar"):
            row.content = scrub_calendar(bytes(row.content), scrub)
            row.name = scrub(row.name)
            row.save(update_fields=["content", "name"])
        else:
            row.delete()


def _close_links(person: Person, scrub: Scrubber, by) -> None:
    links = links_of(person)
    keys = list(links.values_list("pk", flat=True))
    links.model.objects.filter(pk__in=keys, revoked_at__isnull=True).update(revoked_at=timezone.now(), revoked_by=by)
    links.model.objects.filter(pk__in=keys).update(recipient_name=scrub.instead, recipient_email="")


def _scrub_history(person: Person, places: list[int], scrub: Scrubber) -> None:
    own = Q(person=person) | Q(institution=person.institution_id, collaboration__in=places)
    for event in Event.objects.filter(own).iterator():
        data, actor = scrub.data(event.data), event.actor_name
        if event.actor_id is None:
            actor = scrub(actor)
        if (data, actor) != (event.data, event.actor_name):
            Event.objects.filter(pk=event.pk).update(data=data, actor_name=actor)


def _empty(person: Person, by) -> None:
    person.name = erased_name()
    for name in BLANK:
        setattr(person, name, "")
    person.confirmed_on = None
    person.erased_at, person.erased_by = timezone.now(), by
    person.version += 1
    person.posts.update(title="")
    person.save(update_fields=["name", *BLANK, "confirmed_on", "erased_at", "erased_by", "version"])


@transaction.atomic
def forget_reach_of_left(*, today: datetime.date, institution: Institution | None = None) -> int:
    """Take phone and e-mail off those who left a year ago; name and post stay where they were. Return how many."""
    limit = today - datetime.timedelta(days=REACHED_FOR_DAYS)
    rows = Person.objects.filter(left_on__lt=limit).exclude(email="", phone="", good_to_know="")
    if institution:
        rows = rows.filter(institution=institution)
    found = list(rows.select_for_update(of=("self",), skip_locked=True).select_related("institution")[:500])
    for person in found:
        person.email = person.phone = person.good_to_know = ""
        person.save(update_fields=["email", "phone", "good_to_know"])
        record_event(verb="person_reach_forgotten", person=person, institution=person.institution)
        after_change(person)
    return len(found)
