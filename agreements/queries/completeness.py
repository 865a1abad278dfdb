"""What an agreement still lacks: per section for the table of contents, and point by point before it is sent."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.queries.legal import legal_checks
from agreements.queries.plan import plan_of
from agreements.sections import Layout, Section, layout_for, layout_of

OK, BAD, EMPTY, OFF = "ok", "bad", "empty", "off"
# Not everybody has these, and an agreement without them is still an agreement.
OPTIONAL = frozenset({
    "pupil_count", "special_needs", "hours_school", "hours_institution", "background", "renewal_on", "teacher_present",
    "decision_note", "certificate", "certificate_by", "certificate_on", "photo_basis", "photo_purpose",
    "photo_delete_on", "case_institution", "case_school",
})  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """One thing to mend. ``anchor`` is the id of the field in the editor; only ``blocks`` keeps it from being sent."""

    section: str
    text: str
    anchor: str
    blocks: bool = True


@dataclass(frozen=True)
class SectionState:
    key: str
    title: str | Promise
    state: str


@dataclass(frozen=True)
class Completeness:
    """How far the agreement is."""

    sections: list[SectionState]
    missing: list[Missing]

    @property
    def filled(self) -> int:
        return sum(section.state == OK for section in self.sections)

    @property
    def total(self) -> int:
        return sum(section.state != OFF for section in self.sections)

    @property
    def blocking(self) -> list[Missing]:
        return [point for point in self.missing if point.blocks]


def completeness_of(agreement: Agreement) -> Completeness:
    """Return how far ``agreement`` is. Reads its goals with signs, its tasks and the sides' people."""
    layout = layout_for(agreement)
    missing = [point for section in layout.sections for point in _missing_in(section, layout, agreement)]
    missing += [
        Missing(check.section, str(check.title), f"id_{check.field}", blocks=False)
        for check in legal_checks(agreement, layout) if check.warns
    ]  # fmt: skip
    if getattr(agreement, "version_count", 0) and not agreement.change_reason.strip():
        missing.append(Missing("", _("Write why the agreement is changed"), "id_change_reason", blocks=False))
    kept = {section.key for section in layout.sections}
    states = [
        SectionState(each.key, each.title, _state(each, layout, agreement, missing) if each.key in kept else OFF)
        for each in layout_of(agreement.template).sections
    ]
    return Completeness(states, missing)


def _missing_in(section: Section, layout: Layout, agreement: Agreement) -> list[Missing]:
    points = [
        Missing(section.key, _("Fill in “%(label)s”") % {"label": label_of(agreement, name)}, f"id_{name}")
        for name in layout.fields[section.key]
        if name not in OPTIONAL and _is_blank(getattr(agreement, name))
    ]
    name = section.key if section.key == "parties" else layout.rows[section.key]
    return points + (ROWS[name](agreement) if name in ROWS else [])


def _state(section: Section, layout: Layout, agreement: Agreement, missing: list[Missing]) -> str:
    if not _has_something(section, layout, agreement):
        return EMPTY
    return BAD if any(point.section == section.key for point in missing) else OK


def _has_something(section: Section, layout: Layout, agreement: Agreement) -> bool:
    if section.key == "parties" or _rows(layout.rows[section.key], agreement):
        return True
    return any(not _is_blank(getattr(agreement, name)) for name in layout.fields[section.key])


def _rows(name: str, agreement: Agreement) -> list:
    if name in {"goals", "tasks"}:
        return list(getattr(agreement, name).all())
    return getattr(plan_of(agreement), name) if name else []


def _is_blank(value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def label_of(agreement: Agreement, field: str) -> str:
    """Return the field's label with a capital, as the form shows it."""
    label = str(agreement._meta.get_field(field).verbose_name)
    return label[:1].upper() + label[1:]


def _goals(agreement: Agreement) -> list[Missing]:
    goals = list(agreement.goals.all())
    if not goals:
        return [Missing("goals", _("Write at least one goal"), "maal")]
    return [
        Missing("goals", _("Write at least one sign for goal %(number)s") % {"number": number}, f"goals-{number - 1}")
        for number, goal in enumerate(goals, 1)
        if not goal.signs.all()
    ]


def _tasks(agreement: Agreement) -> list[Missing]:
    points = []
    for index, task in enumerate(agreement.tasks.all()):
        words = {"task": task.title, "name": task.responsible}
        if task.responsible is None:
            points.append(
                Missing("roles", _("Choose who does “%(task)s”") % words, f"id_tasks-{index}-responsible", False)
            )
        elif task.backup is None:
            points.append(
                Missing("roles", _("Choose who stands in for %(name)s") % words, f"id_tasks-{index}-backup", False)
            )
    return points


def _parties(agreement: Agreement) -> list[Missing]:
    parties = list(agreement.collaboration.parties.all())
    own = agreement.collaboration.institution_id
    if any(party.institution_id != own for party in parties):
        return []
    return [Missing("parties", _("Add the other side of the agreement"), "parties")]


def _milestones(agreement: Agreement) -> list[Missing]:
    return [
        Missing(
            "period",
            _("Write by when: “%(milestone)s”") % {"milestone": each.title},
            f"id_milestones-{at}-due_on",
            False,
        )
        for at, each in enumerate(plan_of(agreement).milestones)
        if each.due_on is None
    ]


ROWS = {"goals": _goals, "tasks": _tasks, "parties": _parties, "milestones": _milestones}
