"""Who does what, and who stands in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.actions.agreements import TaskRow
from agreements.forms.goals import BaseRows
from samarbejde.models import Person

MOST_TASKS = 20


class PersonField(forms.TypedChoiceField):
    """One of a list of people read once, since each row of the page offers all of them twice."""

    def __init__(self, **kwargs):
        super().__init__(required=False, empty_value=None, **kwargs)

    def offer(self, people: dict[str, Person]) -> None:
        """Let the field offer ``people`` by their key as text."""
        self.choices = [("", _("Choose a person")), *((key, _named(person)) for key, person in people.items())]
        self.coerce = people.get  # also asked about values that are not valid

    def prepare_value(self, value):
        return value.pk if isinstance(value, Person) else value


def _named(person: Person) -> str:
    return f"{person.name}, {person.workplace}" if person.workplace else person.name


class TaskForm(forms.Form):
    use_required_attribute = False
    all_optional = True
    title = forms.CharField(label=_("Task"), required=False, max_length=160)
    responsible = PersonField(label=_("Who does it"))
    backup = PersonField(label=_("Who stands in at illness"))
    competences = forms.CharField(
        label=_("What one must be able to do"), required=False, max_length=200,
        help_text=_("For example “can steer a boat”. Then you can see who can take over."),
    )  # fmt: skip

    def __init__(self, *args, people: dict[str, Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].offer(people)
        self.fields["backup"].offer(people)

    def clean(self) -> dict:
        cleaned = super().clean()
        responsible, backup = cleaned.get("responsible"), cleaned.get("backup")
        if (
            (responsible or backup or cleaned.get("competences"))
            and not cleaned.get("title")
            and "title" not in self.errors
        ):
            self.add_error("title", _("Write what the task is."))
        if backup and backup == responsible:
            self.add_error("backup", _("Choose somebody else: nobody can stand in for themselves."))
        return cleaned

    def row(self) -> TaskRow | None:
        """Return the task as it was typed, or None for a blank one."""
        cleaned = self.cleaned_data
        if not cleaned.get("title"):
            return None
        return TaskRow(cleaned["title"], cleaned.get("responsible"), cleaned.get("backup"), cleaned["competences"])


TaskFormSet = forms.formset_factory(
    TaskForm, formset=BaseRows, extra=0, max_num=MOST_TASKS, absolute_max=2 * MOST_TASKS, validate_max=True
)
