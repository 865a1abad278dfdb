"""Who takes part: people and empty places on each side, and the sides themselves."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.people import create_person
from samarbejde.actions.summary import refresh_summary
from samarbejde.choices import Function, ParticipantRole, PartyKind
from samarbejde.models import Collaboration, Participant, Party, Person


def _refresh(collaboration_id: int) -> None:
    refresh_summary(collaborations=[collaboration_id])
    refresh_attention(collaborations=[collaboration_id])


@transaction.atomic
def add_participant(
    *, party: Party, role: str, person: Person | None = None, note: str = "",
    started_on: datetime.date | None = None, by,
) -> Participant:  # fmt: skip
    """Give ``person`` a role on one side; without a person the place stands empty. A place that waited is filled."""
    collaboration = party.collaboration
    if person and _has_role(collaboration, person, role):
        raise ValidationError({"person": _("%(name)s already has that role here.") % {"name": person}})
    row = _waiting_place(party, role, note) if person else None
    if row is None:
        row = Participant(collaboration=collaboration, party=party, role=role)
    row.person, row.note, row.started_on = person, note or row.note, started_on
    row.save()
    data = {"name": str(person or ""), "role": role, "note": row.note, "party": str(party)}
    verb = "participant_added" if person else "vacancy_added"
    record_event(verb=verb, collaboration=collaboration, person=person, data=data, by=by)
    _refresh(collaboration.pk)
    return row


def _has_role(collaboration: Collaboration, person: Person, role: str) -> bool:
    return collaboration.participants.filter(person=person, role=role, ended_on__isnull=True).exists()


def _waiting_place(party: Party, role: str, note: str) -> Participant | None:
    """Return the empty place this role was waiting in; when several wait, the one with the same note."""
    places = list(
        Participant.objects.select_for_update().filter(
            party=party, role=role, person__isnull=True, ended_on__isnull=True
        )
    )
    same = [place for place in places if place.note == note]
    return (same or places or [None])[0]


@transaction.atomic
def add_new_participant(
    *, party: Party, role: str, name: str, function: str, email: str = "", phone: str = "", note: str = "",
    started_on: datetime.date | None = None, by,
) -> Participant:  # fmt: skip
    """Write a person into the address book, with a post at the party's place, and give them a role here."""
    place = {party.kind: party.place}
    person = create_person(
        institution=party.collaboration.institution, name=name, email=email, phone=phone,
        posts=[{"function": function, **place}], by=by,
    )  # fmt: skip
    return add_participant(party=party, role=role, person=person, note=note, started_on=started_on, by=by)


@transaction.atomic
def end_participation(
    *, participant: Participant, ended_on: datetime.date, leave_vacant: bool = True, by
) -> Participant:
    """The person leaves on that day. ``leave_vacant`` keeps the place, so that everybody sees it is empty."""
    row = Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if row.started_on and ended_on < row.started_on:
        raise ValidationError({"ended_on": _("That is before the person began.")})
    row.ended_on = ended_on
    row.save(update_fields=["ended_on"])
    data = {"name": str(row.person or ""), "role": row.role, "on": ended_on.isoformat(), "party": str(row.party)}
    record_event(verb="participant_ended", collaboration=row.collaboration, person=row.person, data=data, by=by)
    if leave_vacant and row.person:
        Participant.objects.create(collaboration=row.collaboration, party=row.party, role=row.role, note=row.note)
    _refresh(row.collaboration_id)
    return row


@transaction.atomic
def remove_vacancy(*, participant: Participant, by) -> None:
    """An empty place that is no longer wanted goes away."""
    row = Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if row.person_id:
        raise ValidationError(_("The place is no longer empty."))
    data = {"role": row.role, "note": row.note, "party": str(row.party)}
    record_event(verb="vacancy_removed", collaboration=row.collaboration, data=data, by=by)
    pk = row.collaboration_id
    row.delete()
    _refresh(pk)


@transaction.atomic
def add_party(*, collaboration: Collaboration, school=None, municipality=None, institution=None, by) -> Party:
    """Add one more side. Raises ValidationError when the place is a side already."""
    places = {"school": school, "municipality": municipality, "institution": institution}
    kind, place = next((name, place) for name, place in places.items() if place)
    if collaboration.parties.filter(**{kind: place}).exists():
        raise ValidationError(_("%(place)s already takes part.") % {"place": place})
    party = Party.objects.create(
        collaboration=collaboration,
        kind=PartyKind(kind),
        mailbox=(getattr(place, "email", "") or "")[:254],
        **{kind: place},
    )
    record_event(verb="party_added", collaboration=collaboration, school=school, data={"party": str(place)}, by=by)
    _refresh(collaboration.pk)
    return party


@transaction.atomic
def remove_party(*, party: Party, by) -> None:
    """Take a side out again. Our own place and a side with people stay."""
    collaboration = party.collaboration
    if party.institution_id == collaboration.institution_id:
        raise ValidationError(_("Your own place cannot be taken out."))
    if party.participants.filter(person__isnull=False).exists():
        raise ValidationError(_("End the people's part first: what they did is kept under the place they came from."))
    name = str(party)
    try:
        party.delete()
    except ProtectedError as error:
        raise ValidationError(_("This side has been asked to approve the agreement, so it stays.")) from error
    record_event(verb="party_removed", collaboration=collaboration, data={"party": name}, by=by)
    _refresh(collaboration.pk)


def add_own_lead(*, collaboration: Collaboration, user, by) -> Participant | None:
    """The lead's name also stands among our people, since the school knows people and not logins."""
    party = collaboration.parties.filter(institution=collaboration.institution).first()
    if party is None:
        return None
    person = _person_of(user, collaboration.institution, by)
    row, _is_new = Participant.objects.get_or_create(
        collaboration=collaboration, person=person, role=ParticipantRole.LEAD, ended_on=None,
        defaults={"party": party, "started_on": timezone.localdate()},
    )  # fmt: skip
    return row


def _person_of(user, institution, by) -> Person:
    """Return the user's card in the institution's address book; written the first time it is needed."""
    found = Person.objects.filter(user=user, institution=institution).first()
    found = found or Person.objects.filter(institution=institution, email__iexact=user.email).first()
    if found:
        return found
    taken = Person.objects.filter(user=user).exists()
    return create_person(
        institution=institution, name=user.name, email=user.email, phone=user.phone, user=None if taken else user,
        source=_("login"), posts=[{"function": Function.EDUCATOR, "institution": institution}], by=by,
    )  # fmt: skip


def end_lead(*, collaboration: Collaboration, user, by) -> None:
    """The one who led until now no longer does; other roles the person has here stay."""
    Participant.objects.filter(
        collaboration=collaboration, role=ParticipantRole.LEAD, ended_on__isnull=True, person__email__iexact=user.email
    ).update(ended_on=timezone.localdate())
