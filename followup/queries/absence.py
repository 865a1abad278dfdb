"""The sickness view: which sessions stand without a teacher, who can take them, what to know and whom to call."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from agreements.models import Task
from followup.choices import SessionStatus
from followup.models import Absence, Briefing, Session
from followup.queries.staffing import lacking, staff_people
from samarbejde.access import institution_ids, sees_everything
from samarbejde.choices import ParticipantRole
from samarbejde.models import Participant, Party, Person


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take a session. ``is_agreed``: named as the one who stands in."""

    person: Person
    is_agreed: bool = False
    is_busy: bool = False
    is_away: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def can(self) -> bool:
        return not self.is_busy and not self.is_away


@dataclass
class Uncovered:
    """A planned session whose teacher is away, with all one needs to act."""

    session: Session
    candidates: list[Candidate] = field(default_factory=list)
    contacts: list[Participant] = field(default_factory=list)
    mailboxes: list[str] = field(default_factory=list)

    @property
    def best(self) -> Candidate | None:
        return next((each for each in self.candidates if each.can and not each.lacks), None)


def away_on_the_day() -> Exists:
    """Return the condition that a session's teacher is away that day."""
    away = Absence.objects.filter(person=OuterRef("taught_by"), starts_on__lte=OuterRef("date"))
    return Exists(away.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("date"))))


def absences_now(user, today: datetime.date) -> list[Absence]:
    """Return who is away today or later, those who are away now first."""
    rows = Absence.objects.visible_to(user).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return list(rows.select_related("person").order_by("starts_on", "person__name_key", "pk"))


def staff_with(user, absences: list[Absence]) -> list[Person]:
    """Return those who have a post with us, each with their profile and which of ``absences`` are theirs. One query."""
    away: dict[int, list[Absence]] = defaultdict(list)
    for absence in absences:
        away[absence.person_id].append(absence)
    people = list(staff_people(user).select_related("staff_profile"))
    for person in people:
        person.absences_now = away[person.pk]
    return people


def uncovered_sessions(user, start: datetime.date, end: datetime.date, staff: list[Person]) -> list[Uncovered]:
    """Return the planned sessions between two days whose teacher is away, in order. Four queries however many.

    ``staff`` comes from `staff_with`.
    """
    rows = Session.objects.visible_to(user).filter(away_on_the_day(), status=SessionStatus.PLANNED)
    rows = rows.filter(date__range=(start, end), collaboration__institution__in=_our_places(user, rows))
    sessions = list(_with_all(rows).order_by("date", "starts_time", "pk"))
    if not sessions:
        return []
    busy = _busy(sessions)
    backups = _agreed_backups(sessions)
    return [_cover(session, staff, busy, backups) for session in sessions]


def _our_places(user, rows: QuerySet):
    """Names are for those who may see people: a network's coordinator finds nothing here."""
    if sees_everything(user):
        return rows.values("collaboration__institution")
    return institution_ids(user, "view_people")


def _with_all(rows: QuerySet) -> QuerySet:
    people = Participant.objects.filter(ended_on__isnull=True, person__isnull=False)
    people = people.select_related("person", "party").order_by("pk")
    mailboxes = Party.objects.filter(collaboration=OuterRef("collaboration"), institution__isnull=True)
    mailboxes = mailboxes.exclude(mailbox="").order_by("pk")
    return rows.select_related(
        "collaboration__agreement", "collaboration__briefing", "collaboration__institution", "taught_by"
    ).annotate(mailboxes=ArraySubquery(mailboxes.values("mailbox"))).prefetch_related(
        Prefetch("collaboration__participants", people, to_attr="people_now")
    )  # fmt: skip


def _busy(sessions: list[Session]) -> dict[tuple[int, datetime.date], list[Session]]:
    """Return what everybody teaches on those days."""
    found: dict[tuple[int, datetime.date], list[Session]] = defaultdict(list)
    others = Session.objects.filter(
        date__in={s.date for s in sessions}, status=SessionStatus.PLANNED, taught_by__isnull=False
    )
    for other in others.only("taught_by", "date", "starts_time", "ends_time"):
        found[other.taught_by_id, other.date].append(other)
    return found


def _agreed_backups(sessions: list[Session]) -> dict[tuple[int, int], list[int]]:
    """Return {(collaboration, who): who stands in} as the agreement's tasks have it."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    tasks = Task.objects.filter(agreement__collaboration__in={s.collaboration_id for s in sessions})
    rows = tasks.filter(responsible__isnull=False, backup__isnull=False).order_by("order", "pk")
    for collaboration, who, backup in rows.values_list("agreement__collaboration", "responsible", "backup"):
        found[collaboration, who].append(backup)
    return found


def _cover(session: Session, staff: list[Person], busy: dict, backups: dict) -> Uncovered:
    collaboration = session.collaboration
    joined = collaboration.people_now
    agreed = list(backups.get((collaboration.pk, session.taught_by_id), ()))
    agreed += [row.person_id for row in joined if row.role == ParticipantRole.BACKUP]
    ours = [person for person in staff if person.institution_id == collaboration.institution_id]
    candidates = [
        _candidate(person, session, agreed, busy.get((person.pk, session.date), []))
        for person in ours
        if person.pk != session.taught_by_id
    ]
    candidates.sort(key=lambda each: (not each.can, not each.is_agreed, len(each.lacks), each.person.name_key))
    other_side = [row for row in joined if row.party.institution_id != collaboration.institution_id]
    return Uncovered(session, candidates, other_side, session.mailboxes)


def _candidate(person: Person, session: Session, agreed: list[int], others: list[Session]) -> Candidate:
    briefing = briefing_of(session.collaboration)
    return Candidate(
        person=person,
        is_agreed=person.pk in agreed,
        is_busy=any(_overlap(session, other) for other in others),
        is_away=any(absence.covers(session.date) for absence in person.absences_now),
        lacks=tuple(lacking(person, briefing.needs)) if briefing else (),
    )


def briefing_of(collaboration) -> Briefing | None:
    """Return what a stand-in must know, or None where nobody has written it."""
    return getattr(collaboration, "briefing", None)


def _overlap(one: Session, other: Session) -> bool:
    """Return whether two sessions of one day meet; without times one has to take it that they do."""
    times = (one.starts_time, one.ends_time, other.starts_time, other.ends_time)
    if not all(times):
        return True
    return one.starts_time < other.ends_time and other.starts_time < one.ends_time
