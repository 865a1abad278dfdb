"""What the one with the link answers, and what we note on their behalf."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.actions.approvals import Decision
from samarbejde.forms.files import FileForm
from samarbejde.forms.versioned import ActionFormMixin

APPROVE, CHANGE, REFUSE = "approve", "change", "refuse"
ANSWERS = (APPROVE, CHANGE, REFUSE)
SCANS = ("application/pdf", "image/png", "image/jpeg")


class ApprovalForm(ActionFormMixin, forms.Form):
    """``answer`` is the button. ``text_hash`` is the text that stood on the page."""

    use_required_attribute = False
    all_optional = True
    answer = forms.ChoiceField(choices=[(answer, answer) for answer in ANSWERS], widget=forms.HiddenInput)
    text_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    typed_name = forms.CharField(
        label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )  # fmt: skip
    agree = forms.BooleanField(required=False)
    comment = forms.CharField(
        label=_("What should be different?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Do not write the names of pupils."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why not?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence is enough. Do not write the names of pupils."),
    )  # fmt: skip
    decides = forms.BooleanField(
        required=False,
        label=_("I decide as head teacher that those named here may teach our pupils without a teacher present"),
    )
    decision_who = forms.CharField(label=_("Who may teach?"), required=False, max_length=200)
    decision_extent = forms.CharField(
        label=_("When, and how much?"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, party: str, text_hash: str, decision: Decision | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["text_hash"].initial = text_hash
        self.fields["agree"].label = _("I have read the agreement and can approve it for %(party)s") % {"party": party}
        self.asks_decision = decision is not None
        if decision is None:
            for name in ("decides", "decision_who", "decision_extent"):
                del self.fields[name]
        else:
            self.fields["decision_who"].initial, self.fields["decision_extent"].initial = decision.who, decision.extent

    @property
    def wants_change(self) -> bool:
        """Whether that button was pressed; also when something was wrong."""
        return self.data.get("answer") == CHANGE

    @property
    def says_no(self) -> bool:
        return self.data.get("answer") == REFUSE

    @property
    def decides_now(self) -> bool:
        return bool(self.data.get("decides"))

    def clean(self) -> dict:
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == APPROVE and not cleaned.get("agree"):
            self.add_error("agree", _("Tick here if you can approve the agreement."))
        if answer == CHANGE and not cleaned.get("comment"):
            self.add_error("comment", _("Write what you would like to change."))
        if answer == REFUSE and not cleaned.get("reason"):
            self.add_error("reason", _("Write in a few words why you say no."))
        if answer == APPROVE and cleaned.get("decides"):
            self._need("decision_who", _("Write who may teach."))
            self._need("decision_extent", _("Write when, and how much."))
        return cleaned

    def _need(self, name: str, words) -> None:
        if not self.cleaned_data.get(name):
            self.add_error(name, words)

    def decision(self) -> Decision | None:
        """Return what the head teacher decided, when they did."""
        values = self.cleaned_data
        return Decision(values["decision_who"], values["decision_extent"]) if values.get("decides") else None


class PassOnForm(ActionFormMixin, forms.Form):
    """Who is the right one to approve."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Your colleague's name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write who is the right one.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Your colleague's work e-mail"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the address the link goes to.")},
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class SignedPaperForm(FileForm):
    """A scan of the printed version, signed by one side."""

    use_required_attribute = False
    typed_name = forms.CharField(
        label=_("Who signed?"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write who signed.")},
    )  # fmt: skip
    is_same = forms.BooleanField(error_messages={"required": _("Tick here when you have compared them.")})
    field_order = ("typed_name", "upload", "is_same")

    def __init__(self, *args, number: int, mark: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].label = _("The signed paper")
        self.fields["upload"].help_text = _("PDF or a picture (png, jpg). At most 25 MB.")
        self.fields["upload"].widget.attrs["accept"] = ".pdf,.png,.jpg,.jpeg"
        self.fields["is_same"].label = _("The paper is version %(number)s: it says %(mark)s at the foot") % {
            "number": number, "mark": mark,
        }  # fmt: skip

    def clean_upload(self):
        upload = super().clean_upload()
        if self.content_type not in SCANS:
            raise forms.ValidationError(_("A signed paper must be a PDF or a picture (png, jpg)."))
        return upload
