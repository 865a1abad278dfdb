"""Writing a milestone down, and saying how it goes."""

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.choices import MilestoneStatus
from followup.models import FollowedMilestone
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin


class MilestoneCreateForm(ActionFormMixin, forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("What should be reached?"), max_length=200, help_text=_("For example: The class has chosen its object.")
    )
    due_on = day_field(_("By when?"), required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def form_key_sent(self) -> uuid.UUID:
        return self.cleaned_data["form_key"]


class MilestoneForm(VersionedFormMixin, forms.Form):
    status = forms.ChoiceField(label=_("How does it go?"), choices=MilestoneStatus.choices, widget=forms.RadioSelect)
    done_on = day_field(_("If it is reached: when?"))
    due_on = day_field(_("The day"), required=True)
    why = forms.CharField(
        label=_("If you move the day, or drop it: why?"), max_length=200, required=False,
        help_text=_("Both sides may read it. Do not write pupils' names."),
    )  # fmt: skip

    def __init__(self, *args, milestone: FollowedMilestone, **kwargs):
        self.milestone = milestone
        kwargs["initial"] = self.stored_values(milestone) | kwargs.get("initial", {})
        super().__init__(*args, version=milestone.version, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        status = Field("status", wrapper_class="inline-choices")
        self.helper.layout = Layout("version", status, "done_on", "due_on", "why")

    def stored_values(self, current: FollowedMilestone) -> dict:
        return {name: getattr(current, name) for name in ("status", "done_on", "due_on")}

    def clean(self) -> dict:
        data = super().clean()
        is_moved = data.get("due_on") and data["due_on"] != self.milestone.due_on
        if is_moved and not data.get("why"):
            self.add_error("why", _("Write in a few words why the day is moved."))
        elif data.get("status") == MilestoneStatus.DROPPED and not data.get("why"):
            self.add_error("why", _("Write in a few words why you drop it."))
        if data.get("status") == MilestoneStatus.DONE and (data.get("done_on") or timezone.localdate()) > (
            timezone.localdate()
        ):
            self.add_error("done_on", _("The day has not come yet."))
        return data
