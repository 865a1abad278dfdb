"""The filters of the list of collaborations, by their names in the address."""

import datetime

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import CollaborationKind
from samarbejde.filters.light import CodeFilter, LightFilterSet
from samarbejde.lib.weeks import school_year, school_year_days, school_year_label
from samarbejde.models import (
    AttentionSignal,
    Collaboration,
    Format,
    Grade,
    Institution,
    Municipality,
    Region,
    Subject,
    Tag,
    User,
)  # fmt: skip
from samarbejde.panels import attention_rules
from samarbejde.phases import Phase, Status

STATUSES = [("", _("Not finished")), ("alle", _("All, also finished ones")), *Status.choices, ("slut", _("Finished"))]
FIRST_SCHOOL_YEAR, LAST_SCHOOL_YEAR = 1990, 2090


def within_days(start: datetime.date, end: datetime.date) -> Q:
    """Return what finds the collaborations that were there at some time between two days, both counted."""
    dated = Q(starts_on__lte=end) & (Q(ends_on__gte=start) | Q(ends_on__isnull=True))
    until = Q(starts_on__isnull=True, ends_on__range=(start, end))
    # One that has no dates yet belongs to the days it was written down.
    midnight = timezone.make_aware(datetime.datetime.combine(start, datetime.time.min))
    after = timezone.make_aware(datetime.datetime.combine(end + datetime.timedelta(days=1), datetime.time.min))
    undated = Q(starts_on__isnull=True, ends_on__isnull=True, created_at__gte=midnight, created_at__lt=after)
    return dated | until | undated


class CollaborationFilterForm(forms.Form):
    all_optional = True

    @cached_property
    def helper(self) -> FormHelper:
        """How the panel is laid out; the list itself is filtered without it."""
        helper = FormHelper()
        helper.form_tag = False
        rows = (("status", "ansvarlig", "skoleaar", "aar", "slags"), ("kommune", "region", "sted"),
                ("trin", "fag", "form"), ("maerke", "signal"))  # fmt: skip
        shown = [Row(*[name for name in row if name in self.fields]) for row in rows]
        helper.layout = Layout("fase", *shown)
        return helper


