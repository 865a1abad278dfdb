"""Starting a collaboration and changing what is known about it."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.participants import add_own_lead, end_lead
from samarbejde.actions.summary import refresh_summary, set_next_step
from samarbejde.choices import PartyKind
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, Institution, Municipality, Party, School
from samarbejde.panels import get_panels

PLAIN_FIELDS = (
    "title", "kind", "starts_on", "ends_on", "description", "value_for_school", "understanding", "next_step",
    "next_step_on",
)  # fmt: skip


@transaction.atomic
def create_collaboration(
    *, institution: Institution, title: str, kind: str, schools: Iterable[School] = (),
    municipalities: Iterable[Municipality] = (), grades: Iterable = (), subjects: Iterable = (), lead=None,
    description: str = "", form_key: uuid.UUID | None = None, by,
) -> Collaboration:  # fmt: skip
    """Start a collaboration in the first phase, with its parties and us. The same ``form_key`` gives the same row."""
    values = {
        "institution": institution, "title": title, "kind": kind, "lead": lead, "description": description,
        "created_by": by,
    }  # fmt: skip
    if form_key is None:
        row, is_new = Collaboration.objects.create(**values), True
    else:
        row, is_new = Collaboration.objects.get_or_create(form_key=form_key, defaults=values)
    if not is_new:
        return row
    row.grades.set(grades)
    row.subjects.set(subjects)
    for school in schools:
        Party.objects.create(collaboration=row, kind=PartyKind.SCHOOL, school=school, mailbox=school.email[:254])
    for municipality in municipalities:
        Party.objects.create(collaboration=row, kind=PartyKind.MUNICIPALITY, municipality=municipality)
    Party.objects.create(
        collaboration=row, kind=PartyKind.INSTITUTION, institution=institution, mailbox=institution.email
    )
    if lead:
        add_own_lead(collaboration=row, user=lead, by=by)
    record_event(verb="collaboration_created", collaboration=row, data={"title": title}, by=by)
    for panel in get_panels():
        panel.collaboration_created(row, by)
    refresh_summary(collaborations=[row.pk])
    refresh_attention(collaborations=[row.pk])
    row.refresh_from_db()
    return row


@transaction.atomic
def update_collaboration(
    *, collaboration: Collaboration, version: int, lead=None, grades: Iterable = (), subjects: Iterable = (),
    formats: Iterable = (), by, **plain,
) -> Collaboration:  # fmt: skip
    """Save the collaboration's own fields (`PLAIN_FIELDS`). Raises StaleVersion when somebody saved in between."""
    row = lock_version(Collaboration, collaboration.pk, version)
    before = _plain_values(row)
    old_lead = row.lead
    for name in PLAIN_FIELDS:
        setattr(row, name, plain[name])
    row.lead = lead
    row.version += 1
    row.save(update_fields=[*PLAIN_FIELDS, "lead", "version", "updated_at"])
    row.grades.set(grades)
    row.subjects.set(subjects)
    row.formats.set(formats)
    if old_lead != lead:
        _hand_over(row, old_lead, lead, by)
    changes = changed_fields(before, _plain_values(row))
    record_event(verb="collaboration_updated", collaboration=row, data={"changes": changes}, by=by)
    refresh_summary(collaborations=[row.pk])
    refresh_attention(collaborations=[row.pk])
    return row


def _plain_values(row: Collaboration) -> dict:
    """Return the fields and the many-to-many names as text, for the event."""
    many = {
        name: ", ".join(str(each) for each in getattr(row, name).all()) for name in ("grades", "subjects", "formats")
    }
    return {name: getattr(row, name) for name in PLAIN_FIELDS} | {"lead": str(row.lead or "")} | many


def _hand_over(row: Collaboration, old, new, by) -> None:
    if old:
        end_lead(collaboration=row, user=old, by=by)
    if new:
        add_own_lead(collaboration=row, user=new, by=by)


@transaction.atomic
def plan_next_step(*, collaboration: Collaboration, text: str, on: datetime.date | None, by) -> Collaboration:
    """Write down what happens next, and when; an empty text means that nothing is planned."""
    row = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    set_next_step(collaboration=row, text=text, on=on if text else None)
    verb = "next_step_planned" if text else "next_step_done"
    record_event(verb=verb, collaboration=row, data={"text": text, "on": on.isoformat() if on and text else ""}, by=by)
    refresh_attention(collaborations=[row.pk])
    return row
