"""Fields that several forms share."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Case, Q, When
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Role, SubjectKind
from samarbejde.lib.constraints import EARLIEST, LATEST
from samarbejde.models import Format, Grade, Subject, User

EDITING_ROLES = (Role.EDITOR, Role.COORDINATOR, Role.ADMIN)


class _Grouped(ModelChoiceIterator):
    """Choices under headings: rows with the same display of ``field.group_by`` stand together."""

    def __iter__(self):
        label = f"get_{self.field.group_by}_display"
        for name, rows in groupby(self.queryset, key=lambda row: getattr(row, label)()):
            yield (str(name), [self.choice(row) for row in rows])


class GroupedField(forms.ModelMultipleChoiceField):
    """Boxes under headings. The queryset must be ordered so that each group stands together."""

    iterator = _Grouped
    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset, *, group_by: str, **kwargs):
        self.group_by = group_by
        super().__init__(queryset, required=False, **kwargs)


def valid_now(queryset):
    """Leave out what the law has taken away, or not yet given."""
    today = timezone.localdate()
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    return queryset.filter(begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=today)))


def grades_field() -> GroupedField:
    """Boxes for the grades, by phase of school."""
    return GroupedField(valid_now(Grade.objects.order_by("order", "pk")), group_by="phase", label=_("Grades"))


def subjects_field() -> GroupedField:
    """Boxes for the subjects, the school's own first."""
    place = Case(*[When(kind=kind, then=number) for number, kind in enumerate(SubjectKind.values)])
    rows = valid_now(Subject.objects.order_by(place, "name_key", "pk"))
    return GroupedField(rows, group_by="kind", label=_("Subjects"))


def formats_field(institution_id: int, *, kept: Iterable[int] = ()) -> GroupedField:
    """Boxes for the forms of collaboration: everybody's and the institution's own, and those ``kept``."""
    rows = Format.objects.offered_at(institution_id) | Format.objects.filter(pk__in=list(kept))
    rows = rows.order_by("group", "order", "pk")
    return GroupedField(rows, group_by="group", label=_("Forms of collaboration"))


def leads_of(institution_id: int):
    """Return the users who may lead a collaboration of that institution."""
    held = Q(memberships__institution=institution_id, memberships__role__in=EDITING_ROLES)
    return User.objects.filter(held, is_active=True).distinct()


def day_field(label, **kwargs) -> forms.DateField:
    """A day, typed or picked, within the years the tables take; the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date", "class": "w-short"}, format="%Y-%m-%d")
    within = [
        MinValueValidator(EARLIEST, _("Choose a day after the year 1900.")),
        MaxValueValidator(LATEST, _("Choose a day before the year 2101.")),
    ]
    required = kwargs.pop("required", False)
    return forms.DateField(label=label, required=required, widget=widget, validators=within, **kwargs)
