"""What stands in a school year: sessions, meetings, milestones, goals, evaluations and the days of agreements."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, TimeField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.models import Agreement, Goal
from followup.choices import GoalStatus, MilestoneStatus, SessionStatus
from followup.models import FollowedMilestone, GoalReview, Meeting, Session
from followup.queries.goals import due_day
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.danish import format_number
from samarbejde.lib.weeks import school_year_days
from samarbejde.models import Collaboration, Participant
from samarbejde.panels import get_panel
from samarbejde.phases import HUES, Phase, Status

MOST = 4000  # rows read; beyond it the page asks for a narrower choice


class Kind(models.TextChoices):
    """What stands in the year; the rings of the wheel from the inside out. The values are in the address."""

    SESSION = "gang", gettext_lazy("Sessions")
    MEETING = "moede", gettext_lazy("Meetings")
    MILESTONE = "milepael", gettext_lazy("Milestones")
    GOAL = "maal", gettext_lazy("Goals to look at")
    EVALUATION = "evaluering", gettext_lazy("Evaluations")
    PERIOD = "aftale", gettext_lazy("Agreements begin and end")


KIND_HUES = dict.fromkeys(Kind, HUES[Phase.ACTIVE]) | {
    Kind.EVALUATION: HUES[Phase.EVALUATION], Kind.PERIOD: HUES[Phase.AGREEMENT],
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What the year is narrowed to."""

    year: int
    kind: str = ""
    institution: int | None = None
    person: int | None = None

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        return school_year_days(self.year)


@dataclass(frozen=True)
class Entry:
    """One line of the list."""

    day: datetime.date
    kind: Kind
    text: str
    detail: str
    url: str
    time: datetime.time | None = None

    @property
    def hue(self) -> str:
        return KIND_HUES[self.kind]


def count_words(kind: Kind, number: int) -> str:
    """Return "4 gange"."""
    words = {
        Kind.SESSION: ngettext("%(n)s session", "%(n)s sessions", number),
        Kind.MEETING: ngettext("%(n)s meeting", "%(n)s meetings", number),
        Kind.MILESTONE: ngettext("%(n)s milestone", "%(n)s milestones", number),
        Kind.GOAL: ngettext("%(n)s goal to look at", "%(n)s goals to look at", number),
        Kind.EVALUATION: ngettext("%(n)s evaluation", "%(n)s evaluations", number),
        Kind.PERIOD: ngettext("%(n)s day of an agreement", "%(n)s days of agreements", number),
    }
    return words[kind] % {"n": format_number(number)}


class Scope:
    """Whose year, and the collaborations it is narrowed to."""

    def __init__(self, user, choice: Choice):
        self.user, self.choice = user, choice
        self.everywhere = Collaboration.objects.visible_to(user).exclude(status=Status.DECLINED)
        if choice.institution:
            self.everywhere = self.everywhere.filter(institution=choice.institution)
        self.chosen = self.everywhere
        if choice.person:
            self.chosen = self.everywhere.filter(pk__in=_joined(choice.person))


def entries_of(user, choice: Choice) -> Iterator[Entry]:
    """Yield what stands in the year, in no order. Three queries, one more when evaluations must be narrowed."""
    scope = Scope(user, choice)
    wanted = {Kind(choice.kind)} if choice.kind else set(Kind)
    parts = [part(scope) for kind, part in DATED.items() if kind in wanted]
    if parts:
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        yield from (_entry(row) for row in rows.order_by("day", "pk")[: MOST + 1])
    if Kind.GOAL in wanted:
        yield from _goals(scope)
    if Kind.EVALUATION in wanted:
        yield from _evaluations(scope)


def _joined(person: int) -> QuerySet:
    return Participant.objects.filter(person=person, ended_on__isnull=True).values("collaboration")


def _columns(rows: QuerySet, sort: str, day: str, *, words: str = "", starts: str = "", home: str = "collaboration"):
    """Return the columns every part of the year's one statement has."""
    said = Cast(F(words), CharField()) if words else Value("", output_field=CharField())
    time = F(starts) if starts else Cast(Value(None), TimeField())
    prefix = f"{home}__" if home else ""
    return rows.order_by().values(
        "pk", sort=Value(sort), day=Cast(F(day), DateField()), time=time, words=said,
        home=F(f"{prefix}pk"), name=F(f"{prefix}title"), other=F(f"{prefix}counterpart"),
    )  # fmt: skip


def _sessions(scope: Scope) -> QuerySet:
    rows = Session.objects.exclude(status=SessionStatus.CANCELLED).filter(date__range=scope.choice.days)
    if scope.choice.person:
        # What somebody teaches, and what nobody in particular teaches where they take part.
        mine = Q(taught_by=scope.choice.person) | Q(taught_by__isnull=True, collaboration__in=scope.chosen)
        rows = rows.filter(mine, collaboration__in=scope.everywhere)
    else:
        rows = rows.filter(collaboration__in=scope.chosen)
    waits = Concat(F("class_name"), Value(f" · {_('the day is not agreed')}"), output_field=CharField())
    rows = rows.annotate(said=Case(When(week_only=True, then=waits), default=F("class_name"), output_field=CharField()))
    return _columns(rows, "session", "date", words="said", starts="starts_time")


