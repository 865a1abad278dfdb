"""An institution's own criteria, and which schools meet them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from contacts.models import Criterion, CriterionSchool
from samarbejde.actions.events import record_event
from samarbejde.models import Institution, School


@transaction.atomic
def create_criterion(*, institution: Institution, name: str, by) -> Criterion:
    """Add a criterion. Raises ValidationError when the institution has one of that name."""
    try:
        with transaction.atomic():
            criterion = Criterion.objects.create(institution=institution, name=name, created_by=by)
    except IntegrityError as error:
        raise ValidationError(_("You have a criterion called ”%(name)s” already.") % {"name": name}) from error
    record_event(verb="criterion_created", institution=institution, data={"name": name}, by=by)
    return criterion


@transaction.atomic
def delete_criterion(*, criterion: Criterion, by) -> Criterion:
    """Take the criterion away, and what was noted with it."""
    record_event(verb="criterion_deleted", institution=criterion.institution, data={"name": criterion.name}, by=by)
    criterion.delete()
    return criterion


@transaction.atomic
def mark_schools(*, criterion: Criterion, schools: Iterable[School], points: int, by) -> Criterion:
    """Note how well the schools meet the criterion, 1-3; 0 takes the note away."""
    wanted = list(schools)
    if points:
        for school in wanted:
            CriterionSchool.objects.update_or_create(criterion=criterion, school=school, defaults={"points": points})
    else:
        criterion.schools.filter(school__in=wanted).delete()
    data = {"name": criterion.name, "count": len(wanted), "points": points}
    record_event(verb="criterion_marked", institution=criterion.institution, data=data, by=by)
    return criterion
