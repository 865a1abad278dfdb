"""Writing down what was paid, in place."""

import re
import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from followup.queries.economy import Economy
from samarbejde.forms.fields import day_field
from samarbejde.forms.versioned import ActionFormMixin
from samarbejde.lib.danish import format_number

MOST = 10_000_000
_AMOUNT = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}))?(?: ?(?:kr|kroner|,-)\.?)?", re.IGNORECASE)


class SpendingForm(ActionFormMixin, forms.Form):
    """A line of the agreement, or something else; how much, and when."""

    all_optional = True  # what must be filled in depends on the line
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    line = forms.TypedChoiceField(label=_("On what?"), coerce=int, empty_value=None, required=False)
    what = forms.CharField(label=_("On something else: what?"), max_length=200, required=False)
    payer = forms.ChoiceField(label=_("Who paid it?"), required=False)
    amount = forms.CharField(
        label=_("Kroner"), max_length=20, help_text=_("For example 1.250 or 1250 kr."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    date = day_field(_("Date"), required=True)
    note = forms.CharField(label=_("Short note"), max_length=120, required=False)

    def __init__(self, *args, economy: Economy, parties: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.agreed = economy.agreed
        lines = [(n, f"{each.what} · {each.payer} ({_kroner(each.amount)})") for n, each in enumerate(self.agreed)]
        names = [*parties, _t("A grant, or somebody else")]
        self.fields["line"].choices = [*lines, ("", _("Something else"))]
        self.fields["payer"].choices = [(name, name) for name in names]
        self.fields["date"].initial = timezone.localdate
        self.helper = FormHelper()
        self.helper.form_tag = False
        if not lines:
            del self.fields["line"]
            self.fields["what"].label = _("On what?")
        head = ["line"] if lines else []
        self.helper.layout = Layout(
            "form_key", *head, Row(Field("what"), Field("payer")), Row(Field("amount"), Field("date")), "note"
        )

    @property
    def form_key_sent(self) -> uuid.UUID:
        return self.cleaned_data["form_key"]

    def clean_amount(self) -> int:
        match = _AMOUNT.fullmatch(self.cleaned_data["amount"].strip())
        if not match:
            raise ValidationError(_("Write the kroner as 1250 or 1.250."))
        kroner = int(re.sub(r"\D", "", match[1])) + (int((match[2] or "0").ljust(2, "0")) >= 50)
        if not 0 < kroner <= MOST:
            raise ValidationError(_("Write an amount from 1 kr. to %(most)s.") % {"most": _kroner(MOST)})
        return kroner

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("The day has not come yet."))
        return date

    def clean(self) -> dict:
        data = super().clean()
        if data.get("line") is None and "line" not in self.errors and not data.get("what"):
            self.add_error("what", _("What was it spent on?"))
        return data

    def values(self) -> dict:
        """Return the action's keywords; a line of the agreement says itself what it is, and who pays."""
        data = super().values()
        number = data.pop("line", None)
        if number is not None:
            data |= {"what": self.agreed[number].what, "payer": self.agreed[number].payer}
        return data


def _kroner(amount: int) -> str:
    return _t("%(amount)s kr.") % {"amount": format_number(amount)}
