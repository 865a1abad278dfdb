"""A new period: the collaboration goes on in a new one, with what was agreed carried forward."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions.rows import GoalRow, LineRow, MilestoneRow, TaskRow, write_rows
from agreements.models import Agreement
from agreements.queries.prefill import renewal_day
from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.phases import change_status
from samarbejde.actions.summary import refresh_summary, set_hours
from samarbejde.models import Collaboration, Participant, Party
from samarbejde.phases import Phase, Status

# What belongs to the period that ends, or is only known when the new one begins.
NOT_CARRIED = {
    "id", "collaboration", "starts_on", "ends_on", "renewal_on", "certificate_on", "photo_delete_on", "decision_note",
    "change_reason", "case_institution", "case_school", "version", "updated_at", "updated_by",
}  # fmt: skip
SAME = ("title", "kind", "lead", "value_for_school", "understanding", "description")


@transaction.atomic
def renew_agreement(*, agreement: Agreement, starts_on: datetime.date, ends_on: datetime.date, by) -> Collaboration:
    """Begin the next period and return it. The old one is kept as it was, with status renewed; twice is once."""
    old = Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=agreement.collaboration_id)
    there = Collaboration.objects.filter(renews=old).first()
    if there:
        return there
    if old.status != Status.RUNNING:
        raise ValidationError(_("Only a collaboration that is running can go on in a new period."))
    new = _carry_collaboration(old, starts_on, ends_on, by)
    parties = _carry_parties(old, new)
    _carry_agreement(agreement, new, parties, by)
    change_status(collaboration=old, target=Status.RENEWED, reason=_("Goes on in a new period"), by=by)
    record_event(verb="agreement_renewed", collaboration=old, data={"to": new.pk}, by=by)
    record_event(verb="renewal_started", collaboration=new, data={"from": old.pk}, by=by)
    refresh_summary(collaborations=[old.pk, new.pk])
    refresh_attention(collaborations=[old.pk, new.pk])
    return new


def _carry_collaboration(old: Collaboration, starts_on: datetime.date, ends_on: datetime.date, by) -> Collaboration:
    new = Collaboration.objects.create(
        institution_id=old.institution_id, phase=Phase.AGREEMENT, starts_on=starts_on, ends_on=ends_on, renews=old,
        created_by=by, **{name: getattr(old, name) for name in SAME},
    )  # fmt: skip
    for name in ("formats", "subjects", "grades", "tags"):
        getattr(new, name).set(getattr(old, name).all())
    return new


def _carry_parties(old: Collaboration, new: Collaboration) -> dict[int, Party]:
    """Give the new period the same sides and those who still take part; return {old party's id: new party}."""
    parties = {}
    for party in old.parties.order_by("pk"):
        parties[party.pk] = Party.objects.create(
            collaboration=new, kind=party.kind, institution_id=party.institution_id, school_id=party.school_id,
            municipality_id=party.municipality_id, mailbox=party.mailbox,
        )  # fmt: skip
    rows = Participant.objects.filter(collaboration=old, ended_on__isnull=True, person__left_on__isnull=True)
    fresh = [
        Participant(
            collaboration=new, party=parties[row.party_id], person_id=row.person_id, role=row.role, note=row.note
        )
        for row in rows.order_by("pk")
    ]
    Participant.objects.bulk_create(fresh)
    return parties


def _carry_agreement(agreement: Agreement, new: Collaboration, parties: dict[int, Party], by) -> Agreement:
    fields = [field.name for field in Agreement._meta.concrete_fields if field.name not in NOT_CARRIED]
    carried = Agreement.objects.create(
        collaboration=new, starts_on=new.starts_on, ends_on=new.ends_on,
        renewal_on=renewal_day(new.starts_on, new.ends_on), updated_by=by,
        **{name: getattr(agreement, name) for name in fields},
    )  # fmt: skip
    goals = agreement.goals.prefetch_related("signs")
    tasks = agreement.tasks.select_related("responsible", "backup")
    write_rows(
        carried,
        goals=[GoalRow(each.text, each.goal_for, [sign.text for sign in each.signs.all()]) for each in goals],
        tasks=[TaskRow(each.title, _still(each.responsible), _still(each.backup), each.competences) for each in tasks],
        milestones=[
            MilestoneRow(each.title, _moved(each.due_on, agreement, new)) for each in agreement.milestones.all()
        ],
        lines=[
            LineRow(each.kind, each.amount, each.text, parties.get(each.paid_by_id))
            for each in agreement.economy_lines.all()
        ],
    )
    set_hours(collaboration_id=new.pk, agreed=carried.hours_institution)
    return carried


def _still(person):
    """A task that somebody who has left did stands open again."""
    return person if person and person.left_on is None else None


def _moved(day: datetime.date | None, agreement: Agreement, new: Collaboration) -> datetime.date | None:
    """Return the same day of the week as many years later; a day outside the new period is left open."""
    if day is None or agreement.starts_on is None or new.starts_on is None:
        return None
    moved = day + datetime.timedelta(weeks=52 * (new.starts_on.year - agreement.starts_on.year))  # the same weekday
    return moved if new.starts_on <= moved <= (new.ends_on or moved) else None
