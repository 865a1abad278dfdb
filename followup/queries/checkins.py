"""Reads of check-ins: what to ask about, what is known already, and what was said before."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Task
from followup.choices import Focus
from followup.models import ActionPoint, CheckIn, CheckInPoint
from followup.queries.goals import agreement_of, goal_states
from samarbejde.lib.danish import format_hours, format_percent
from samarbejde.lib.embedded import embedded, every, remember, restored
from samarbejde.models import Collaboration, Participant

QUESTIONS = {
    Focus.GOALS: (
        gettext_lazy("How do the goals stand, and should one be adjusted?"),
        gettext_lazy("Does the teacher's role still fit?"),
    ),
    Focus.STAFFING: (
        gettext_lazy("Who takes part from each side, and who takes over at illness?"),
        gettext_lazy("Are we depending on one person?"),
    ),
    Focus.AGREEMENT: (gettext_lazy("Are we doing what we agreed? What should we steer back, and what change?"),),
    Focus.COMMUNICATION: (gettext_lazy("What is the best way to reach each other, and when?"),),
    Focus.TIME: (
        gettext_lazy("Does the time plan hold? Do we need to meet more, or less?"),
        gettext_lazy("Does it balance with daily work?"),
    ),
}
SHOWN = 3  # talks side by side


@dataclass
class Topic:
    """One point of the talk: what to ask, what is known, and what was said the times before."""

    focus: Focus
    questions: tuple
    facts: list[str] = field(default_factory=list)
    said: CheckInPoint | None = None
    earlier: list[tuple[CheckIn, CheckInPoint | None]] = field(default_factory=list)


def check_ins_of(collaboration: Collaboration) -> list[CheckIn]:
    """Return all talks, newest first, with what was said. One query."""
    points = embedded(CheckInPoint.objects.filter(check_in=OuterRef("pk")).order_by("pk"), *every(CheckInPoint))
    rows = CheckIn.objects.filter(collaboration=collaboration).annotate(points_embedded=points)
    found = list(rows.select_related("our_person", "their_person", "created_by").order_by("-date", "-pk"))
    for row in found:
        remember(row, "points", restored(CheckInPoint, row.points_embedded))
    return found


def add_promises(check_in: CheckIn) -> None:
    """Add the promises of a talk, with who does them. One query."""
    prefetch_related_objects([check_in], Prefetch("action_points", ActionPoint.objects.select_related("owner")))


def topics_of(check_in: CheckIn | None, earlier: list[CheckIn], facts: dict | None = None) -> list[Topic]:
    """Return the five points with what was said at ``check_in``, and at each of ``earlier``. No query."""
    said = _by_focus(check_in)
    before = [(row, _by_focus(row)) for row in earlier]
    return [
        Topic(
            focus, QUESTIONS[focus], (facts or {}).get(focus, []), said.get(focus),
            [(row, points[focus]) for row, points in before if focus in points],
        )
        for focus in Focus
    ]  # fmt: skip


def side_by_side(rows: list[CheckIn]) -> list[tuple[Topic, list[CheckInPoint | None]]]:
    """Return each point with what was said about it at each talk; None where it was not talked about. No query."""
    found = []
    for topic in topics_of(None, rows):
        said = dict(topic.earlier)
        found.append((topic, [said.get(row) for row in rows]))
    return found


def before(check_in: CheckIn, all_of_them: list[CheckIn]) -> list[CheckIn]:
    """Return the talks held before ``check_in``, newest first."""
    return [row for row in all_of_them if (row.date, row.pk) < (check_in.date, check_in.pk)]


def _by_focus(check_in: CheckIn | None) -> dict[Focus, CheckInPoint]:
    return {Focus(point.focus): point for point in check_in.points.all()} if check_in else {}


def facts_of(collaboration: Collaboration, people: list[Participant]) -> dict[Focus, list[str]]:
    """Return what is known about each point, for both sides to see; ``people`` take part now. Three queries."""
    agreement = agreement_of(collaboration)
    role = _("The teacher's role: %(role)s") % {"role": agreement.teacher_role} if _role(agreement) else ""
    return {
        Focus.GOALS: [*map(_goal_line, goal_states(collaboration)), *filter(None, [role])],
        Focus.STAFFING: _task_lines(agreement),
        Focus.AGREEMENT: [],
        Focus.COMMUNICATION: _reach_lines(people, agreement),
        Focus.TIME: _time_lines(collaboration, agreement),
    }


def _role(agreement) -> str:
    return agreement.teacher_role if agreement else ""


def _goal_line(state) -> str:
    status = state.latest.get_status_display() if state.latest else _("not looked at yet")
    return f"{state.goal.text} – {str(status).lower()}"


def _task_lines(agreement) -> list[str]:
    if agreement is None:
        return []
    rows = Task.objects.filter(agreement=agreement).select_related("responsible", "backup").order_by("order", "pk")
    lines = []
    for task in rows:
        stands_in = _("%(name)s stands in") % {"name": task.backup} if task.backup else _("nobody stands in")
        lines.append(f"{task.title}: {task.responsible or _('nobody yet')}, {stands_in}")
    return lines


def _reach_lines(people: list[Participant], agreement) -> list[str]:
    known = sorted({row.person for row in people if row.person.reached}, key=lambda person: person.name)
    lines = [f"{person.name}: {person.reached}" for person in known]
    return lines + ([agreement.communication] if agreement and agreement.communication else [])


def _time_lines(collaboration: Collaboration, agreement) -> list[str]:
    lines = []
    if agreement and agreement.meeting_rhythm:
        lines.append(_("Meetings: %(rhythm)s") % {"rhythm": agreement.meeting_rhythm})
    if collaboration.hours_agreed:
        used, agreed = collaboration.hours_used, collaboration.hours_agreed
        words = {"used": format_hours(used), "agreed": format_hours(agreed), "share": format_percent(used, agreed)}
        lines.append(_("Our hours: %(used)s of %(agreed)s used (%(share)s)") % words)
    return lines
