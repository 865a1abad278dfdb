"""Agreed against actual, from the approved version: computed in bulk, so that the page and the signal say the same."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import VersionStatus
from agreements.models import Agreement, AgreementVersion, Goal, Task
from followup.choices import GoalStatus, SessionStatus
from followup.models import DriftAnswer, FollowedMilestone, Meeting, Session
from followup.queries.goals import with_reviews
from followup.queries.milestones import slip_words
from followup.validators import rhythm_weeks
from samarbejde.lib.danish import format_day, format_hours, format_number, format_short, join_words
from samarbejde.lib.embedded import embedded, every, restored
from samarbejde.models import Collaboration, Format, Person
from samarbejde.phases import Phase

AMONG_HOURS = Decimal("0.3")  # used and time gone may differ by that share of all
AMONG_PUPILS = Decimal("0.2")
HALF = Decimal("0.5")
MOST_SLIP = 14  # days


@dataclass
class Line:
    """One thing agreed, how it is now, whether the two differ, and what was answered to just that difference."""

    key: str
    label: str
    agreed: str
    actual: str
    is_off: bool
    mark: str  # changes when the difference becomes another, whatever language it is told in
    answer: DriftAnswer | None = None

    @property
    def is_unanswered(self) -> bool:
        return self.is_off and self.answer is None


def drift_of(collaboration: Collaboration, today: datetime.date | None = None) -> list[Line] | None:
    """Return the lines of one collaboration; None where no version is approved."""
    rows = Collaboration.objects.filter(pk=collaboration.pk)
    return dict(drift_in(rows, today or timezone.localdate(), only_active=False)).get(collaboration.pk)


def drift_in(
    collaborations: QuerySet, today: datetime.date, *, only_active: bool = True
) -> Iterable[tuple[int, list[Line]]]:
    """Yield (collaboration, lines) for those with an approved version. Six queries however many."""
    chosen = collaborations.filter(phase=Phase.ACTIVE) if only_active else collaborations
    agreements = list(_with_all(Agreement.objects.filter(collaboration__in=chosen)))
    ids = [agreement.collaboration_id for agreement in agreements]
    held, milestones, answers = _held(ids), _milestones(ids), _answers(ids)
    for agreement in agreements:
        pk = agreement.collaboration_id
        lines = _lines(agreement, today, held.get(pk, Held()))
        lines += [_milestone(row, today) for row in milestones.get(pk, ())]
        yield pk, [_answered(line, answers.get((pk, line.key))) for line in lines]


def _with_all(agreements: QuerySet) -> QuerySet:
    here = OuterRef("pk")
    approved = AgreementVersion.objects.filter(agreement=here, status=VersionStatus.APPROVED).order_by("-number")
    tasks = Task.objects.filter(agreement=here, responsible__isnull=False).order_by("order", "pk")
    meetings = Meeting.objects.filter(collaboration=OuterRef("collaboration")).order_by()
    held, ahead = (meetings.filter(status=status) for status in (SessionStatus.HELD, SessionStatus.PLANNED))
    formats = Format.objects.filter(collaborations=OuterRef("collaboration")).order_by("group", "order", "pk")
    chosen = ArraySubquery(formats.values(row=JSONObject(pk="pk", name="name")))
    rows = agreements.filter(Exists(approved)).select_related("collaboration").annotate(
        chosen=chosen,
        approved=Subquery(approved.values("content")[:1]),
        tasks_embedded=embedded(tasks, *every(Task), *every(Person, "responsible")),
        meeting_held=Subquery(held.order_by("-date").values("date")[:1]),
        meeting_ahead=Subquery(ahead.order_by("-date").values("date")[:1]),
    )  # fmt: skip
    return rows.prefetch_related(Prefetch("goals", with_reviews(Goal.objects.all()), to_attr="goals_now"))


@dataclass
class Held:
    """What the sessions held say: the most pupils of each class, and the forms, each with its name."""

    classes: dict = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)

    @property
    def pupils(self) -> int:
        """How many different pupils have come, at least."""
        return sum(self.classes.values())


def _held(ids: list[int]) -> dict[int, Held]:
    """A class that is followed is one class whatever it was called; another is told by its name."""
    rows = Session.objects.filter(collaboration__in=ids, status=SessionStatus.HELD).order_by()
    rows = rows.values("collaboration", "class_group", "class_name", "format", "format__name")
    found: dict[int, Held] = defaultdict(Held)
    for row in rows.annotate(most=Max("pupils")):
        held = found[row["collaboration"]]
        key = row["class_group"] or row["class_name"]
        held.classes[key] = max(held.classes.get(key, 0), row["most"] or 0)
        if row["format"]:
            held.forms[row["format"]] = row["format__name"]
    return found


def _milestones(ids: list[int]) -> dict[int, list[FollowedMilestone]]:
    """Return those that both sides have agreed on, by day."""
    found: dict[int, list[FollowedMilestone]] = defaultdict(list)
    for row in FollowedMilestone.objects.filter(collaboration__in=ids).exclude(key="").order_by("planned_on", "pk"):
        found[row.collaboration_id].append(row)
    return found


def _answers(ids: list[int]) -> dict[tuple[int, str], DriftAnswer]:
    rows = DriftAnswer.objects.filter(collaboration__in=ids).select_related("answered_by", "action")
    return {(row.collaboration_id, row.key): row for row in rows}


def _answered(line: Line, answer: DriftAnswer | None) -> Line:
    """An answer counts as long as the difference is the one that was answered."""
    if answer and answer.mark == line.mark:
        line.answer = answer
    return line


def _lines(agreement: Agreement, today: datetime.date, held: Held) -> list[Line]:
    content = agreement.approved
    found = [
        _hours(content, agreement.collaboration, today),
        _period(content, agreement.collaboration, today),
        _meeting(content, agreement, today, agreement.meeting_held, agreement.meeting_ahead),
        _class_sizes(agreement, held.pupils),
        _formats(content, agreement.chosen, today, held.forms),
        *(_goal(goal) for goal in agreement.goals_now),
        *(_task(task, today) for task in restored(Task, agreement.tasks_embedded)),
    ]
    return [line for line in found if line]


def _hours(content: dict, collaboration: Collaboration, today: datetime.date) -> Line | None:
    """Off when more is used than agreed, or when hours and time go at very different paces."""
    if not content.get("hours_institution"):
        return None
    agreed, used = Decimal(content["hours_institution"]), collaboration.hours_used
    gone = _share_gone(content, today)
    pace_differs = gone is not None and agreed and abs(used / agreed - gone) > AMONG_HOURS and gone > AMONG_HOURS
    # In whole tens of percent: an answered difference wakes when it matters, not at every session.
    tens = int(used * 10 // agreed) * 10 if agreed else 0
    actual = _("about %(percent)s %% used") % {"percent": tens}
    if gone is not None:
        actual = _("%(used)s, and %(gone)s %% of the time is gone") % {"used": actual, "gone": round(gone * 100)}
    return Line(
        "hours", _("Hours"), format_hours(agreed), actual, bool(used > agreed or pace_differs), f"{agreed}|{tens}"
    )


def _share_gone(content: dict, today: datetime.date) -> Decimal | None:
    starts, ends = (_day(content.get(name)) for name in ("starts_on", "ends_on"))
    if not starts or not ends or ends <= starts:
        return None
    return Decimal(max(0, min((today - starts).days, (ends - starts).days))) / (ends - starts).days


def _period(content: dict, collaboration: Collaboration, today: datetime.date) -> Line | None:
    ends = _day(content.get("ends_on"))
    if not ends:
        return None
    is_off = ends < today and collaboration.phase == Phase.ACTIVE
    actual = _("still running") if is_off else _("within the period")
    return Line("period", _("Period"), _("until %(day)s") % {"day": format_day(ends)}, actual, is_off, str(ends))


def _meeting(
    content: dict, agreement: Agreement, today: datetime.date, held: datetime.date | None, ahead: datetime.date | None
) -> Line | None:
    words = _text(content, "meeting_rhythm") or agreement.meeting_rhythm
    if not words:
        return None
    weeks, start = rhythm_weeks(words), held or _day(content.get("starts_on"))
    due = start + datetime.timedelta(weeks=weeks) if weeks and start else None
    is_off = bool(due and due < today and not (ahead and ahead >= today))
    actual = _("last held %(day)s") % {"day": format_short(held)} if held else _("no meeting held")
    return Line("meetings", _("Meetings"), words, actual, is_off, f"{due}")


def _class_sizes(agreement: Agreement, pupils: int) -> Line | None:
    agreed = agreement.pupil_count
    if not agreed or not pupils:
        return None
    # Fewer than agreed may still come; more is a difference now.
    is_off = pupils - agreed > agreed * AMONG_PUPILS
    actual = _("%(pupils)s different pupils so far") % {"pupils": format_number(pupils)}
    agreed_words = _("%(pupils)s pupils") % {"pupils": format_number(agreed)}
    return Line("pupils", _("Pupils"), agreed_words, actual, is_off, f"{agreed}|{pupils}")


def _formats(content: dict, formats: list[dict], today: datetime.date, used: dict[int, str]) -> Line | None:
    """Off when a form was used that was not chosen, or when half of the time is gone and a chosen one was not used."""
    chosen = {each["pk"]: each["name"] for each in formats}
    if not chosen:
        return None
    beside = [name for pk, name in used.items() if pk not in chosen]
    waiting = [name for pk, name in chosen.items() if pk not in used]
    gone = _share_gone(content, today)
    is_late = bool(used and waiting and gone is not None and gone > HALF)
    actual = _("used so far: %(names)s") % {"names": join_words(sorted(used.values()))} if used else _("not said yet")
    if used and waiting:
        actual = _("%(actual)s; not yet: %(names)s") % {"actual": actual, "names": join_words(sorted(waiting))}
    mark = f"{sorted(chosen)}|{sorted(used)}|{is_late}"[:120]
    return Line("formats", _("Forms"), join_words(sorted(chosen.values())), actual, bool(beside) or is_late, mark)


def _goal(goal: Goal) -> Line:
    latest = next(iter(goal.reviews_newest_first), None)
    actual = str(latest.get_status_display()) if latest else _("not looked at yet")
    is_off = bool(latest and latest.status in {GoalStatus.SLOW, GoalStatus.OFF})
    return Line(f"goal-{goal.pk}", _("Goal"), goal.text, actual, is_off, str(latest.pk) if latest else "")


def _milestone(row: FollowedMilestone, today: datetime.date) -> Line:
    """Off when its day is past, or was moved by more than two weeks; once reached it is as it is."""
    agreed = _("%(what)s, %(day)s") % {"what": row.text, "day": format_short(row.planned_on)}
    is_late = row.is_open and row.due_on < today
    words = [str(row.get_status_display()), slip_words(row.slip)]
    mark = f"{row.due_on}|{row.status}|{is_late}"
    is_off = is_late or (not row.is_done and (not row.is_open or row.slip > MOST_SLIP))
    return Line(f"milestone-{row.pk}", _("Milestone"), agreed, ", ".join(filter(None, words)), is_off, mark)


def _task(task: Task, today: datetime.date) -> Line:
    left = task.responsible.left_on
    is_gone = bool(left and left <= today)
    actual = _("has left") if is_gone else _("as agreed")
    agreed = _("%(task)s: %(name)s") % {"task": task.title, "name": task.responsible}
    return Line(f"task-{task.pk}", _("People"), agreed, actual, is_gone, str(task.responsible_id))


def _text(content: dict, key: str) -> str:
    blocks = (block for section in content.get("sections", ()) for block in section.get("blocks", ()))
    return next((block.get("text", "") for block in blocks if block.get("key") == key), "")


def _day(value) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None
