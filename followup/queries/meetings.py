"""Reads of meetings: what to talk about next time, when to meet again, and who promised what."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.models import ActionPoint, Meeting
from followup.queries.goals import agreement_of, goal_states
from followup.validators import rhythm_weeks
from samarbejde.lib.danish import format_number, format_percent, format_short
from samarbejde.models import AttentionSignal, Collaboration, Participant, Person
from samarbejde.panels import attention_rules

# What the agenda says in its own words, or what is nobody's business but ours.
NOT_ON_THE_AGENDA = {
    "goal_not_reviewed", "hours_nearly_used", "hours_used", "employee_overloaded", "temporary_staff",
    "lacks_competence", "teacher_away", "we_rest_on_one", "meeting_not_registered", "meeting_rhythm", "action_late",
    "teacher_role_open", "no_next_step", "next_step_overdue", "contact_unconfirmed",
}  # fmt: skip


@dataclass(frozen=True)
class Rhythm:
    """What is agreed about meetings, and the day by which one should have met again."""

    words: str
    weeks: int | None
    due_on: datetime.date | None


def with_actions(meetings: QuerySet) -> QuerySet:
    """Add the actions of each meeting, with who does them."""
    return meetings.prefetch_related(Prefetch("action_points", ActionPoint.objects.select_related("owner", "done_by")))


def meetings_of(collaboration: Collaboration) -> list[Meeting]:
    """Return all meetings, newest first. One query."""
    return list(Meeting.objects.filter(collaboration=collaboration).order_by("-date", "-pk"))


def open_actions(collaboration: Collaboration) -> list[ActionPoint]:
    """Return what is promised and not done, the first due first. One query."""
    rows = ActionPoint.objects.filter(collaboration=collaboration, done_at__isnull=True)
    return list(rows.select_related("owner").order_by("due_on", "pk"))


def rhythm_of(collaboration: Collaboration, meetings: list[Meeting]) -> Rhythm:
    """Return what the agreement says, and when the next meeting is due by it."""
    agreement = agreement_of(collaboration)
    words = agreement.meeting_rhythm if agreement else ""
    weeks = rhythm_weeks(words)
    last = next((row.date for row in meetings if row.is_held), None)
    start = last or (agreement.starts_on if agreement else None) or collaboration.starts_on
    return Rhythm(words, weeks, start + datetime.timedelta(weeks=weeks) if weeks and start else None)


def people_at(collaboration: Collaboration) -> QuerySet:
    """Return who can own an action: everybody who takes part now, on both sides."""
    joined = Participant.objects.filter(collaboration=collaboration, ended_on__isnull=True, person__isnull=False)
    return Person.objects.filter(pk__in=joined.values("person")).order_by("name_key", "pk")


def people_of_the_other_side(collaboration: Collaboration) -> QuerySet:
    """Return those who take part now and are not ours."""
    joined = Participant.objects.filter(collaboration=collaboration, ended_on__isnull=True, person__isnull=False)
    joined = joined.exclude(party__institution=collaboration.institution_id)
    return Person.objects.filter(pk__in=joined.values("person")).order_by("name_key", "pk")


def by_name(people: Iterable[Participant]) -> list[Person]:
    """Return the people behind participants that were read already, each once, by name. No query."""
    return sorted({row.person for row in people if row.person}, key=lambda person: (person.name_key, person.pk))


def other_side(collaboration: Collaboration) -> list[Person]:
    """Return the other parties' people who have an e-mail: who gets the minutes. One query."""
    return list(people_of_the_other_side(collaboration).exclude(email=""))


def propose_agenda(collaboration: Collaboration, today: datetime.date | None = None) -> str:
    """Return an agenda from what is open: promises, goals, hours, signals, the teacher's role, the next session."""
    today = today or timezone.localdate()
    lines = [_("How has it gone since last time?")]
    lines += [_promise(action) for action in open_actions(collaboration)[:5]]
    due = [state.goal.text for state in goal_states(collaboration, today) if state.is_due]
    lines += [_("The goal: %(goal)s") % {"goal": text} for text in due[:3]]
    lines += _hours_line(collaboration) + _signal_lines(collaboration)
    lines += [_("The teacher's role: does it still fit?"), _("How do we best keep in touch?")]
    lines.append(_("What do we do next, and when do we meet again?"))
    return "\n".join(f"- {line}" for line in lines)


def _promise(action: ActionPoint) -> str:
    words = {"what": action.text, "day": format_short(action.due_on)}
    return _("Promised by %(day)s: %(what)s") % words


def _hours_line(collaboration: Collaboration) -> list[str]:
    used, agreed = collaboration.hours_used, collaboration.hours_agreed
    if not agreed or used < agreed * 8 / 10:
        return []
    words = {"share": format_percent(used, agreed), "hours": format_number(agreed)}
    return [_("The hours: %(share)s of %(hours)s are used") % words]


def _signal_lines(collaboration: Collaboration) -> list[str]:
    rules = attention_rules()
    rows = AttentionSignal.objects.filter(collaboration=collaboration, answered_at__isnull=True)
    found = rows.exclude(code__in=NOT_ON_THE_AGENDA).order_by("pk")
    return [rules[row.code].sentence(row.data) for row in found if row.code in rules]
