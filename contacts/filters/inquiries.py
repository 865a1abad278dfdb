"""The filters of the list of incoming requests, by their names in the address."""

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contacts.choices import Driver, InquiryStatus
from contacts.models import Inquiry
from samarbejde.filters.light import CodeFilter, LightFilterSet
from samarbejde.models import Institution

MATCHED = [("nej", _("School not found yet")), ("ja", _("School found in the register"))]


class InquiryFilterForm(forms.Form):
    all_optional = True

    @cached_property
    def helper(self) -> FormHelper:
        """How the panel is laid out; the list itself is filtered without it."""
        helper = FormHelper()
        helper.form_tag = False
        helper.layout = Layout(Row("svar", "driver"), Row("skole", "sted"))
        return helper


class InquiryFilter(LightFilterSet):
    svar = django_filters.ChoiceFilter(
        label=_("Answer"), field_name="status", choices=InquiryStatus.choices, empty_label=_("Any")
    )
    driver = django_filters.ChoiceFilter(
        label=_("Whose wish"), field_name="driver", choices=Driver.choices, empty_label=_("Any")
    )
    skole = django_filters.ChoiceFilter(label=_("School"), choices=MATCHED, method="matched", empty_label=_("Any"))
    sted = CodeFilter(label=_("Our place"), field_name="institution__slug")

    class Meta:
        model = Inquiry
        fields: list[str] = []
        form = InquiryFilterForm

    def matched(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        unknown = {"school__isnull": True, "municipality__isnull": True}
        return queryset.filter(**unknown) if value == "nej" else queryset.exclude(**unknown)

    def options(self) -> dict[str, list[tuple[str, str]]]:
        return {"sted": list(Institution.objects.where_may(self.user, "view_people").values_list("slug", "name"))}
