"""Writing down a try to reach a school."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from contacts.choices import Direction
from contacts.models import ContactAttempt
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.summary import set_next_step
from samarbejde.models import Collaboration, Institution, Person, School


@transaction.atomic
def log_contact_attempt(  # noqa: PLR0913 - what one can say about a contact
    *, institution: Institution, collaboration: Collaboration | None = None, school: School | None = None,
    person: Person | None = None, direction: str = Direction.OUT, channel: str, outcome: str,
    happened_on: datetime.date, note: str = "", next_step: str = "", next_step_on: datetime.date | None = None,
    completes_step: bool = False, by,
) -> ContactAttempt:  # fmt: skip
    """Log one contact. A next step replaces the collaboration's; ``completes_step`` clears it when none follows."""
    attempt = ContactAttempt.objects.create(
        institution=institution,
        collaboration=collaboration,
        school=school,
        person=person,
        direction=direction,
        channel=channel,
        outcome=outcome,
        happened_on=happened_on,
        note=note,
        next_step=next_step,
        next_step_on=next_step_on,
        created_by=by,
    )
    record_event(
        verb="contact_attempted", collaboration=collaboration, school=school, person=person,
        institution=institution, data=_event_data(attempt), by=by,
    )  # fmt: skip
    if collaboration is not None:
        _carry_on(attempt, completes_step=completes_step)
    return attempt


@transaction.atomic
def log_contact_with_schools(
    *, institution: Institution, schools: Iterable[School], by, **said
) -> list[ContactAttempt]:
    """Log the same contact with several schools. The same contact told twice the same day is one contact."""
    Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    same = {name: said[name] for name in ("channel", "outcome", "happened_on", "note", "next_step")}
    known = ContactAttempt.objects.filter(institution=institution, created_by=by, created_at__date=timezone.localdate())
    told = set(known.filter(**same).values_list("school", flat=True))
    return [
        log_contact_attempt(institution=institution, school=school, **said, by=by)
        for school in schools
        if school.pk not in told
    ]


@transaction.atomic
def adopt_attempts(*, collaboration: Collaboration, by) -> list[ContactAttempt]:
    """Let a new collaboration take over what its schools were contacted about before; the last next step follows."""
    schools = collaboration.parties.filter(school__isnull=False).values("school")
    loose = ContactAttempt.objects.select_for_update(of=("self",)).filter(
        institution=collaboration.institution_id, collaboration__isnull=True, school__in=schools
    )
    found = list(loose.order_by("-happened_on", "-pk"))
    if not found:
        return []
    ContactAttempt.objects.filter(pk__in=[attempt.pk for attempt in found]).update(collaboration=collaboration)
    record_event(verb="attempts_adopted", collaboration=collaboration, data={"count": len(found)}, by=by)
    if found[0].next_step and not collaboration.next_step:
        row = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
        set_next_step(collaboration=row, text=found[0].next_step, on=found[0].next_step_on)
    return found


def _event_data(attempt: ContactAttempt) -> dict:
    """Return the codes, and their words for the sentence, in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        how, result = attempt.get_channel_display().lower(), attempt.get_outcome_display().lower()
    return {
        "channel": attempt.channel, "outcome": attempt.outcome, "direction": attempt.direction,
        "how": how, "result": result, "on": attempt.happened_on.isoformat(),
    }  # fmt: skip


def _carry_on(attempt: ContactAttempt, *, completes_step: bool) -> None:
    """Put the next step on the collaboration, and see what now needs attention."""
    if attempt.collaboration is None:
        return
    if attempt.next_step or completes_step:
        row = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=attempt.collaboration.pk)
        set_next_step(collaboration=row, text=attempt.next_step, on=attempt.next_step_on)
    refresh_attention(collaborations=[attempt.collaboration.pk])
