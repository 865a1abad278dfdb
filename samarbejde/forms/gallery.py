"""A form with one field of every kind, for the gallery and for the tests of the field templates."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms

WAYS = [("team", "Lærerteam"), ("leader", "Skoleleder"), ("plc", "PLC")]


class GalleryForm(forms.Form):
    """Nothing here is saved."""

    talked_with = forms.CharField(label="Hvem talte du med?", help_text="Navn og rolle på skolen.")
    day = forms.DateField(
        label="Dato", required=False, widget=forms.DateInput(attrs={"type": "date", "class": "w-mid"})
    )
    pupils = forms.IntegerField(label="Antal elever", min_value=1, max_value=200)
    way_in = forms.ChoiceField(label="Vej ind", choices=WAYS)
    outcome = forms.ChoiceField(
        label="Hvordan gik det?",
        widget=forms.RadioSelect,
        choices=[("yes", "De vil gerne videre"), ("maybe", "De tænker over det")],
    )
    grades = forms.MultipleChoiceField(
        label="Klassetrin",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(grade), f"{grade}. klasse") for grade in range(4, 7)],
        help_text="Sæt kryds ved alle, det gælder.",
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3, "class": "voice"}))
    file = forms.FileField(label="Fil", required=False)
    remind = forms.BooleanField(label="Mind mig om det om en uge", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "talked_with", Row("day", "pupils", "way_in"), "outcome", "grades", "note", "file", "remind"
        )
