"""The catalogue of forms: who has used them, and which fit a collaboration that is being planned."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samarbejde.lib.danish import format_hours
from samarbejde.models import Collaboration, Format
from samarbejde.phases import Phase, Status

RECENT, MOST = 500, 5
SUBJECT, GRADE, WORKED, FITS = 3, 2, 2, 2
AT_MOST = 3  # so that one form used often does not crowd out the others


@dataclass
class Suggestion:
    """A form, and why it is suggested, the weightiest reason first."""

    format: Format
    weight: int = 0
    reasons: list[str] = field(default_factory=list)

    def count(self, weight: int, reason: str) -> None:
        self.weight += weight
        self.reasons.append(reason)


def catalogue(user) -> QuerySet[Format]:
    """Return the forms one may see with ``used``: in how many collaborations one may see. One query."""
    seen = Collaboration.objects.visible_to(user).values("pk")
    uses: QuerySet = Collaboration.formats.through.objects.filter(format=OuterRef("pk"), collaboration__in=seen)
    number = uses.order_by().values("format").annotate(number=Count("pk")).values("number")
    rows = Format.objects.visible_to(user).select_related("institution")
    rows = rows.annotate(used=Coalesce(Subquery(number, output_field=IntegerField()), 0))
    return rows.order_by("group", "order", "name", "pk")


def collaborations_with(user, chosen: Format) -> QuerySet[Collaboration]:
    """Return the collaborations one may see that have the form, the newest first."""
    rows = Collaboration.objects.visible_to(user).filter(formats=chosen).select_related("institution")
    return rows.order_by("-starts_on", "-pk")


def suggest_formats(user, collaboration: Collaboration, most: int = MOST) -> list[Suggestion]:
    """Return the forms that fit best by subject, grade, hours and what worked before. Four queries."""
    subjects = {row.pk for row in collaboration.subjects.all()}
    grades = {row.pk: row.order for row in collaboration.grades.all()}
    found = {row.pk: Suggestion(row) for row in Format.objects.offered_at(collaboration.institution_id)}
    _count_past(found, user, collaboration, subjects, set(grades))
    for suggestion in found.values():
        _count_fit(suggestion, set(grades.values()), collaboration.hours_agreed)
    good = [each for each in found.values() if each.weight > 0]
    return sorted(good, key=lambda each: (-each.weight, each.format.group, each.format.order))[:most]


def _past(user, collaboration: Collaboration) -> QuerySet:
    """The newest collaborations of the same place, with the keys of their forms, subjects and grades."""

    def keys(name: str) -> ArraySubquery:
        rows = getattr(Collaboration, f"{name}s").through.objects.filter(collaboration=OuterRef("pk"))
        return ArraySubquery(rows.values(name))

    rows = Collaboration.objects.visible_to(user).filter(institution=collaboration.institution_id)
    rows = rows.exclude(pk=collaboration.pk).exclude(status=Status.DECLINED).order_by("-pk")
    rows = rows.annotate(format_keys=keys("format"), subject_keys=keys("subject"), grade_keys=keys("grade"))
    return rows.values_list("phase", "status", "format_keys", "subject_keys", "grade_keys")[:RECENT]


def _count_past(found: dict[int, Suggestion], user, collaboration: Collaboration, subjects: set, grades: set) -> None:
    alike: dict[str, Counter] = {name: Counter() for name in ("subject", "grade", "worked")}
    for phase, status, formats, their_subjects, their_grades in _past(user, collaboration):
        shares = {"subject": subjects & set(their_subjects), "grade": grades & set(their_grades)}
        has_worked = status == Status.RENEWED or phase in {Phase.EVALUATION, Phase.CLOSED}
        for key in set(formats) & found.keys():
            alike["subject"][key] += bool(shares["subject"])
            alike["grade"][key] += bool(shares["grade"])
            alike["worked"][key] += has_worked and any(shares.values())
    for name, weight in (("subject", SUBJECT), ("grade", GRADE), ("worked", WORKED)):
        for key, number in alike[name].items():
            if number:
                found[key].count(weight * min(number, AT_MOST), _said(name, number))


def _said(name: str, number: int) -> str:
    if name == "subject":
        text = ngettext("used once with the same subject", "used %(n)s times with the same subject", number)
    elif name == "grade":
        text = ngettext("used once with the same grade", "used %(n)s times with the same grade", number)
    else:
        text = ngettext("carried through once", "carried through %(n)s times", number)
    return text % {"n": number}


def _count_fit(suggestion: Suggestion, grades: set[int], hours: Decimal | None) -> None:
    form = suggestion.format
    if grades and form.grade_from is not None and form.grade_to is not None:
        if any(form.grade_from <= grade <= form.grade_to for grade in grades):
            is_particular = (form.grade_from, form.grade_to) != (0, 10)
            if is_particular:
                suggestion.count(FITS, _("fits the grade"))
        else:
            suggestion.weight -= 10
    if hours is not None and form.hours_from is not None and form.hours_to is not None:
        if form.hours_from <= hours <= form.hours_to:
            suggestion.count(FITS, _("fits %(hours)s") % {"hours": format_hours(hours)})
        else:
            suggestion.weight -= FITS
