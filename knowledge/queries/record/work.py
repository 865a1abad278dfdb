"""Who did what, what was agreed, and what was done."""

from collections import defaultdict
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementVersion, Task
from followup.queries.goals import goal_states
from followup.queries.sessions import progress_of, sessions_of
from knowledge.queries.record.days import format_period, format_short
from knowledge.queries.record.parts import Section
from samarbejde.choices import TEMPORARY_FUNCTIONS
from samarbejde.lib.danish import format_hours, format_number
from samarbejde.models import Collaboration, Person


def tell_tasks(collaboration: Collaboration, agreement: Agreement | None, *, with_people: bool) -> Section:
    """4C3: who did which tasks, who taught how much, and what temporary staff did."""
    section = Section(
        "tasks", _("Who did what"), "4C3", _("No tasks have been shared out, and nobody is noted as teaching."),
        reverse("followup:followup_detail", args=[collaboration.pk]),
    )  # fmt: skip
    if agreement:
        section.tell(_("The teacher's role"), agreement.teacher_role)
        section.tell(_("What the school did"), agreement.school_tasks)
    if not with_people:
        return section
    tasks = list(Task.objects.filter(agreement=agreement).select_related("responsible", "backup")) if agreement else []
    section.lay(
        _("Tasks"),
        [_("Task"), _("Who"), _("Stood in")],
        [[task.title, task.responsible, task.backup] for task in tasks],
    )
    taught = _taught(collaboration)
    section.lay(
        _("Who taught"), [_("Name"), _("Sessions"), _("Hours")],
        [[str(person), format_number(count), format_hours(hours, 2)] for person, count, hours in taught], (1, 2),
    )  # fmt: skip
    people = {person.pk for person, _count, _hours in taught} | {task.responsible_id for task in tasks}
    section.tell(_("Temporary staff"), _temporary(people, taught, tasks))
    return section


def _taught(collaboration: Collaboration) -> list[tuple[Person, int, Decimal]]:
    """Return (person, sessions, hours), most first."""
    counts: dict[Person, list] = defaultdict(lambda: [0, Decimal(0)])
    for session in sessions_of(collaboration):
        if session.is_held and session.taught_by:
            counts[session.taught_by][0] += 1
            counts[session.taught_by][1] += session.hours or 0
    rows = [(person, count, hours) for person, (count, hours) in counts.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0].name))


def _temporary(people: set, taught: list, tasks: list[Task]) -> str:
    """Return one line per student assistant, volunteer or artist: what they taught and did."""
    if not people:
        return ""
    found = Person.objects.filter(pk__in=people, posts__function__in=TEMPORARY_FUNCTIONS).prefetch_related("posts")
    lines = []
    for person in found.distinct().order_by("name_key"):
        post = next(post for post in person.posts.all() if post.function in TEMPORARY_FUNCTIONS)
        hours = [format_hours(spent, 2) for other, _count, spent in taught if other.pk == person.pk]
        titles = [task.title for task in tasks if task.responsible_id == person.pk]
        lines.append(f"{person} ({post.get_function_display()}): {', '.join(hours + titles)}")
    return "\n".join(lines) or _("None.")


def tell_agreement(collaboration: Collaboration, agreement: Agreement | None, *, with_people: bool) -> Section:
    """4C4: how the agreement came about, and where it is."""
    url = reverse("agreements:agreement_detail", args=[collaboration.pk])
    section = Section("agreement", _("The agreement"), "4C4", _("There is no written agreement."), url)
    if agreement is None:
        return section
    section.tell(_("Template"), agreement.get_template_display())
    section.tell(_("Period"), format_period(agreement.starts_on, agreement.ends_on))
    versions = (
        AgreementVersion.objects.filter(agreement=agreement)
        .prefetch_related("approvals__party__school")
        .order_by("number")
    )
    section.lay(
        _("Versions"), [_("Version"), _("Sent"), _("Status"), _("Answers")],
        [_version(version, with_people=with_people) for version in versions],
    )  # fmt: skip
    where = (
        _("In this program, with every version as it was sent.")
        if section.tables
        else _("It has been written here, and not been sent.")
    )
    section.tell(_("Where it is"), where, url)
    return section


def _version(version: AgreementVersion, *, with_people: bool) -> list[str]:
    answers = [
        " ".join(filter(None, [
            (approval.typed_name or approval.name) if with_people else str(approval.party),
            approval.get_answer_display().lower(),
            format_short(approval.answered),
        ]))
        for approval in version.approvals.all()
    ]  # fmt: skip
    return [str(version.number), format_short(version.sent_at), version.get_status_display(), "; ".join(answers)]


def tell_work(collaboration: Collaboration) -> Section:
    """What was held, with how many, and how the goals stood at last."""
    section = Section(
        "work", _("What you did"), "3A1", _("No session has been registered."),
        reverse("followup:followup_detail", args=[collaboration.pk]),
    )  # fmt: skip
    progress = progress_of(collaboration)
    held = [session for session in sessions_of(collaboration) if session.is_held]
    if held:
        section.tell(_("Sessions held"), f"{format_number(len(held))}, {format_period(held[0].date, held[-1].date)}")
        section.tell(
            _("Participations"),
            _("%(number)s (one pupil, one session)") % {"number": format_number(progress.participations)},
        )
        agreed = (
            _(" of %(agreed)s agreed") % {"agreed": format_hours(collaboration.hours_agreed)}
            if collaboration.hours_agreed
            else ""
        )
        section.tell(_("Hours"), f"{format_hours(progress.hours, 2)}{agreed}")
    rows = [
        [state.goal.text, state.latest.get_status_display() if state.latest else _("Never looked at"),
         state.latest.evidence if state.latest else ""]
        for state in goal_states(collaboration)
    ]  # fmt: skip
    section.lay(_("The goals"), [_("Goal"), _("At last"), _("What was seen")], rows)
    return section
