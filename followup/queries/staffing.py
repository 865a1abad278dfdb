"""Our own people: how much they have, who is away, and who can stand in."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from followup.choices import SessionStatus
from followup.models import Absence, HoursEntry, Session, StaffProfile
from samarbejde.access import institution_ids, sees_everything
from samarbejde.lib.weeks import iso_week, week_start
from samarbejde.lib.wheel import week_mark
from samarbejde.models import Person, Post
from samarbejde.phases import Status

WEEKS = 8


def staff_people(user) -> QuerySet:
    """Return those who have a post with us now."""
    return (
        Person.objects.visible_to(user).active().filter(pk__in=_posts(user).values("person")).order_by("name_key", "pk")
    )


def staff_of(user) -> QuerySet:
    """Return `staff_people` with profile, posts and absences that are not over."""
    away = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()))
    return (
        staff_people(user)
        .select_related("staff_profile")
        .prefetch_related(
            Prefetch("absences", away, to_attr="absences_now"), Prefetch("posts", _posts(user), to_attr="posts_now")
        )
    )  # fmt: skip


def _posts(user) -> QuerySet:
    posts = Post.objects.filter(institution__isnull=False, ended_on__isnull=True)
    return posts if sees_everything(user) else posts.filter(institution__in=institution_ids(user, "view_people"))


def profile_of(person: Person) -> StaffProfile | None:
    """Return what is written about one of us, or None."""
    return getattr(person, "staff_profile", None)


def words_of(text: str) -> list[str]:
    """Return the parts of "first aid, boats", without blanks."""
    return [word.strip() for word in text.split(",") if word.strip()]


def lacking(person: Person, needs: str) -> list[str]:
    """Return which of the needs a person's profile does not name; nothing when nobody has written a profile."""
    profile = profile_of(person)
    if profile is None or not profile.competences:
        return []
    can = {word.casefold() for word in words_of(profile.competences)}
    return [need for need in words_of(needs) if need.casefold() not in can]


def length_of(session: Session) -> Decimal:
    """Return the hours a session takes: as written, or from its times; nought when nobody has said."""
    if session.hours is not None:
        return session.hours
    if session.starts_time and session.ends_time:
        minutes = (session.ends_time.hour - session.starts_time.hour) * 60
        minutes += session.ends_time.minute - session.starts_time.minute
        return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    return Decimal(0)


def counted(rows: QuerySet) -> QuerySet:
    """Return the sessions that take somebody's time: what is called off, or came to nothing, does not."""
    return rows.filter(status__in=[SessionStatus.PLANNED, SessionStatus.HELD]).exclude(
        status=SessionStatus.PLANNED, collaboration__status=Status.DECLINED
    )


@dataclass
class Week:
    """One week of one person: ``hours`` planned; ``over`` when that is more than is set aside."""

    monday: datetime.date
    hours: Decimal = Decimal(0)
    over: bool = False

    @property
    def number(self) -> int:
        return iso_week(self.monday)

    @property
    def mark(self) -> str:
        return week_mark(self.monday)


@dataclass
class Load:
    """What one person has in the coming weeks, over all collaborations."""

    person: Person
    weeks: list[Week]
    collaborations: set[int] = field(default_factory=set)

    @property
    def hours(self) -> Decimal:
        return sum((week.hours for week in self.weeks), Decimal(0))

    @property
    def set_aside(self) -> Decimal | None:
        profile = profile_of(self.person)
        return profile.weekly_hours if profile else None

    @property
    def is_over(self) -> bool:
        return any(week.over for week in self.weeks)


def loads_of(people: list[Person], today: datetime.date, weeks: int = WEEKS) -> list[Load]:
    """Return each person's planned and logged hours by week, from this week on. Two queries."""
    monday = week_start(today)
    loads = {
        person.pk: Load(person, [Week(monday + datetime.timedelta(weeks=n)) for n in range(weeks)]) for person in people
    }
    end = monday + datetime.timedelta(weeks=weeks)
    rows = counted(Session.objects.filter(taught_by__in=loads, date__gte=monday, date__lt=end))
    for session in rows.only("taught_by", "date", "hours", "starts_time", "ends_time", "collaboration"):
        load = loads[session.taught_by_id]
        load.weeks[(session.date - monday).days // 7].hours += length_of(session)
        load.collaborations.add(session.collaboration_id)
    for entry in HoursEntry.objects.filter(person__in=loads, date__gte=monday, date__lt=end):
        load = loads[entry.person_id]
        load.weeks[(entry.date - monday).days // 7].hours += entry.hours
    for load in loads.values():
        for week in load.weeks:
            week.over = load.set_aside is not None and week.hours > load.set_aside
    return list(loads.values())
