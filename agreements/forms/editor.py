"""The whole editor: the agreement's fields, goals with signs, tasks, milestones and money, saved as one."""

from copy import copy

from django.utils.translation import gettext as _

from agreements.actions.rows import LineRow
from agreements.choices import EconomyKind
from agreements.forms.agreement import AgreementForm
from agreements.forms.goals import GoalFormSet
from agreements.forms.plan import GRANT, LineFormSet, MilestoneFormSet
from agreements.forms.rows import apply_command, is_command
from agreements.forms.tasks import TaskFormSet
from agreements.models import Agreement
from agreements.queries.clauses import ready_texts
from agreements.queries.plan import Plan, plan_of
from samarbejde.forms.versioned import Difference
from samarbejde.lib.danish import format_day, format_number
from samarbejde.models import Person
from samarbejde.queries.collaborations import other_parties_first

ANCHORS = {"goals": "maal", "tasks": "opgaver", "milestones": "milepaele", "lines": "penge"}


class AgreementEditor:
    """``form`` and the template's rows; ``is_command`` when only a row was asked for."""

    def __init__(self, data, *, agreement: Agreement, people: list[Person]):
        self.agreement = agreement
        self.offers = ready_texts(agreement.template, plan_of(agreement).own_texts)
        self.is_command = data is not None and is_command(data)
        if self.is_command:
            data = apply_command(data, texts=self.offers)
        instance = copy(agreement)
        self.form = AgreementForm(data, instance=instance, version=agreement.version)
        self.goals = GoalFormSet(data, rows=goal_rows(agreement), prefix="goals")
        offered = {str(person.pk): person for person in [*people, *_people_of(agreement)]}
        self.tasks = TaskFormSet(data, rows=task_rows(agreement), prefix="tasks", form_kwargs={"people": offered})
        self.milestones, self.lines = self._plan_rows(data)

    def _plan_rows(self, data) -> tuple:
        """Return the rows of milestones and money, or None where the template has none."""
        shown, agreement = self.form.layout.all_rows, self.agreement
        if "lines" not in shown:
            return None, None
        plan, parties = plan_of(agreement), other_parties_first(agreement.collaboration)
        return (
            MilestoneFormSet(data, rows=[vars(each) for each in plan.milestones], prefix="milestones"),
            LineFormSet(data, rows=_line_rows(plan), prefix="lines", form_kwargs={"parties": parties}),
        )

    @property
    def row_sets(self) -> dict:
        """Return {keyword of `update_agreement`: rows}."""
        found = {name: getattr(self, name) for name in ("goals", "tasks", "milestones", "lines")}
        return {name: rows for name, rows in found.items() if rows is not None}

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.row_sets.values())])

    def values(self) -> dict:
        """Return the keywords of `update_agreement`."""
        rows = {name: [row for form in each if (row := form.row())] for name, each in self.row_sets.items()}
        return self.form.values() | rows

    def keys_of(self, saved: Agreement) -> dict[str, int]:
        """Return {field: key} of the rows as they are saved now, so that a row that was new is known the next time."""
        milestones = [each.pk for each in plan_of(saved).milestones]
        stored = {"goals": [goal.pk for goal in saved.goals.all()], "milestones": milestones}
        written = {
            name: [form for form in rows if form.row()] for name, rows in self.row_sets.items() if name in stored
        }
        return {
            form["pk"].html_name: key
            for name, forms in written.items()
            for form, key in zip(forms, stored[name], strict=True)
        }

    def save_with(self, action):
        """Run ``action``; after a lost update the form holds both texts, the rows too."""
        saved = self.form.save_with(action)
        if saved is None and self.form.current:
            self._compare_rows(self.form.current)
        return saved

    @property
    def has_errors(self) -> bool:
        """Whether something must be corrected, in the fields or the rows."""
        if not self.form.is_bound or self.is_command:
            return False
        return not self.is_valid()

    @property
    def row_errors(self) -> list[tuple[str, str]]:
        """Return (field id, message) for the rows."""
        sets = [*self.row_sets.values(), *(goal.signs for goal in self.goals)]
        forms = [form for rows in sets for form in rows]
        found = [(form[name].auto_id, text) for form in forms for name, texts in form.errors.items() for text in texts]
        tops = [(ANCHORS[rows.prefix.partition("-")[0]], rows) for rows in sets]
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
        if self.milestones is not None:
            plan = plan_of(current)
            pairs += [
                (_("Milestones"), _milestones_as_text(values["milestones"]), _milestones_as_text(plan.milestones)),
                (_("Money"), _lines_as_text(values["lines"]), _lines_as_text(plan.lines)),
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
        {name: getattr(task, name) for name in ("title", "responsible", "backup", "competences")}
        for task in agreement.tasks.all()
    ]


def _line_rows(plan: Plan) -> list[dict]:
    return [
        {"kind": line.kind, "text": line.text, "amount": line.amount, "paid_by": line.party.pk if line.party else GRANT}
        for line in plan.lines
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
    rows = [(f"{task.title}: {task.responsible or '–'} ({task.backup or '–'})", task.competences) for task in tasks]
    return "\n".join(f"{text} · {competences}" if competences else text for text, competences in rows)


def _milestones_as_text(milestones) -> str:
    return "\n".join(f"{each.title}: {format_day(each.due_on) if each.due_on else '–'}" for each in milestones)


def _lines_as_text(lines) -> str:
    rows = [(line.text or EconomyKind(line.kind).label, format_number(line.amount), _payer(line)) for line in lines]
    return "\n".join(f"{what}: {amount} ({payer})" for what, amount, payer in rows)


def _payer(line) -> str:
    party = line.paid_by if isinstance(line, LineRow) else line.party
    return str(party or _("A grant, or somebody else"))
