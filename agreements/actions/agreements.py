"""Starting an agreement and writing in it."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from agreements.actions.rows import GoalRow, LineRow, MilestoneRow, TaskRow, rows_as_text, write_rows
from agreements.models import Agreement, Task
from agreements.queries.clauses import texts_for
from agreements.queries.prefill import first_staff, first_values
from agreements.sections import layout_of
from agreements.standard_texts import FIRST_TASK
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.summary import set_hours
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, Event

UPDATED = "agreement_updated"
SITTING = datetime.timedelta(minutes=30)

__all__ = ["GoalRow", "LineRow", "MilestoneRow", "TaskRow", "start_agreement", "update_agreement"]


@transaction.atomic
def start_agreement(*, collaboration: Collaboration, template: str, by) -> Agreement:
    """Begin an agreement with what is known and the template's texts; the one that is there stays as it is."""
    values = first_values(collaboration, template) | {"template": template, "updated_by": by}
    agreement, is_new = Agreement.objects.get_or_create(collaboration=collaboration, defaults=values)
    if not is_new:
        return agreement
    responsible, backup = first_staff(collaboration)
    Task.objects.create(agreement=agreement, title=FIRST_TASK, responsible=responsible, backup=backup)
    record_event(verb="agreement_started", collaboration=collaboration, data={"template": template}, by=by)
    refresh_attention(collaborations=[collaboration.pk])
    return agreement


@transaction.atomic
def update_agreement(
    *, agreement: Agreement, version: int, goals: Sequence[GoalRow] | None = None,
    tasks: Sequence[TaskRow] | None = None, milestones: Sequence[MilestoneRow] | None = None,
    lines: Sequence[LineRow] | None = None, on_the_way: bool = False, by, **values,
) -> Agreement:  # fmt: skip
    """Save the working text with its rows; rows that are not given stay as they are.

    What is saved ``on_the_way``, while somebody writes, becomes one event for the whole sitting. Raises `StaleVersion`
    when somebody saved in between.
    """
    row = lock_version(Agreement, agreement.pk, version)
    before = _snapshot(row)
    values = _texts_of_new_sections(row, values.get("template", row.template)) | values
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by
    row.save()
    write_rows(row, goals=goals, tasks=tasks, milestones=milestones, lines=lines)
    _note_changes(row, changed_fields(before, _snapshot(row)), on_the_way=on_the_way, by=by)
    set_hours(collaboration_id=row.collaboration_id, agreed=row.hours_institution)
    refresh_attention(collaborations=[row.collaboration_id])
    return row


def _note_changes(agreement: Agreement, changes: dict[str, list], *, on_the_way: bool, by) -> None:
    """Write the event, or add to the one of the same sitting."""
    if not changes:
        return
    begun = _event_of_sitting(agreement, by) if on_the_way else None
    if begun is None:
        data = {"changes": changes} | ({"on_the_way": True} if on_the_way else {})
        record_event(verb=UPDATED, collaboration=agreement.collaboration, data=data, by=by)
        return
    merged = begun.data["changes"]
    for name, (old, new) in changes.items():
        merged[name] = [merged.get(name, [old])[0], new]
    begun.save(update_fields=["data"])


def _event_of_sitting(agreement: Agreement, by) -> Event | None:
    """Return the newest event of the collaboration when it is this person's, of the same sitting."""
    newest = Event.objects.filter(collaboration=agreement.collaboration_id).order_by("-at", "-pk").first()
    if newest is None or newest.verb != UPDATED or newest.actor_id != by.pk or not newest.data.get("on_the_way"):
        return None
    return newest if newest.at > timezone.now() - SITTING else None


def _texts_of_new_sections(agreement: Agreement, template: str) -> dict:
    """Return the ready texts of what a larger template asks about, where nothing is written yet."""
    if template == agreement.template:
        return {}
    new = set(layout_of(template).all_fields) - set(layout_of(agreement.template).all_fields)
    ready = texts_for(agreement.collaboration.institution_id, template)
    return {name: text for name, text in ready.items() if name in new and not getattr(agreement, name)}


def _snapshot(agreement: Agreement) -> dict:
    """Return everything typed, as text by field, for the event."""
    skipped = {"id", "collaboration", "version", "updated_at", "updated_by"}
    plain = {f.name: getattr(agreement, f.name) for f in agreement._meta.fields if f.name not in skipped}
    return {name: _as_text(value) for name, value in plain.items()} | rows_as_text(agreement)


def _as_text(value) -> str:
    """Return one spelling: 32 and 32.00 hours are the same."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)
