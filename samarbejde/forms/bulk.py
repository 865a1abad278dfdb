"""What is asked before several collaborations are changed at once."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from samarbejde.models import Collaboration, User
from samarbejde.phases import Phase


class BulkForm(forms.Form):
    """``collaborations`` are the chosen ones; the user may change every one of them."""

    def __init__(self, *args, collaborations: list[Collaboration], **kwargs):
        super().__init__(*args, **kwargs)
        self.collaborations = collaborations
        self.helper = FormHelper()
        self.helper.form_tag = False


class BulkLeadForm(BulkForm):
    lead = forms.ModelChoiceField(
        User.objects.none(), label=_("New lead"), empty_label=_("Choose"),
        help_text=_("Those who work at all the places the chosen collaborations belong to."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = User.objects.filter(is_active=True)
        for place in {row.institution_id for row in self.collaborations}:
            found = found.filter(pk__in=User.objects.filter(memberships__institution=place))
        self.fields["lead"].queryset = found.order_by("name", "pk")


class BulkTagForm(BulkForm):
    name = forms.CharField(
        label=_("Tag"), max_length=40, help_text=_("A word of your own, such as ”Nature year”. A new one is made.")
    )


class BulkPhaseForm(BulkForm):
    target = forms.ChoiceField(label=_("New phase"), choices=Phase.choices)
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when it goes back, or when something is still open in the phase that is left."),
    )  # fmt: skip


BULK_FORMS = {"ansvarlig": BulkLeadForm, "maerke": BulkTagForm, "fase": BulkPhaseForm}
