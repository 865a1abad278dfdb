"""The whole editor: the agreement's fields, its goals with signs, and its tasks, checked and saved as one."""

from copy import copy

from django.utils.translation import gettext as _

from agreements.forms.agreement import AgreementForm
from agreements.forms.goals import GoalFormSet
from agreements.forms.rows import apply_command, is_command
from agreements.forms.tasks import TaskFormSet
from agreements.models import Agreement
from samarbejde.forms.versioned import Difference
from samarbejde.models import Person


class AgreementEditor:
    """``form``, ``goals`` and ``tasks`` for the template; ``is_command`` when only a row was asked for."""

    def __init__(self, data, *, agreement: Agreement, people: list[Person]):
        self.agreement = agreement
        self.is_command = data is not None and is_command(data)
        if self.is_command:
            data = apply_command(data, template=agreement.template)
        instance = copy(agreement)
        self.form = AgreementForm(data, instance=instance, version=agreement.version)
        self.goals = GoalFormSet(data, rows=goal_rows(agreement), prefix="goals")
        offered = {str(person.pk): person for person in [*people, *_people_of(agreement)]}
        self.tasks = TaskFormSet(data, rows=task_rows(agreement), prefix="tasks", form_kwargs={"people": offered})

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.goals.is_valid(), self.tasks.is_valid()])

    def values(self) -> dict:
        """Return the keywords of `update_agreement`."""
        return self.form.values() | {
            "goals": [row for form in self.goals if (row := form.row())],
            "tasks": [row for form in self.tasks if (row := form.row())],
        }

    def save_with(self, action):
        """Run ``action``; after a lost update the form holds both texts, the rows too."""
        saved = self.form.save_with(action)
        if saved is None and self.form.current:
            self._compare_rows(self.form.current)
        return saved

    @property
    def has_errors(self) -> bool:
        """Whether something must be corrected, in any of the three."""
        if not self.form.is_bound or self.is_command:
            return False
        return not self.is_valid()

    @property
    def row_errors(self) -> list[tuple[str, str]]:
        """Return (field id, message) for the rows."""
        forms = [*self.goals, *(sign for goal in self.goals for sign in goal.signs), *self.tasks]
        found = [(form[name].auto_id, text) for form in forms for name, texts in form.errors.items() for text in texts]
        tops = [("maal", self.goals), *(("maal", goal.signs) for goal in self.goals), ("opgaver", self.tasks)]
        return found + [(anchor, text) for anchor, rows in tops for text in rows.non_form_errors()]

    def _compare_rows(self, current: Agreement) -> None:
        values = self.values()
        pairs = [
            (_("Goals and signs"), _goals_as_text([(g.text, g.signs) for g in values["goals"]]), stored_goals(current)),
            (
                _("Tasks"),
                _tasks_as_text(values["tasks"]),
                _tasks_as_text(current.tasks.select_related("responsible", "backup")),
            ),
        ]
        self.form.conflict += [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def goal_rows(agreement: Agreement) -> list[dict]:
    """Return the goals as the form's first values."""
    return [
        {"pk": goal.pk, "goal_for": goal.goal_for, "text": goal.text, "signs": [sign.text for sign in goal.signs.all()]}
        for goal in agreement.goals.all()
    ]


def task_rows(agreement: Agreement) -> list[dict]:
    """Return the tasks as the form's first values."""
    return [
        {"title": task.title, "responsible": task.responsible, "backup": task.backup} for task in agreement.tasks.all()
    ]


def _people_of(agreement: Agreement) -> list[Person]:
    """Return those who stand in the agreement already: one who has left is still shown."""
    return [person for task in agreement.tasks.all() for person in (task.responsible, task.backup) if person]


def stored_goals(agreement: Agreement) -> str:
    """Return the goals with their signs as one reads them."""
    rows = agreement.goals.prefetch_related("signs")
    return _goals_as_text([(goal.text, [sign.text for sign in goal.signs.all()]) for goal in rows])


def _goals_as_text(goals) -> str:
    return "\n".join(line for text, signs in goals for line in (text, *(f"– {sign}" for sign in signs)))


def _tasks_as_text(tasks) -> str:
    return "\n".join(f"{task.title}: {task.responsible or '–'} ({task.backup or '–'})" for task in tasks)