def _meetings(scope: Scope) -> QuerySet:
    rows = Meeting.objects.exclude(status=SessionStatus.CANCELLED)
    rows = rows.filter(collaboration__in=scope.chosen, date__range=scope.choice.days)
    return _columns(rows, "meeting", "date", starts="starts_time")


def _milestones(scope: Scope) -> QuerySet:
    rows = FollowedMilestone.objects.exclude(status=MilestoneStatus.DROPPED).annotate(at=Coalesce("done_on", "due_on"))
    rows = rows.filter(collaboration__in=scope.chosen, at__range=scope.choice.days)
    return _columns(rows, "milestone", "at", words="text")


def _periods(scope: Scope) -> QuerySet:
    starts = _columns(scope.chosen.filter(starts_on__range=scope.choice.days), "starts", "starts_on", home="")
    ends = _columns(scope.chosen.filter(ends_on__range=scope.choice.days), "ends", "ends_on", home="")
    renewals = Agreement.objects.filter(renewal_on__range=scope.choice.days, collaboration__in=scope.chosen.running())
    if not sees_everything(scope.user):
        renewals = renewals.filter(collaboration__institution__in=institution_ids(scope.user, "view_people"))
    return starts.union(ends, _columns(renewals, "renewal", "renewal_on"), all=True)


DATED = {
    Kind.SESSION: _sessions, Kind.MEETING: _meetings, Kind.MILESTONE: _milestones, Kind.PERIOD: _periods,
}  # fmt: skip
SORTS = {
    "session": Kind.SESSION, "meeting": Kind.MEETING, "milestone": Kind.MILESTONE, "starts": Kind.PERIOD,
    "ends": Kind.PERIOD, "renewal": Kind.PERIOD,
}  # fmt: skip


def _entry(row: dict) -> Entry:
    texts = {
        "session": row["name"], "meeting": _("Meeting: %(title)s") % {"title": row["name"]},
        "milestone": _("Milestone: %(what)s") % {"what": row["words"]}, "starts": _("Begins: %(title)s"),
        "ends": _("Ends: %(title)s"), "renewal": _("Decide whether you go on: %(title)s"),
    }  # fmt: skip
    sort = row["sort"]
    text = texts[sort] % {"title": row["name"]} if SORTS[sort] == Kind.PERIOD else texts[sort]
    details = [row["name"] if sort == "milestone" else row["words"].removeprefix(" · "), row["other"]]
    return Entry(row["day"], SORTS[sort], text, " · ".join(filter(None, details)), _url(row), row["time"])


def _url(row: dict) -> str:
    if row["sort"] == "meeting":
        return reverse("followup:meeting_detail", args=[row["home"], row["pk"]])
    if SORTS[row["sort"]] == Kind.PERIOD:
        return reverse("agreements:agreement_detail", args=[row["home"]])
    page = reverse("followup:followup_detail", args=[row["home"]])
    return f"{page}#milepaele" if row["sort"] == "milestone" else page


def _goals(scope: Scope) -> Iterator[Entry]:
    """Yield, for each collaboration, the days its goals should be looked at next. One query."""
    newest = GoalReview.objects.filter(goal=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    active = scope.chosen.running().filter(phase=Phase.ACTIVE)
    rows = Goal.objects.filter(agreement__collaboration__in=active, agreement__review_weeks__isnull=False).annotate(
        last_at=Subquery(newest.values("reviewed_at")[:1]), last_status=Subquery(newest.values("status")[:1])
    )  # fmt: skip
    days: dict[tuple, int] = Counter()
    known: dict[int, Collaboration] = {}
    for goal in rows.select_related("agreement__collaboration"):
        collaboration = goal.agreement.collaboration
        latest = GoalReview(reviewed_at=goal.last_at, status=goal.last_status) if goal.last_at else None
        if latest and latest.status == GoalStatus.REACHED:
            continue
        day = due_day(collaboration, goal.agreement, latest)
        if day and scope.choice.days[0] <= day <= scope.choice.days[1]:
            known[collaboration.pk] = collaboration
            days[day, collaboration.pk] += 1
    for (day, pk), number in days.items():
        text = _("Look at the goals: %(title)s") % {"title": known[pk].title}
        detail = f"{known[pk].counterpart} · {count_words(Kind.GOAL, number)}"
        yield Entry(day, Kind.GOAL, text, detail, f"{reverse('followup:followup_detail', args=[pk])}#maal")


def _evaluations(scope: Scope) -> Iterator[Entry]:
    """Yield what the evaluation phase has on its calendar, whichever app that is."""
    panel = get_panel(Phase.EVALUATION)
    found = list(panel.upcoming(scope.user, *scope.choice.days)) if panel else []
    if found and (scope.choice.institution or scope.choice.person):
        ids = scope.chosen.filter(pk__in={each.collaboration_id for each in found}).values_list("pk", flat=True)
        kept = set(ids)
        found = [each for each in found if each.collaboration_id in kept]
    for each in found:
        yield Entry(each.date, Kind.EVALUATION, str(each.text), str(each.detail), each.url, each.time)
