"""The classes that are followed over the years, and the punch card."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.models import ClassGroup, PunchCard
from samarbejde.actions.events import record_event
from samarbejde.lib.versions import StaleVersion, lock_version
from samarbejde.lib.weeks import school_year
from samarbejde.models import Collaboration
from samarbejde.phases import Phase


@transaction.atomic
def follow_class(*, collaboration, grade: int, letter: str, pupils: int | None = None, by) -> ClassGroup:
    """Follow a class that is in ``grade`` today. The same class again is the one there is."""
    cohort = school_year(timezone.localdate()) - grade
    group, is_new = ClassGroup.objects.get_or_create(
        collaboration=collaboration, cohort=cohort, letter=letter, defaults={"pupils": pupils}
    )
    if is_new:
        _tell("class_followed", group, by)
    return group


@transaction.atomic
def change_class(
    *, group, letter: str, pupils: int | None, ended_on: datetime.date | None, version: int, by
) -> ClassGroup:
    """Correct a class, or say that it no longer takes part. Raises StaleVersion after a lost update."""
    group = lock_version(ClassGroup, group.pk, version)
    twins = ClassGroup.objects.filter(collaboration=group.collaboration_id, cohort=group.cohort, letter=letter)
    if twins.exclude(pk=group.pk).exists():
        raise ValidationError(_("The class is there already."))
    has_ended = ended_on is not None and group.ended_on is None
    group.letter, group.pupils, group.ended_on, group.version = letter, pupils, ended_on, group.version + 1
    group.save(update_fields=["letter", "pupils", "ended_on", "version"])
    _tell("class_ended" if has_ended else "class_changed", group, by)
    return group


def _tell(verb: str, group: ClassGroup, by) -> None:
    data = {"class": group.name_on(timezone.localdate()), "class_group": group.pk, "pupils": group.pupils or 0}
    record_event(verb=verb, collaboration=group.collaboration, phase=Phase.ACTIVE, data=data, by=by)


@transaction.atomic
def set_punch_card(
    *, collaboration, visits: int, starts_on: datetime.date, ends_on: datetime.date | None = None, version: int, by
) -> PunchCard:
    """Write what the card holds; ``version`` is 0 for a new card. Raises StaleVersion after a lost update."""
    Collaboration.objects.select_for_update(of=("self",), no_key=True).get(pk=collaboration.pk)
    card = PunchCard.objects.filter(collaboration=collaboration).first()
    if card and card.version != version:
        raise StaleVersion(card)
    card = card or PunchCard(collaboration=collaboration, version=0)
    card.visits, card.starts_on, card.ends_on, card.version = visits, starts_on, ends_on, card.version + 1
    card.save()
    data = {"visits": visits, "starts_on": starts_on.isoformat()}
    record_event(verb="punch_card_set", collaboration=collaboration, phase=Phase.ACTIVE, data=data, by=by)
    return card
