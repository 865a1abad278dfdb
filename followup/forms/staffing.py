"""What somebody can, that somebody is away, and what a stand-in must know."""

from copy import copy
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.actions.staffing import PROFILE
from followup.forms.fields import HoursField
from followup.models import Briefing, StaffProfile
from followup.queries.staffing import staff_people
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.models import Person

WITH_COMMAS = _("Write with commas between, for example first aid, boat, fossils.")
WEEK = Decimal(37)


class AbsenceForm(ActionFormMixin, forms.Form):
    person = forms.ModelChoiceField(label=_("Who is away?"), queryset=None, empty_label=_("Choose who"))
    starts_on = day_field(_("From"), required=True)
    ends_on = day_field(_("Last day away"), help_text=_("Leave it empty if nobody knows yet."))

    def __init__(self, *args, user, staff: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = staff_people(user)
        # Those the page has read already; what is chosen is looked up among them again.
        field.choices = [("", field.empty_label), *((person.pk, str(person)) for person in staff)]
        self.fields["starts_on"].initial = timezone.localdate
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("person", Row(Field("starts_on"), Field("ends_on")))

    def clean(self) -> dict:
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            raise ValidationError({"ends_on": _("The last day is before the first.")})
        return data


class ProfileForm(VersionedFormMixin, forms.Form):
    competences = forms.CharField(label=_("Can do"), max_length=300, required=False, help_text=WITH_COMMAS)
    availability = forms.CharField(
        label=_("Is usually here"), max_length=200, required=False,
        help_text=_("For example Tuesdays and Thursdays until 14. Nothing about health."),
    )  # fmt: skip
    available_until = day_field(_("Is with us until"), help_text=_("For those who are here for a time only."))
    weekly_hours = HoursField(
        label=_("Hours a week for collaborations"), required=False, help_text=_("For example 7,5. More is too much.")
    )

    def __init__(self, *args, profile: StaffProfile | None, **kwargs):
        initial = {name: getattr(profile, name) for name in PROFILE} if profile else {}
        super().__init__(*args, version=profile.version if profile else 0, initial=initial, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_weekly_hours(self) -> Decimal | None:
        hours = self.cleaned_data["weekly_hours"]
        if hours is not None and hours > WEEK:
            raise ValidationError(_("That is more than a whole week of 37 hours."))
        return hours

    def stored_values(self, current: Model) -> dict:
        return {name: getattr(current, name) for name in PROFILE}


class BriefingForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Briefing
        fields = ("text", "together", "needs")
        labels = {
            "text": _("What must one who stands in know?"), "together": _("How we are together"),
            "needs": _("What must one be able to do?"),
        }  # fmt: skip
        help_texts = {
            "text": _("Where the things are, how the class is met, what usually takes time. No names of pupils."),
            "together": _(
                "For the one who takes over: what they like, what to leave alone, how you write to each other. Only"
                " about the work, nothing private about anybody. The school never sees it."
            ),
            "needs": WITH_COMMAS,
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6}), "together": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, briefing: Briefing | None, **kwargs):
        version = briefing.version if briefing else 0
        super().__init__(*args, instance=copy(briefing) if briefing else None, version=version, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
