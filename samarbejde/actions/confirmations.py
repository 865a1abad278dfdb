"""Once a year: are these still right? The person confirms or corrects by a link, without an account."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.links import create_link, revoke_link
from samarbejde.actions.outbox import enqueue_message
from samarbejde.actions.people import after_change, mark_person_left
from samarbejde.choices import LinkPurpose
from samarbejde.emails import compose_confirmation
from samarbejde.models import Institution, Link, Person
from samarbejde.queries.confirmations import KIND, to_be_asked

LINK_DAYS = 60
MOST = 200
ANSWERABLE = ("name", "email", "phone", "preferred_channel", "preferred_times")


@transaction.atomic
def draft_confirmations(*, institution: Institution, by) -> int:
    """Write one draft for each person who is due, at most 200 at a time; nobody is asked twice within a year."""
    Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    people = list(to_be_asked(institution).exclude(email="").select_related("institution")[:MOST])
    for person in people:
        _draft(person, by)
    return len(people)


def _draft(person: Person, by) -> None:
    link, token = create_link(
        purpose=LinkPurpose.PERSON, person=person, institution=person.institution, recipient_name=person.name,
        recipient_email=person.email, days=LINK_DAYS, by=by,
    )  # fmt: skip
    subject, body = compose_confirmation(person, link=link, token=token, sender=by)
    enqueue_message(
        key=f"{KIND}:{person.pk}:{timezone.localdate().isoformat()}", kind=KIND, to_email=person.email,
        to_name=person.name, reply_to=by.email, subject=subject, body=body, institution=person.institution,
        draft=True, by=by,
    )  # fmt: skip


@transaction.atomic
def answer_confirmation(*, link: Link, has_left: bool = False, successor: str = "", **values) -> Person:
    """The person behind ``link`` confirms, corrects, or says that they no longer work there."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("institution")
    person = rows.filter(pk=link.person_id or 0).first()
    if person is None or person.erased_at:
        raise ValidationError(_("We no longer have anything noted about you."))
    by_name, today = person.name, timezone.localdate()
    changed = changed_fields({name: getattr(person, name) for name in ANSWERABLE}, values)
    for name in changed:
        setattr(person, name, values[name])
    person.confirmed_on, person.version = today, person.version + 1
    person.save(update_fields=[*changed, "confirmed_on", "version"])
    record_event(
        verb="person_answered", person=person, institution=person.institution, actor_name=by_name,
        data={"fields": sorted(changed), "has_left": has_left, "words": successor.strip()[:500]},
    )  # fmt: skip
    if has_left:
        mark_person_left(person=person, left_on=today, by=None)
        revoke_link(link=link, by=link.created_by)
    after_change(person)
    person.refresh_from_db()
    return person
