"""The rows of an agreement as they are typed and saved: goals with signs, tasks, milestones, economy lines."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from agreements.models import Agreement, EconomyLine, Goal, Milestone, Sign, Task
from samarbejde.models import Party, Person


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
    competences: str = ""


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone as it was typed. ``pk`` is None for a new one."""

    title: str
    due_on: datetime.date | None = None
    pk: int | None = None


@dataclass(frozen=True)
class LineRow:
    """An economy line as it was typed; ``paid_by`` is None for a grant, or somebody else."""

    kind: str
    amount: int
    text: str = ""
    paid_by: Party | None = None


def write_rows(
    agreement: Agreement, *, goals: Sequence[GoalRow] | None = None, tasks: Sequence[TaskRow] | None = None,
    milestones: Sequence[MilestoneRow] | None = None, lines: Sequence[LineRow] | None = None,
) -> None:  # fmt: skip
    """Bring the rows in line with those given; None leaves a kind as it is."""
    if goals is not None:
        _write_goals(agreement, goals)
    if tasks is not None:
        _write_tasks(agreement, tasks)
    if milestones is not None:
        _write_milestones(agreement, milestones)
    if lines is not None:
        _write_lines(agreement, lines)


def rows_as_text(agreement: Agreement) -> dict[str, list]:
    """Return every row as text by kind, for the event."""
    goals = agreement.goals.prefetch_related("signs")
    return {
        "goals": [[goal.text, *(sign.text for sign in goal.signs.all())] for goal in goals],
        "tasks": [[t.title, str(t.responsible or ""), str(t.backup or ""), t.competences] for t in _tasks(agreement)],
        "milestones": [[each.title, str(each.due_on or "")] for each in agreement.milestones.all()],
        "lines": [[row.text or row.kind, row.amount, str(row.paid_by or "")] for row in _lines(agreement)],
    }


def _tasks(agreement: Agreement) -> models.QuerySet:
    return agreement.tasks.select_related("responsible", "backup")


def _lines(agreement: Agreement) -> models.QuerySet:
    return agreement.economy_lines.select_related("paid_by__school", "paid_by__municipality", "paid_by__institution")


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
    there = [TaskRow(each.title, each.responsible, each.backup, each.competences) for each in _tasks(agreement)]
    if there == list(rows):
        return
    agreement.tasks.all().delete()
    fresh = [
        Task(
            agreement=agreement, title=row.title, responsible=row.responsible, backup=row.backup,
            competences=row.competences, order=order,
        )
        for order, row in enumerate(rows)
    ]  # fmt: skip
    Task.objects.bulk_create(fresh)


def _write_milestones(agreement: Agreement, rows: Sequence[MilestoneRow]) -> None:
    """Keep each milestone's identity, as with the goals."""
    there = {each.pk: each for each in agreement.milestones.all()}
    kept = set()
    for order, row in enumerate(rows):
        milestone = there.get(row.pk) or Milestone(agreement=agreement)
        milestone.title, milestone.due_on, milestone.order = row.title, row.due_on, order
        milestone.save()
        kept.add(milestone.pk)
    Milestone.objects.filter(agreement=agreement).exclude(pk__in=kept).update(is_dropped=True)


def _write_lines(agreement: Agreement, rows: Sequence[LineRow]) -> None:
    there = [LineRow(each.kind, each.amount, each.text, each.paid_by) for each in _lines(agreement)]
    if there == list(rows):
        return
    agreement.economy_lines.all().delete()
    fresh = [
        EconomyLine(
            agreement=agreement, kind=row.kind, text=row.text, amount=row.amount, paid_by=row.paid_by, order=order
        )
        for order, row in enumerate(rows)
    ]
    EconomyLine.objects.bulk_create(fresh)
