"""The filters of the list of schools, by their names in the address."""

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samarbejde.filters.light import CodeFilter, LightFilterSet
from samarbejde.models import Municipality, Region, School
from samarbejde.queries.school_relations import Relation, origin_of, with_relation, within_km

# The register's types, as people speak of schools.
TYPE_GROUPS = {
    "folkeskole": (_("Municipal schools"), ("1012", "1017")),
    "fri": (_("Free and private schools"), ("1013", "1018")),
    "efterskole": (_("Boarding schools (efterskoler)"), ("1010", "1011")),
    "special": (_("Special schools and day treatment"), ("1015", "1016", "1019", "3001", "3002")),
    "ungdomsskole": (_("Youth schools"), ("1014", "1028")),
    "gymnasium": (_("Upper secondary schools"), ("1061", "1062", "1063")),
    "erhverv": (_("Vocational schools"), ("1071", "1072")),
    "fgu": (_("FGU and other youth education"), ("1023", "1025", "1026", "1027")),
}
DISTANCES = (5, 10, 20, 30, 50, 100)
GRADES = range(11)
OPENNESS = [("alle", _("Also closed ones")), ("lukket", _("Only closed ones"))]


class SchoolFilterForm(forms.Form):
    all_optional = True

    @cached_property
    def helper(self) -> FormHelper:
        """How the panel is laid out; the list itself is filtered without it."""
        helper = FormHelper()
        helper.form_tag = False
        rows = (("kommune", "region", "afstand"), ("type", "trin", "forhold"), ("aaben", "enheder"))
        helper.layout = Layout(*[Row(*[name for name in row if name in self.fields]) for row in rows])
        return helper


class SchoolFilter(LightFilterSet):
    kommune = CodeFilter(label=_("Municipality"), field_name="municipality__code", pattern=r"\d{4}")
    region = CodeFilter(label=_("Region"), field_name="municipality__region__code", pattern=r"\w{1,4}")
    afstand = CodeFilter(
        label=_("At most so far away"), method="near", pattern=r"\d{1,3}",
        choices=[(str(km), f"{km} km") for km in DISTANCES],
    )  # fmt: skip
    type = django_filters.ChoiceFilter(
        label=_("Type"), method="of_type", empty_label=_("Any"),
        choices=[(key, words) for key, (words, _codes) in TYPE_GROUPS.items()],
    )  # fmt: skip
    trin = CodeFilter(
        label=_("Has pupils up to at least"), method="up_to", pattern=r"\d{1,2}",
        choices=[(str(grade), f"{grade}.") for grade in GRADES],
    )  # fmt: skip
    forhold = django_filters.ChoiceFilter(
        label=_("Between us"), method="related", choices=Relation.choices, empty_label=_("Any")
    )
    aaben = django_filters.ChoiceFilter(
        label=_("Closed schools"), choices=OPENNESS, empty_label=_("Only open ones"), method="openness"
    )
    enheder = django_filters.ChoiceFilter(
        label=_("Other institutions"), choices=[("alle", _("All in the register"))], empty_label=_("Only schools"),
        method="everything",
    )  # fmt: skip

    class Meta:
        model = School
        fields: list[str] = []
        form = SchoolFilterForm

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        found = found if asked.get("enheder") else found.schools_only()
        return found if asked.get("aaben") else found.open()

    def near(self, queryset, name, km):
        place = origin_of(self.user)
        return within_km(queryset, place, int(km)) if place else queryset

    def of_type(self, queryset, name, group):
        return queryset.filter(type__code__in=TYPE_GROUPS[group][1])

    def up_to(self, queryset, name, grade):
        return queryset.filter(highest_grade__gte=int(grade))

    def related(self, queryset, name, relation):
        return with_relation(queryset, relation, self.user)

    def openness(self, queryset, name, value):
        return queryset.filter(closed_on__isnull=False) if value == "lukket" else queryset

    def everything(self, queryset, name, value):
        return queryset

    def options(self) -> dict[str, list[tuple[str, str]]]:
        found = {
            "kommune": list(Municipality.objects.filter(valid_to__isnull=True).values_list("code", "name")),
            "region": list(Region.objects.filter(valid_to__isnull=True).values_list("code", "name")),
        }
        if origin_of(self.user) is None:
            del self.filters["afstand"]
        return found
