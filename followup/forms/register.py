"""Saying in one line that a session was held."""

import datetime
from decimal import Decimal

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from followup.choices import SessionStatus
from followup.forms.fields import HoursField
from followup.forms.sessions import MOST_PUPILS
from followup.models import Session
from samarbejde.forms.versioned import VersionedFormMixin

COUNTS = ("pupils", "adults", "hours")


class SessionMarkForm(VersionedFormMixin, forms.Form):
    """Pupils, adults and hours as planned, or as last time, to be corrected; sent, the session is held."""

    pupils = forms.IntegerField(label=_("Pupils"), min_value=0, max_value=MOST_PUPILS)
    adults = forms.IntegerField(label=_("Adults"), min_value=0, max_value=MOST_PUPILS, required=False)
    hours = HoursField(label=_("Hours"))

    def __init__(self, *args, session: Session, **kwargs):
        initial = {name: _first(session, name) for name in COUNTS}
        super().__init__(*args, initial=initial, version=session.version, auto_id=f"id_{session.pk}_%s", **kwargs)
        self.session = session
        self.fields["pupils"].error_messages["required"] = _t("How many pupils were there?")
        self.fields["hours"].error_messages["required"] = _t("How long did it take?")
        for name in COUNTS:
            self.fields[name].widget.attrs |= {"class": "form-control", "inputmode": "decimal", "size": 4}

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in COUNTS} | {"status": SessionStatus.HELD}

    def stored_values(self, current: Model) -> dict:
        return {name: getattr(current, name) for name in COUNTS}


def _first(session: Session, name: str):
    """Return what was planned; else the length by the clock; else the number of last time."""
    last = getattr(session, "last_time", None)
    by_the_clock = _length(session) if name == "hours" else None
    numbers = (getattr(session, name), by_the_clock, getattr(last, name, None))
    return next((number for number in numbers if number is not None), None)


def _length(session: Session) -> Decimal | None:
    """Return the hours between the times of day, where both are written."""
    if not session.starts_time or not session.ends_time:
        return None
    ends, starts = (
        datetime.timedelta(hours=at.hour, minutes=at.minute) for at in (session.ends_time, session.starts_time)
    )
    return (Decimal((ends - starts).seconds) / 3600).quantize(Decimal("0.01"))