class CollaborationFilter(LightFilterSet):
    fase = django_filters.MultipleChoiceFilter(
        label=_("Phase"), choices=Phase.choices, widget=forms.CheckboxSelectMultiple, method="in_phases"
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=STATUSES[1:], empty_label=STATUSES[0][1], method="with_status"
    )
    slags = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kind", choices=CollaborationKind.choices, empty_label=_("Any")
    )
    ansvarlig = CodeFilter(label=_("Person responsible"), method="led_by", pattern=r"mig|ingen|\d{1,9}")
    skoleaar = CodeFilter(label=_("School year"), method="in_school_year", pattern=r"\d{4}")
    aar = CodeFilter(label=_("Calendar year"), method="in_calendar_year", pattern=r"\d{4}")
    kommune = CodeFilter(label=_("Municipality"), method="in_municipality", pattern=r"\d{4}")
    region = CodeFilter(label=_("Region"), method="in_region", pattern=r"\w{1,4}")
    sted = CodeFilter(label=_("Our place"), method="of_institution")
    trin = CodeFilter(label=_("Grade"), method="for_grade", pattern=r"[\w.]{1,12}")
    fag = CodeFilter(label=_("Subject"), method="about_subject")
    form = CodeFilter(label=_("Form of collaboration"), method="of_format")
    maerke = CodeFilter(label=_("Tag"), method="tagged", pattern=r".{1,40}")
    signal = CodeFilter(label=_("Attention"), method="needing_attention")

    class Meta:
        model = Collaboration
        fields: list[str] = []
        form = CollaborationFilterForm

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        finished_wanted = asked.get("status") or Phase.CLOSED in (asked.get("fase") or [])
        return found if finished_wanted else found.open()

    def in_phases(self, queryset, name, phases):
        return queryset.filter(phase=phases[0]) if len(phases) == 1 else queryset.filter(phase__in=phases)

    def with_status(self, queryset, name, status):
        if status == "alle":
            return queryset
        return queryset.filter(phase=Phase.CLOSED) if status == "slut" else queryset.filter(status=status)

    def led_by(self, queryset, name, lead):
        if lead == "ingen":
            return queryset.filter(lead__isnull=True)
        return queryset.filter(lead=self.user.pk if lead == "mig" else int(lead))

    def in_school_year(self, queryset, name, year):
        if not FIRST_SCHOOL_YEAR <= int(year) <= LAST_SCHOOL_YEAR:
            return queryset.none()
        return queryset.filter(within_days(*school_year_days(int(year))))

    def in_calendar_year(self, queryset, name, year):
        if not FIRST_SCHOOL_YEAR <= int(year) <= LAST_SCHOOL_YEAR:
            return queryset.none()
        return queryset.filter(within_days(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31)))

    def in_municipality(self, queryset, name, code):
        return queryset.filter(municipality_codes__contains=[code])

    def in_region(self, queryset, name, code):
        codes = Municipality.objects.filter(region__code=code).values_list("code", flat=True)
        return queryset.filter(municipality_codes__overlap=list(codes))

    def of_institution(self, queryset, name, slug):
        return queryset.filter(institution__slug=slug)

    def for_grade(self, queryset, name, code):
        return queryset.filter(pk__in=_through(Collaboration.grades).filter(grade__code=code).values("collaboration"))

    def about_subject(self, queryset, name, code):
        return queryset.filter(
            pk__in=_through(Collaboration.subjects).filter(subject__code=code).values("collaboration")
        )

    def of_format(self, queryset, name, code):
        return queryset.filter(pk__in=_through(Collaboration.formats).filter(format__code=code).values("collaboration"))

    def tagged(self, queryset, name, tag):
        return queryset.filter(pk__in=_through(Collaboration.tags).filter(tag__name=tag).values("collaboration"))

    def needing_attention(self, queryset, name, code):
        if code == "alle":
            return queryset.filter(attention_order__lt=2)
        signals = AttentionSignal.objects.filter(code=code, answered_at__isnull=True)
        return queryset.filter(pk__in=signals.values("collaboration"))

    def options(self) -> dict[str, list[tuple[str, str]]]:
        institutions = Institution.objects.visible_to(self.user)
        this_year = school_year(timezone.localdate())
        return {
            "ansvarlig": [("mig", _("Me")), ("ingen", _("Nobody")), *_leads(self.user)],
            "skoleaar": [(str(year), school_year_label(year)) for year in range(this_year + 1, this_year - 8, -1)],
            "aar": [(str(year), str(year)) for year in range(this_year + 1, this_year - 8, -1)],
            "kommune": list(Municipality.objects.filter(valid_to__isnull=True).values_list("code", "name")),
            "region": list(Region.objects.filter(valid_to__isnull=True).values_list("code", "name")),
            "sted": list(institutions.values_list("slug", "name")),
            "trin": list(Grade.objects.filter(valid_to__isnull=True).values_list("code", "name")),
            "fag": list(Subject.objects.filter(valid_to__isnull=True).values_list("code", "name")),
            "form": list(_formats(self.user).values_list("code", "name")),
            "maerke": [
                (name, name)
                for name in Tag.objects.filter(institution__in=institutions).order_by("name").distinct()
                .values_list("name", flat=True)
            ],
            "signal": [("alle", _("Anything")), *[(rule.code, rule.short) for rule in attention_rules().values()]],
        }  # fmt: skip


def _through(relation):
    return relation.through.objects


def _leads(user) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in colleagues(user).values_list("pk", "name")]


def colleagues(user) -> QuerySet:
    """Return the people who work at the user's places."""
    if sees_everything(user):
        return User.objects.filter(memberships__institution__isnull=False).distinct()
    return User.objects.filter(memberships__institution__in=institution_ids(user)).distinct()


def _formats(user) -> QuerySet:
    return Format.objects.filter(Q(institution__isnull=True) | Q(institution__in=institution_ids(user)))
