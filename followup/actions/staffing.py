"""Who can do what, who is away, and who stands in."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.choices import SessionStatus
from followup.models import Absence, Briefing, Session, StaffProfile
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import StaleVersion, lock_version
from samarbejde.models import Collaboration, Person
from samarbejde.phases import Phase

PROFILE = ("competences", "availability", "available_until", "weekly_hours")


@transaction.atomic
def set_profile(*, person, values: dict, version: int, by) -> StaffProfile:
    """Write what a person can and when; ``version`` is 0 for a new profile. Raises StaleVersion after a lost update."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    profile = StaffProfile.objects.filter(person=person).first()
    if profile and profile.version != version:
        raise StaleVersion(profile)
    profile = profile or StaffProfile(person=person, version=0)
    for name in PROFILE:
        setattr(profile, name, values[name])
    profile.version += 1
    profile.save()
    record_event(verb="staff_profile_set", person=person, institution=person.institution, by=by)
    _look_again(person)
    return profile


@transaction.atomic
def report_absence(*, person, starts_on: datetime.date, ends_on: datetime.date | None, by) -> Absence:
    """Say that somebody is away; never why. Said twice for the same first day it is one, with the latest end."""
    absence, _is_new = Absence.objects.update_or_create(
        person=person, starts_on=starts_on, defaults={"ends_on": ends_on}, create_defaults={
            "ends_on": ends_on, "created_by": by,
        },
    )  # fmt: skip
    _tell_absence("absence_reported", absence, by)
    return absence


@transaction.atomic
def end_absence(*, absence, by) -> Absence:
    """Somebody is back today. An absence that had not begun is taken out."""
    absence = Absence.objects.select_for_update(of=("self",), no_key=True).get(pk=absence.pk)
    absence.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    if absence.ends_on < absence.starts_on:
        absence.delete()
    else:
        absence.save(update_fields=["ends_on"])
    _tell_absence("absence_ended", absence, by)
    return absence


def _tell_absence(verb: str, absence: Absence, by) -> None:
    person = absence.person
    record_event(verb=verb, person=person, institution=person.institution, data={"name": person.name}, by=by)
    _look_again(person)


def _look_again(person) -> None:
    """The signals about a person stand on every collaboration where they have something planned."""
    planned = Session.objects.filter(taught_by=person, status=SessionStatus.PLANNED)
    touched = planned.order_by().values_list("collaboration", flat=True).distinct()
    refresh_attention(collaborations=list(touched))


@transaction.atomic
def take_over_session(*, session, person, version: int, by) -> Session:
    """Let somebody else teach a planned session. Raises StaleVersion after a lost update."""
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=session.collaboration_id)
    session = lock_version(Session, session.pk, version)
    if not session.is_planned:
        raise ValidationError(_("The session is no longer planned."))
    session.taught_by, session.recorded_by, session.version = person, by, session.version + 1
    session.save(update_fields=["taught_by", "recorded_by", "recorded_at", "version"])
    data = {"session": session.pk, "name": person.name, "on": session.date.isoformat()}
    record_event(verb="session_taken_over", collaboration=collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return session


@transaction.atomic
def set_briefing(*, collaboration, text: str, needs: str, version: int, together: str = "", by) -> Briefing:
    """Write what a stand-in must know, and how one is together; ``version`` is 0 for the first.

    Raises StaleVersion after a lost update.
    """
    collaboration = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    briefing = Briefing.objects.filter(collaboration=collaboration).first()
    if briefing and briefing.version != version:
        raise StaleVersion(briefing)
    briefing = briefing or Briefing(collaboration=collaboration, version=0)
    briefing.text, briefing.together, briefing.needs, briefing.updated_by = text, together, needs, by
    briefing.version += 1
    briefing.save()
    record_event(verb="briefing_written", collaboration=collaboration, phase=Phase.ACTIVE, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return briefing
