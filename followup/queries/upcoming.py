"""Sessions, meetings and milestones that lie ahead, as ”Kommende”, the calendar and its feeds show them."""

import datetime
from collections.abc import Iterator

from django.db.models import F, QuerySet, TimeField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from followup.choices import SessionStatus
from followup.models import FollowedMilestone, Meeting, Session
from followup.queries.sessions import numbered_planned
from samarbejde.access import institution_ids, sees_everything
from samarbejde.models import Collaboration
from samarbejde.panels import Upcoming
from samarbejde.phases import HUES, Phase, Status

HUE = HUES[Phase.ACTIVE]


def entries_between(user, start: datetime.date, end: datetime.date, most: int | None) -> Iterator[Upcoming]:
    """Yield what ``user`` may see between two days, the first ``most`` of each. Two queries."""
    planned = Session.objects.visible_to(user).filter(status=SessionStatus.PLANNED, date__range=(start, end))
    rows = numbered_planned(planned.exclude(collaboration__status=Status.DECLINED))
    named = None if sees_everything(user) else set(institution_ids(user, "view_people"))
    for session in rows.select_related("collaboration", "taught_by").order_by("date", "starts_time", "pk")[:most]:
        may_name = named is None or session.collaboration.institution_id in named
        yield session_as_upcoming(session, may_name=may_name)
    for row in meetings_and_milestones(user, start, end)[:most]:
        yield _row_as_upcoming(row, may_name=named is None or row["institution"] in named)


def meetings_and_milestones(user, start: datetime.date, end: datetime.date) -> QuerySet:
    """Return the planned meetings and open milestones of live collaborations, by day, in one statement."""
    alive = {"title": F("collaboration__title"), "counterpart": F("collaboration__counterpart"),
             "institution": F("collaboration__institution"), "home": F("collaboration")}  # fmt: skip
    meetings = Meeting.objects.visible_to(user).filter(status=SessionStatus.PLANNED, date__range=(start, end))
    meetings = meetings.exclude(collaboration__status=Status.DECLINED).order_by()
    milestones = FollowedMilestone.objects.visible_to(user).open().filter(due_on__range=(start, end))
    milestones = milestones.exclude(collaboration__status=Status.DECLINED).order_by()
    no_time = Cast(Value(None), TimeField())
    first = meetings.values(
        "pk", sort=Value("meeting"), day=F("date"), starts=F("starts_time"), ends=F("ends_time"),
        words=F("place"), **alive,
    )  # fmt: skip
    second = milestones.values(
        "pk", sort=Value("milestone"), day=F("due_on"), starts=no_time, ends=no_time,
        words=F("text"), **alive,
    )  # fmt: skip
    return first.union(second, all=True).order_by("day", "starts", "sort", "pk")


def _row_as_upcoming(row: dict, *, may_name: bool) -> Upcoming:
    collaboration = Collaboration(pk=row["home"], title=row["title"], counterpart=row["counterpart"])
    if row["sort"] == "milestone":
        milestone = FollowedMilestone(pk=row["pk"], collaboration=collaboration, text=row["words"], due_on=row["day"])
        return milestone_as_upcoming(milestone)
    meeting = Meeting(
        pk=row["pk"], collaboration=collaboration, date=row["day"], starts_time=row["starts"], ends_time=row["ends"],
        place=row["words"],
    )  # fmt: skip
    return meeting_as_upcoming(meeting, may_name=may_name)


def day_of(session: Session) -> str:
    """Return what to say where a day stands and none is agreed."""
    return _("the day is not agreed") if session.week_only else ""


def session_as_upcoming(session: Session, *, may_name: bool) -> Upcoming:
    """Return the line of a session: ``number`` is annotated."""
    collaboration = session.collaboration
    teacher = str(session.taught_by) if session.taught_by and may_name else ""
    where = session.get_venue_display()
    return Upcoming(
        date=session.date,
        text=_("%(title)s, session %(number)s") % {"title": collaboration.title, "number": session.number},
        detail=" · ".join(filter(None, [collaboration.counterpart, session.name, teacher, where, day_of(session)])),
        url=reverse("followup:session_hold", args=[collaboration.pk, session.pk]),
        hue=HUE,
        time=session.starts_time,
        ends=session.ends_time,
        uid=f"session-{session.pk}",
        collaboration_id=collaboration.pk,
    )


def meeting_as_upcoming(meeting: Meeting, *, may_name: bool = True) -> Upcoming:
    """Return the line of a meeting in the calendar: when, where, with whom; never what was said."""
    collaboration = meeting.collaboration
    return Upcoming(
        date=meeting.date,
        text=_("Meeting: %(title)s") % {"title": collaboration.title},
        detail=" · ".join(filter(None, [collaboration.counterpart, meeting.place if may_name else ""])),
        url=meeting.get_absolute_url(),
        hue=HUE,
        time=meeting.starts_time,
        ends=meeting.ends_time,
        uid=f"meeting-{meeting.pk}",
        collaboration_id=collaboration.pk,
    )


def milestone_as_upcoming(milestone: FollowedMilestone) -> Upcoming:
    """Return the line of a milestone: what should be reached that day."""
    collaboration = milestone.collaboration
    home = reverse("followup:followup_detail", args=[collaboration.pk])
    return Upcoming(
        date=milestone.due_on,
        text=_("Milestone: %(what)s") % {"what": milestone.text},
        detail=" · ".join(filter(None, [collaboration.title, collaboration.counterpart])),
        url=f"{home}#milepaele",
        hue=HUE,
        uid=f"milestone-{milestone.pk}",
        collaboration_id=collaboration.pk,
    )
