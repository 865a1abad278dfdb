"""Starting an agreement and writing in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from agreements.models import Agreement, Goal, Sign, Task
from agreements.queries.prefill import first_staff, first_values
from agreements.standard_texts import FIRST_TASK
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import changed_fields, record_event
from samarbejde.actions.summary import set_hours
from samarbejde.lib.versions import lock_version
from samarbejde.models import Collaboration, Person


@dataclass(frozen=True)
class GoalRow:
    """A goal as it was typed. ``pk`` is None for a new one."""

    text: str
    goal_for: str
    signs: Sequence[str] = ()
    pk: int | None = None


@dataclass(frozen=True)
class TaskRow:
    """A task as it was typed."""

    title: str
    responsible: Person | None = None
    backup: Person | None = None


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
    *, agreement: Agreement, version: int, goals: Sequence[GoalRow], tasks: Sequence[TaskRow], by, **values
) -> Agreement:
    """Save the working text with all its rows. Raises `StaleVersion` when somebody saved in between."""
    row = lock_version(Agreement, agreement.pk, version)
    before = _snapshot(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.updated_by = by
    row.save()
    _write_goals(row, goals)
    _write_tasks(row, tasks)
    changes = changed_fields(before, _snapshot(row))
    if changes:
        record_event(verb="agreement_updated", collaboration=row.collaboration, data={"changes": changes}, by=by)
    set_hours(collaboration_id=row.collaboration_id, agreed=row.hours_institution)
    refresh_attention(collaborations=[row.collaboration_id])
    return row


def _snapshot(agreement: Agreement) -> dict:
    """Return everything typed, as text by field, for the event."""
    skipped = {"id", "collaboration", "version", "updated_at", "updated_by"}
    plain = {f.name: getattr(agreement, f.name) for f in agreement._meta.fields if f.name not in skipped}
    goals = [
        [goal.text, *(sign.text for sign in goal.signs.all())] for goal in agreement.goals.prefetch_related("signs")
    ]
    tasks = [[t.title, str(t.responsible or ""), str(t.backup or "")] for t in _tasks_of(agreement)]
    return {name: _as_text(value) for name, value in plain.items()} | {"goals": goals, "tasks": tasks}


def _as_text(value) -> str:
    """Return one spelling: 32 and 32.00 hours are the same."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)


def _tasks_of(agreement: Agreement):
    return agreement.tasks.select_related("responsible", "backup")


def _write_goals(agreement: Agreement, rows: Sequence[GoalRow]) -> None:
    """Keep each goal's identity, since reviews and questions point at it; what is gone is dropped, not deleted."""
    there = {goal.pk: goal for goal in agreement.goals.all()}
    kept = set()
    for order, row in enumerate(rows):
        goal = there.get(row.pk) or Goal(agreement=agreement)
        goal.text, goal.goal_for, goal.order = row.text, row.goal_for, order
        goal.save()
        kept.add(goal.pk)
        _write_signs(goal, row.signs)
    Goal.objects.filter(agreement=agreement).exclude(pk__in=kept).update(is_dropped=True)


def _write_signs(goal: Goal, texts: Sequence[str]) -> None:
    if [sign.text for sign in goal.signs.all()] == list(texts):
        return
    goal.signs.all().delete()
    Sign.objects.bulk_create([Sign(goal=goal, text=text, order=order) for order, text in enumerate(texts)])


def _write_tasks(agreement: Agreement, rows: Sequence[TaskRow]) -> None:
    there = [TaskRow(task.title, task.responsible, task.backup) for task in _tasks_of(agreement)]
    if there == list(rows):
        return
    agreement.tasks.all().delete()
    Task.objects.bulk_create(
        [
            Task(agreement=agreement, title=r.title, responsible=r.responsible, backup=r.backup, order=order)
            for order, r in enumerate(rows)
        ]
    )
