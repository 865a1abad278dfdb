"""The filters of the list of people, by their names in the address."""

import datetime

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from samarbejde.choices import Function
from samarbejde.filters.light import CodeFilter, LightFilterSet
from samarbejde.models import Institution, Municipality, Person, Post

STALE_AFTER_DAYS = 365
LEFT = [("alle", _("Also those who have left")), ("stoppet", _("Only those who have left"))]
CONFIRMED = [("gammel", _("Not confirmed for a year")), ("nylig", _("Confirmed within a year"))]


class PersonFilterForm(forms.Form):
    all_optional = True

    @cached_property
    def helper(self) -> FormHelper:
        """How the panel is laid out; the list itself is filtered without it."""
        helper = FormHelper()
        helper.form_tag = False
        rows = (("funktion", "arbejdssted", "kommune"), ("bekraeftet", "stoppet", "sted"))
        helper.layout = Layout(*[Row(*row) for row in rows])
        return helper


class PersonFilter(LightFilterSet):
    funktion = django_filters.ChoiceFilter(
        label=_("Post"), choices=Function.choices, method="with_function", empty_label=_("Any")
    )
    arbejdssted = django_filters.CharFilter(label=_("Workplace"), field_name="workplace", lookup_expr="icontains")
    kommune = CodeFilter(label=_("Municipality"), method="in_municipality", pattern=r"\d{4}")
    bekraeftet = django_filters.ChoiceFilter(
        label=_("Last confirmed"), choices=CONFIRMED, method="confirmed", empty_label=_("Any")
    )
    stoppet = django_filters.ChoiceFilter(
        label=_("Left"), choices=LEFT, method="left", empty_label=_("Only those who are there")
    )
    sted = CodeFilter(label=_("Kept by"), field_name="institution__slug")

    class Meta:
        model = Person
        fields: list[str] = []
        form = PersonFilterForm

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("stoppet") else found.active()

    def with_function(self, queryset, name, function):
        return queryset.filter(pk__in=_posts_now().filter(function=function).values("person"))

    def in_municipality(self, queryset, name, code):
        at = Q(school__municipality__code=code) | Q(municipality__code=code) | Q(institution__municipality__code=code)
        return queryset.filter(pk__in=_posts_now().filter(at).values("person"))

    def confirmed(self, queryset, name, value):
        limit = timezone.localdate() - datetime.timedelta(days=STALE_AFTER_DAYS)
        return (
            queryset.filter(confirmed_key__lt=limit) if value == "gammel" else queryset.filter(confirmed_key__gte=limit)
        )

    def left(self, queryset, name, value):
        return queryset.filter(left_on__isnull=False) if value == "stoppet" else queryset

    def options(self) -> dict[str, list[tuple[str, str]]]:
        return {
            "kommune": list(Municipality.objects.filter(valid_to__isnull=True).values_list("code", "name")),
            "sted": list(Institution.objects.where_may(self.user, "view_people").values_list("slug", "name")),
        }


def _posts_now() -> QuerySet:
    return Post.objects.filter(ended_on__isnull=True)
