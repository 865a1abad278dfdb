"""Milestones: taken over from the approved agreement, written down along the way, moved with a reason, reached."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.choices import MilestoneStatus
from followup.models import FollowedMilestone, MilestoneMove
from followup.queries.milestones import Agreed, agreed_milestones
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import lock_version
from samarbejde.phases import Phase

EVENTS = {
    MilestoneStatus.OPEN: "milestone_changed", MilestoneStatus.DONE: "milestone_reached",
    MilestoneStatus.DROPPED: "milestone_dropped",
}  # fmt: skip


@transaction.atomic
def follow_agreed(*, collaboration, content: dict, by) -> list[FollowedMilestone]:
    """Follow the milestones of a text that all have approved; what a new version leaves out is no longer followed."""
    agreed = {row.key: row for row in agreed_milestones(content)}
    known = FollowedMilestone.objects.filter(collaboration=collaboration).exclude(key="").select_for_update(no_key=True)
    for milestone in known:
        row = agreed.pop(milestone.key, None)
        if row is None:
            _let_go(milestone)
        else:
            _follow(milestone, row)
    return FollowedMilestone.objects.bulk_create([
        FollowedMilestone(
            collaboration=collaboration, key=row.key, text=row.text, planned_on=row.on, due_on=row.on, created_by=by
        )
        for row in agreed.values()
    ])  # fmt: skip


def _let_go(milestone: FollowedMilestone) -> None:
    if milestone.is_open:
        milestone.status = MilestoneStatus.DROPPED
        milestone.version += 1
        milestone.save(update_fields=["status", "version"])


def _follow(milestone: FollowedMilestone, row: Agreed) -> None:
    """A day the new version has moved is the day that counts; a day it has not keeps what was decided since."""
    if row.on != milestone.planned_on and milestone.is_open:
        milestone.due_on = row.on
    milestone.text, milestone.planned_on = row.text, row.on
    milestone.version += 1
    milestone.save(update_fields=["text", "planned_on", "due_on", "version"])


@transaction.atomic
def add_milestone(
    *, collaboration, text: str, due_on: datetime.date, form_key: uuid.UUID | None = None, by
) -> FollowedMilestone:
    """Write one down that the agreement does not have. The same ``form_key`` again returns the one it made."""
    fields = {"collaboration": collaboration, "text": text, "planned_on": due_on, "due_on": due_on, "created_by": by}
    if form_key is None:
        milestone, is_new = FollowedMilestone.objects.create(**fields), True
    else:
        milestone, is_new = FollowedMilestone.objects.get_or_create(form_key=form_key, defaults=fields)
    if milestone.collaboration_id != collaboration.pk:
        raise ValidationError(_("Open the page again: the form belongs to another collaboration."))
    if is_new:
        _tell("milestone_added", milestone, by)
    return milestone


@transaction.atomic
def change_milestone(
    *, milestone, due_on: datetime.date, status: str, done_on: datetime.date | None = None, why: str = "",
    version: int, by,
) -> FollowedMilestone:  # fmt: skip
    """Move the day (with a reason), or say that it is reached or dropped. Raises StaleVersion."""
    milestone = lock_version(FollowedMilestone, milestone.pk, version)
    before, is_moved = milestone.due_on, milestone.due_on != due_on
    if is_moved and not why:
        raise ValidationError(_("Write in a few words why the day is moved."))
    milestone.due_on, milestone.status = due_on, status
    milestone.done_on = done_on or timezone.localdate() if status == MilestoneStatus.DONE else None
    milestone.version += 1
    milestone.save(update_fields=["due_on", "status", "done_on", "version"])
    if is_moved:
        MilestoneMove.objects.create(milestone=milestone, from_on=before, to_on=due_on, why=why, moved_by=by)
    verb = "milestone_moved" if is_moved and milestone.is_open else EVENTS[MilestoneStatus(milestone.status)]
    _tell(verb, milestone, by, why=why)
    return milestone


@transaction.atomic
def reach_milestone(*, milestone, by) -> FollowedMilestone:
    """It is reached today. Said twice, the first one counts."""
    milestone = FollowedMilestone.objects.select_for_update(of=("self",), no_key=True).get(pk=milestone.pk)
    if milestone.is_open:
        milestone.status, milestone.done_on = MilestoneStatus.DONE, timezone.localdate()
        milestone.version += 1
        milestone.save(update_fields=["status", "done_on", "version"])
        _tell("milestone_reached", milestone, by)
    return milestone


def _tell(verb: str, milestone: FollowedMilestone, by, why: str = "") -> None:
    data = {"milestone": milestone.pk, "what": milestone.text, "on": milestone.day.isoformat(), "why": why}
    record_event(verb=verb, collaboration=milestone.collaboration, phase=Phase.ACTIVE, data=data, by=by)
    refresh_attention(collaborations=[milestone.collaboration_id])
