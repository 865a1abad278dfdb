"""What a new agreement begins with: what phase 1 found out, and the ready texts."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.queries.clauses import texts_for
from samarbejde.choices import ParticipantRole
from samarbejde.lib.weeks import school_year, school_year_days
from samarbejde.models import Collaboration, Participant

# Agreements made in spring are about the school year to come.
AHEAD = datetime.timedelta(days=90)
RENEWAL_DAY = (4, 1)


def first_values(collaboration: Collaboration, template: str) -> dict:
    """Return {field: value} for a new `Agreement`."""
    assessment = getattr(collaboration, "assessment", None)
    starts_on, ends_on = _period(collaboration)
    known = {
        "understanding": collaboration.understanding,
        "benefit_school": collaboration.value_for_school,
        "content": collaboration.description,
        "target_group": _target_group(collaboration),
        "benefit_institution": assessment.expected_gain if assessment else "",
        "hours_institution": assessment.expected_hours if assessment else None,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "renewal_on": renewal_day(starts_on, ends_on),
    }
    ready = texts_for(collaboration.institution_id, template)
    return ready | {name: value for name, value in known.items() if value not in ("", None)}


def _period(collaboration: Collaboration) -> tuple[datetime.date, datetime.date]:
    start, end = school_year_days(school_year(collaboration.starts_on or timezone.localdate() + AHEAD))
    start, end = collaboration.starts_on or start, collaboration.ends_on or end
    return (start, end) if start <= end else (start, school_year_days(school_year(start))[1])


def renewal_day(start: datetime.date, end: datetime.date) -> datetime.date | None:
    """Return 1 April before the end, when it lies within the period."""
    day = datetime.date(end.year, *RENEWAL_DAY)
    return day if start < day <= end else None


def _target_group(collaboration: Collaboration) -> str:
    return _("Grades %(grades)s") % {"grades": collaboration.grades_label} if collaboration.grades_label else ""


def first_staff(collaboration: Collaboration) -> tuple:
    """Return who of us teaches and who stands in, as far as it is known."""
    rows = Participant.objects.filter(
        collaboration=collaboration, party__institution=collaboration.institution_id, person__isnull=False,
        person__left_on__isnull=True, ended_on__isnull=True,
    ).select_related("person").order_by("pk")  # fmt: skip
    by_role: dict[str, list] = {}
    for row in rows:
        by_role.setdefault(row.role, []).append(row.person)
    teachers = by_role.get(ParticipantRole.TEACHING, []) + by_role.get(ParticipantRole.LEAD, [])
    responsible = teachers[0] if teachers else None
    backups = [person for person in by_role.get(ParticipantRole.BACKUP, []) + teachers if person != responsible]
    return responsible, backups[0] if backups else None
