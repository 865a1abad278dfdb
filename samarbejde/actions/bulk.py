"""The same change for several chosen collaborations: all of them, or none."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samarbejde.actions.attention import refresh_attention
from samarbejde.actions.events import record_event
from samarbejde.actions.participants import add_own_lead, end_lead
from samarbejde.actions.phases import change_phase
from samarbejde.actions.summary import refresh_summary
from samarbejde.models import Collaboration, Membership, Tag, User


def _locked(collaborations: Iterable[Collaboration]) -> list[Collaboration]:
    # In key order, so that two such changes wait for each other instead of standing in each other's way.
    ids = [collaboration.pk for collaboration in collaborations]
    rows = Collaboration.objects.filter(pk__in=ids).select_related("institution").order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


@transaction.atomic
def change_leads(*, collaborations: Iterable[Collaboration], lead: User, by) -> int:
    """Make ``lead`` responsible for all of them. Return how many had another. Raises ValidationError for a stranger."""
    rows = [row for row in _locked(collaborations) if row.lead_id != lead.pk]
    places = {row.institution_id for row in rows}
    at_home = set(Membership.objects.filter(user=lead, institution__in=places).values_list("institution", flat=True))
    if places - at_home or not lead.is_active:
        raise ValidationError({"lead": _("Choose somebody who works at all the places concerned.")})
    leads = User.objects.in_bulk([row.lead_id for row in rows if row.lead_id])
    for row in rows:
        before, row.lead = leads.get(row.lead_id), lead
        row.version += 1  # whoever has the edit form open sees that the lead is another
        row.save(update_fields=["lead", "version", "updated_at"])
        if before:
            end_lead(collaboration=row, user=before, by=by)
        add_own_lead(collaboration=row, user=lead, by=by)
        data = {"from": str(before or ""), "to": str(lead)}
        record_event(verb="lead_changed", collaboration=row, data=data, by=by)
    refresh_summary(collaborations=[row.pk for row in rows])
    refresh_attention(collaborations=[row.pk for row in rows])
    return len(rows)


@transaction.atomic
def add_tag(*, collaborations: Iterable[Collaboration], name: str, by) -> int:
    """Give all of them the tag ``name`` of their own institution, made if it is new. Return how many lacked it."""
    changed = []
    for row in _locked(collaborations):
        tag = Tag.objects.filter(institution=row.institution_id, name__iexact=name).first()
        tag = tag or Tag.objects.get_or_create(institution=row.institution, name=name)[0]
        if row.tags.filter(pk=tag.pk).exists():
            continue
        row.tags.add(tag)
        row.version += 1
        row.save(update_fields=["version", "updated_at"])
        record_event(verb="tag_added", collaboration=row, data={"tag": tag.name}, by=by)
        changed.append(row.pk)
    refresh_summary(collaborations=changed)
    return len(changed)


@transaction.atomic
def change_phases(*, collaborations: Iterable[Collaboration], target: str, reason: str = "", by) -> int:
    """Move all of them to ``target``; those already there are left alone. Raises ValidationError: none moved."""
    rows = [row for row in _locked(collaborations) if row.phase != target]
    for row in rows:
        try:
            change_phase(collaboration=row, target=target, reason=reason, by=by)
        except ValidationError as error:
            words = {"title": row.title, "why": " ".join(error.messages)}
            raise ValidationError({"reason": _("%(title)s: %(why)s") % words}) from error
    return len(rows)
