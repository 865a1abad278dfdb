"""A meeting from the agenda to the minutes, and one promise."""

import uuid
from copy import copy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from followup.choices import SessionStatus
from followup.forms.fields import lesson_field
from followup.models import Meeting
from followup.queries.meetings import people_at
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin

STATUSES = [
    (SessionStatus.PLANNED, pgettext_lazy("meeting", "It is planned")),
    (SessionStatus.HELD, pgettext_lazy("meeting", "It has been held")),
    (SessionStatus.CANCELLED, pgettext_lazy("meeting", "It was cancelled")),
]  # fmt: skip
BOTH_READ = _("Both sides may read it. Do not write pupils' names. What is for you alone is an internal note.")


class MeetingForm(forms.ModelForm):
    date = day_field(_("Date"), required=True)

    class Meta:
        model = Meeting
        fields = ("date", "starts_time", "ends_time", "place", "agenda")
        labels = {"starts_time": _("From"), "ends_time": _("To"), "place": _("Where"), "agenda": _("Agenda")}
        help_texts = {"agenda": _("Proposed from what is open. Correct it as you like.")}
        widgets = {
            "starts_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "agenda": forms.Textarea(attrs={"rows": 9}),
            "minutes": forms.Textarea(attrs={"rows": 8}),
            "decisions": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self.layout()

    def layout(self) -> Layout:
        key = "form_key" if "form_key" in self.fields else "version"
        times = Row(Field("starts_time"), Field("ends_time"), css_class="form-pair")
        return Layout(key, "date", times, "place", "agenda")

    def clean(self) -> dict:
        data = super().clean()
        starts, ends = data.get("starts_time"), data.get("ends_time")
        if starts and ends and ends <= starts:
            self.add_error("ends_time", _("The meeting ends before it begins."))
        return data


class MeetingCreateForm(ActionFormMixin, MeetingForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    @property
    def form_key_sent(self) -> uuid.UUID:
        return self.cleaned_data["form_key"]


class MeetingEditForm(VersionedFormMixin, MeetingForm):
    status = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Was it held?"), choices=STATUSES, widget=forms.RadioSelect
    )
    lesson = lesson_field()

    class Meta(MeetingForm.Meta):
        fields = (*MeetingForm.Meta.fields, "minutes", "decisions", "status")
        labels = MeetingForm.Meta.labels | {"minutes": _("Minutes"), "decisions": _("What did you decide?")}
        help_texts = {"minutes": BOTH_READ}

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, instance=copy(meeting), version=meeting.version, **kwargs)

    def layout(self) -> Layout:
        return Layout(
            *super().layout(), Field("status", wrapper_class="inline-choices"), "minutes", "decisions", "lesson"
        )

    def clean(self) -> dict:
        data = super().clean()
        if data.get("status") == SessionStatus.HELD and data.get("date") and data["date"] > timezone.localdate():
            self.add_error("date", _("The day has not come yet. Choose that the meeting is planned."))
        return data


class ActionForm(ActionFormMixin, forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(label=_("What is to be done?"), max_length=200)
    owner = forms.ModelChoiceField(label=_("Who does it?"), queryset=None, required=False, empty_label=_("Nobody yet"))
    due_on = day_field(_("By when?"), required=True)

    def __init__(self, *args, collaboration, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_at(collaboration)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("form_key", "text", Row(Field("owner"), Field("due_on")))

    @property
    def form_key_sent(self) -> uuid.UUID:
        return self.cleaned_data["form_key"]
