"""Registering a session in twenty seconds, and changing or cancelling it."""

import datetime
import uuid
from copy import copy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.choices import SessionStatus
from followup.forms.fields import HoursField
from followup.models import Session
from followup.queries.classes import classes_now
from followup.queries.sessions import our_people
from samarbejde.forms.versioned import ActionFormMixin, VersionedFormMixin
from samarbejde.lib.constraints import LATEST
from samarbejde.lib.weeks import last_school_day
from samarbejde.models import Collaboration, Format, Person

STATUSES = [(SessionStatus.HELD, _("It has been held")), (SessionStatus.PLANNED, _("It is planned"))]
REPEATS = [("", _("No")), (1, _("Every week")), (2, _("Every other week")), (4, _("Every fourth week"))]
REPEATING = {"every_weeks", "times", "in_holidays"}
MOST_TIMES = 20
MOST_PUPILS = 2000
NO_NAMES = _("Do not write pupils' names.")


class SessionForm(forms.ModelForm):
    """The fields of a session. The first seven are enough; the rest is folded away."""

    # What must be filled in depends on the status, so no field calls itself optional.
    all_optional = True
    status = forms.ChoiceField(label=_("Has it been held?"), choices=STATUSES, widget=forms.RadioSelect)
    hours = HoursField(label=_("Hours"), required=False, help_text=_("For example 1,5 or 90 min."))

    class Meta:
        model = Session
        fields = (
            "status", "date", "week_only", "class_group", "class_name", "pupils", "adults", "hours", "venue",
            "taught_by", "format", "starts_time", "ends_time", "title", "note",
        )  # fmt: skip
        labels = {
            "date": _("Date"),
            "week_only": _("Only the week is agreed"),
            "class_group": _("Class"),
            "class_name": _("Class"),
            "pupils": _("Pupils"),
            "adults": _("Adults from the school"),
            "venue": _("Where"),
            "taught_by": _("Who taught"),
            "format": _("Which of your forms was it?"),
            "starts_time": _("From"),
            "ends_time": _("To"),
            "title": _("What you did, in a few words"),
            "note": _("Short note"),
        }
        help_texts = {
            "week_only": _("Choose any day of the week. The session then waits for its day."),
            "class_name": _("For example 5.a. Do not write pupils' names."),
            "pupils": _("How many took part."),
            "note": NO_NAMES,
        }
        widgets = {
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "starts_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "ends_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "pupils": forms.NumberInput(attrs={"min": 0, "max": MOST_PUPILS, "inputmode": "numeric"}),
            "adults": forms.NumberInput(attrs={"min": 0, "max": MOST_PUPILS, "inputmode": "numeric"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, collaboration: Collaboration, **kwargs):
        super().__init__(*args, **kwargs)
        people = our_people(collaboration).values("pk")
        self.fields["taught_by"].queryset = Person.objects.filter(
            Q(pk__in=people) | Q(pk=self.instance.taught_by_id)
        ).order_by("name_key", "pk")
        self.fields["taught_by"].empty_label = _("Nobody chosen")
        self._offer_classes(collaboration)
        self._offer_formats(collaboration)
        for name in ("pupils", "adults"):
            self.fields[name].max_value = MOST_PUPILS
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self.layout()

    def _offer_classes(self, collaboration: Collaboration) -> None:
        """Let one pick a class that is followed, where there are any, by its name today."""
        field, today = self.fields["class_group"], timezone.localdate()
        field.queryset = classes_now(collaboration, also=self.instance.class_group_id)
        self.classes = [(group.pk, group.name_on(today)) for group in field.queryset]
        if not self.classes:
            del self.fields["class_group"]
            return
        field.choices = [("", _("Another class")), *self.classes]
        self.fields["class_name"].label = _("Name of another class")

    def _offer_formats(self, collaboration: Collaboration) -> None:
        """Ask which form it was, where there is more than one; the only one is taken for granted."""
        chosen = Q(collaborations=collaboration) | Q(pk=self.instance.format_id)
        found = list(Format.objects.filter(chosen).distinct().order_by("group", "order", "pk"))
        self.only_format = found[0] if len(found) == 1 else None
        if len(found) < 2:
            del self.fields["format"]
            return
        self.fields["format"].queryset = Format.objects.filter(pk__in=[each.pk for each in found])
        self.fields["format"].choices = [("", _("Not said")), *((each.pk, str(each)) for each in found)]

    def layout(self) -> Layout:
        at_the_class = ["class_group"] if self.classes else ["class_name"]
        in_the_fold = ["class_name"] if self.classes else []
        in_the_fold += ["format"] if "format" in self.fields else []
        folded = self.is_bound or any(self.initial.get(name) for name in ("title", "note", "starts_time"))
        return Layout(
            "form_key" if "form_key" in self.fields else "version",
            Field("status", wrapper_class="inline-choices"),
            Row(Field("date"), *map(Field, at_the_class)),
            "week_only",
            Row(Field("pupils"), Field("adults"), css_class="form-pair"),
            Row(Field("hours"), Field("venue")),
            "taught_by",
            HTML(f'<details class="fold"{" open" if folded else ""}><summary>'),
            HTML(_("Time of day, title and note")),
            HTML("</summary>"),
            Div(*in_the_fold, Row(Field("starts_time"), Field("ends_time"), css_class="form-pair"), "title", "note"),
            HTML("</details>"),
            *self._repeating(),
        )

    def _repeating(self) -> list:
        return []

    def clean_pupils(self) -> int | None:
        return self._checked_count("pupils")

    def clean_adults(self) -> int | None:
        return self._checked_count("adults")

    def _checked_count(self, name: str) -> int | None:
        value = self.cleaned_data[name]
        if value is not None and value > MOST_PUPILS:
            raise ValidationError(_("That is more than %(most)s. Is the number right?"), params={"most": MOST_PUPILS})
        return value

    def clean(self) -> dict:
        data = super().clean()
        if "format" not in self.fields:
            data["format"] = self.only_format
        if data.get("status") == SessionStatus.HELD:
            data["week_only"] = False
            self._check_held(data)
        elif data.get("week_only") and data.get("date"):
            data |= {"date": last_school_day(data["date"]), "starts_time": None, "ends_time": None}
        starts, ends = data.get("starts_time"), data.get("ends_time")
        if starts and ends and ends <= starts:
            self.add_error("ends_time", _("The session ends before it begins."))
        return data

    def _check_held(self, data: dict) -> None:
        if "pupils" in data and data["pupils"] is None:
            self.add_error("pupils", _("How many pupils were there?"))
        if "hours" in data and data["hours"] is None:
            self.add_error("hours", _("How long did it take?"))
        if data.get("date") and data["date"] > timezone.localdate():
            self.add_error("date", _("The day has not come yet. Choose that the session is planned."))


class SessionCreateForm(ActionFormMixin, SessionForm):
    """``form_key`` makes the same form sent twice one session (or one series, where it may repeat)."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, may_repeat: bool = False, **kwargs):
        self.may_repeat = may_repeat
        super().__init__(*args, **kwargs)

    def layout(self) -> Layout:
        if self.may_repeat:
            self.fields["every_weeks"] = forms.TypedChoiceField(
                label=_("Repeat it"), choices=REPEATS, coerce=int, empty_value=0, required=False
            )
            self.fields["times"] = forms.IntegerField(
                label=_("How many times in all"), required=False, min_value=2, max_value=MOST_TIMES
            )
            self.fields["in_holidays"] = forms.BooleanField(
                label=_("In school holidays, too"), required=False,
                help_text=_("Otherwise those weeks are passed over."),
            )  # fmt: skip
        return super().layout()

    def _repeating(self) -> list:
        pair = Row(Field("every_weeks"), Field("times"), css_class="form-pair")
        return [pair, "in_holidays"] if self.may_repeat else []

    @property
    def form_key_sent(self) -> uuid.UUID:
        return self.cleaned_data["form_key"]

    @property
    def series(self) -> dict | None:
        """How it repeats; None for a session that stands alone."""
        weeks, times = self.cleaned_data.get("every_weeks"), self.cleaned_data.get("times")
        is_planned = self.cleaned_data["status"] == SessionStatus.PLANNED
        if not (weeks and times and is_planned):
            return None
        return {"every_weeks": weeks, "times": times, "in_holidays": self.cleaned_data["in_holidays"]}

    def values(self) -> dict:
        return {name: value for name, value in super().values().items() if name not in REPEATING}

    def clean(self) -> dict:
        data = super().clean()
        weeks, times, day = data.get("every_weeks"), data.get("times"), data.get("date")
        if weeks and "times" in data and not times:
            self.add_error("times", _("How many times? Write a number from 2 to %(most)s.") % {"most": MOST_TIMES})
        if weeks and times and day and day > LATEST - datetime.timedelta(weeks=weeks * times):
            self.add_error("date", _("Choose a day before the year 2101."))
        return data


class SessionEditForm(VersionedFormMixin, SessionForm):
    def __init__(self, *args, session: Session, **kwargs):
        super().__init__(*args, instance=copy(session), version=session.version, **kwargs)


class SessionCancelForm(VersionedFormMixin, forms.Form):
    reason = forms.CharField(
        label=_("Why was it cancelled?"), max_length=200,
        help_text=_("A few words, such as illness or no bus. Do not write pupils' names."),
    )  # fmt: skip

    def __init__(self, *args, session: Session, **kwargs):
        super().__init__(*args, version=session.version, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def stored_values(self, current: Model) -> dict:
        return {"reason": current.cancel_reason}
