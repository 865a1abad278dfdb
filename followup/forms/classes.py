"""A class to follow, and the punch card."""

from copy import copy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.models import ClassGroup, PunchCard
from followup.validators import parse_class
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin

MOST_PUPILS = 200


def _pupils_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Pupils in the class"), required=False, min_value=0, max_value=MOST_PUPILS,
        help_text=_("The number only. Do not write pupils' names."),
    )  # fmt: skip


class ClassForm(ActionFormMixin, forms.Form):
    name = forms.CharField(
        label=_("What is the class called now?"), max_length=20,
        help_text=_("For example 5.b. On 1 August it becomes 6.b by itself."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pupils"] = _pupils_field()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Row(Field("name"), Field("pupils"), css_class="form-pair"))

    def clean_name(self) -> tuple[int, str]:
        return parse_class(self.cleaned_data["name"])

    def values(self) -> dict:
        grade, letter = self.cleaned_data["name"]
        return {"grade": grade, "letter": letter, "pupils": self.cleaned_data["pupils"]}


class ClassEditForm(VersionedFormMixin, forms.ModelForm):
    ended_on = day_field(
        _("No longer takes part from"), help_text=_("Leave it empty while the class takes part. Its sessions stay.")
    )

    class Meta:
        model = ClassGroup
        fields = ("letter", "pupils", "ended_on")
        labels = {"letter": _("Letter")}

    def __init__(self, *args, group: ClassGroup, **kwargs):
        super().__init__(*args, instance=copy(group), version=group.version, **kwargs)
        self.fields["pupils"] = _pupils_field()
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_letter(self) -> str:
        grade = self.instance.grade_on(timezone.localdate())
        return parse_class(f"{min(max(grade, 0), 10)}.{self.cleaned_data['letter']}")[1]


class PunchCardForm(VersionedFormMixin, forms.Form):
    visits = forms.IntegerField(label=_("Visits on the card"), min_value=1, max_value=999)
    starts_on = day_field(_("Counts from"), required=True)
    ends_on = day_field(_("Valid until"))

    def __init__(self, *args, card: PunchCard | None, **kwargs):
        initial = {name: getattr(card, name) for name in ("visits", "starts_on", "ends_on")} if card else {}
        kwargs["initial"] = initial or {"starts_on": timezone.localdate()}
        super().__init__(*args, version=card.version if card else 0, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean(self) -> dict:
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            raise ValidationError({"ends_on": _("The card ends before it begins.")})
        return data

    def stored_values(self, current: Model) -> dict:
        return {name: getattr(current, name) for name in ("visits", "starts_on", "ends_on")}
