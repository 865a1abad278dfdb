"""People who are away, who leave before the work ends, who lack what it takes, or who have too much."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Task
from followup.choices import SessionStatus
from followup.models import Session
from followup.queries.absence import away_on_the_day
from followup.queries.staffing import counted, lacking, length_of, profile_of
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import TEMPORARY_FUNCTIONS, Severity
from samarbejde.lib.danish import format_number, format_short
from samarbejde.lib.weeks import week_start
from samarbejde.models import Person, Post
from samarbejde.phases import Phase

AHEAD = datetime.timedelta(weeks=4)
RUNS_OVER_WEEKS = datetime.timedelta(weeks=3)


def _planned(collaborations: QuerySet, today: datetime.date) -> QuerySet:
    return Session.objects.filter(collaboration__in=collaborations, status=SessionStatus.PLANNED, date__gte=today)


def _long_work(collaborations: QuerySet, today: datetime.date) -> dict[int, dict[int, datetime.date]]:
    """Return {person: {collaboration: last day}} of what lasts for weeks: planned sessions and agreed tasks."""
    work: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    sessions = _planned(collaborations, today).filter(taught_by__isnull=False).order_by()
    for row in sessions.values("collaboration", "taught_by").annotate(first=Min("date"), last=Max("date")):
        if row["last"] - row["first"] >= RUNS_OVER_WEEKS:
            work[row["taught_by"]][row["collaboration"]] = row["last"]
    tasks = Task.objects.filter(
        agreement__collaboration__in=collaborations.filter(phase=Phase.ACTIVE), responsible__isnull=False,
        agreement__ends_on__gte=today + RUNS_OVER_WEEKS,
    ).select_related("agreement")  # fmt: skip
    for task in tasks:
        pk, ends_on = task.agreement.collaboration_id, task.agreement.ends_on
        if task.responsible_id and ends_on:
            work[task.responsible_id][pk] = max(ends_on, work[task.responsible_id].get(pk, ends_on))
    return work


class TeacherAway(AttentionRule):
    """A session within four weeks stands without its teacher."""

    code = "teacher_away"
    guide = "3B1"
    severity = Severity.URGENT
    what = _("The session on %(first)s stands without a teacher")
    why = _("%(name)s is away. Find somebody who stands in, or call the school.")
    short = _("Without a teacher")
    action = _("Find a stand-in")
    url_name = "followup:absence_list"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = _planned(collaborations, today).filter(away_on_the_day(), date__lte=today + AHEAD)
        found: dict[int, tuple] = {}
        for pk, day, name in rows.order_by("date", "pk").values_list("collaboration", "date", "taught_by__name"):
            found.setdefault(pk, (day, name))
        for pk, (day, name) in found.items():
            yield Hit(pk, {"first": day.isoformat(), "name": name})

    def sentence(self, data: dict) -> str:
        return super().sentence(data | {"first": format_short(datetime.date.fromisoformat(data["first"]))})

    def action_url(self, collaboration_id: int) -> str:
        return reverse(self.url_name)


class TemporaryStaff(AttentionRule):
    """Somebody who is here for a time has work that lasts longer, and nobody has said until when they are here."""

    code = "temporary_staff"
    guide = "3B2"
    what = _("%(name)s may be gone before the work is done")
    why = _("The work goes on until %(until)s. Write until when %(name)s is with you, or let another take over.")
    short = _("Temporary staff")
    action = _("See the staffing")
    url_name = "followup:staff_list"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        work = _long_work(collaborations, today)
        temporary = Post.objects.filter(
            person=OuterRef("pk"), function__in=TEMPORARY_FUNCTIONS, institution__isnull=False, ended_on__isnull=True
        )
        people = Person.objects.filter(pk__in=work).annotate(is_temporary=Exists(temporary))
        hits: dict[int, Hit] = {}
        for person in people.select_related("staff_profile").order_by("name_key", "pk"):
            profile = profile_of(person)
            until = profile.available_until if profile else None
            for pk, last in work[person.pk].items():
                if until < last if until else person.is_temporary:
                    hits.setdefault(pk, Hit(pk, {"name": person.name, "until": last.isoformat()}))
        yield from hits.values()

    def reason(self, data: dict) -> str:
        return super().reason(data | {"until": format_short(datetime.date.fromisoformat(data["until"]))})

    def action_url(self, collaboration_id: int) -> str:
        return reverse(self.url_name)


class LacksCompetence(AttentionRule):
    """Who teaches does not have what the collaboration asks of them."""

    code = "lacks_competence"
    guide = "3B2"
    what = _("%(name)s does not have what it takes: %(lacks)s")
    why = _("You have written what one must be able to do here. Correct it, or let another take over.")
    short = _("Lacks a competence")
    action = _("See the staffing")
    url_name = "followup:staff_list"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = _planned(collaborations, today).filter(taught_by__isnull=False).exclude(collaboration__briefing=None)
        rows = rows.exclude(collaboration__briefing__needs="").order_by("date", "pk")
        hits: dict[int, Hit] = {}
        for session in rows.select_related("collaboration__briefing", "taught_by__staff_profile"):
            lacks = lacking(session.taught_by, session.collaboration.briefing.needs)
            if lacks:
                data = {"name": session.taught_by.name, "lacks": ", ".join(lacks)}
                hits.setdefault(session.collaboration_id, Hit(session.collaboration_id, data))
        yield from hits.values()

    def action_url(self, collaboration_id: int) -> str:
        return reverse(self.url_name)


class EmployeeOverloaded(AttentionRule):
    """Within four weeks somebody has more in a week than is set aside, over all collaborations."""

    code = "employee_overloaded"
    guide = "3E3"
    what = _("%(name)s has too much: %(hours)s hours in one week")
    why = _("%(limit)s hours a week are set aside. Move a session, let another take it, or set more aside.")
    short = _("Too much")
    action = _("See the staffing")
    url_name = "followup:staff_list"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        monday = week_start(today)
        ahead = counted(Session.objects.filter(date__gte=monday, date__lt=monday + AHEAD))
        concerned = ahead.filter(collaboration__in=collaborations, taught_by__staff_profile__weekly_hours__isnull=False)
        rows = ahead.filter(taught_by__in=concerned.values("taught_by")).select_related("taught_by__staff_profile")
        weeks: dict[tuple, Decimal] = defaultdict(Decimal)
        where: dict[tuple, set[int]] = defaultdict(set)
        for session in rows:
            key = (session.taught_by, week_start(session.date))
            weeks[key] += length_of(session)
            where[key].add(session.collaboration_id)
        ours = set(concerned.values_list("collaboration", flat=True))
        hits: dict[int, Hit] = {}
        for (person, week), hours in sorted(weeks.items(), key=lambda item: (-item[1], item[0][0].pk)):
            limit = person.staff_profile.weekly_hours
            if hours > limit:
                data = {"name": person.name, "hours": f"{hours:f}", "limit": f"{limit:f}"}
                for pk in where[person, week] & ours:
                    hits.setdefault(pk, Hit(pk, data))
        yield from hits.values()

    def sentence(self, data: dict) -> str:
        return super().sentence(data | {"hours": _short(data["hours"])})

    def reason(self, data: dict) -> str:
        return super().reason(data | {"limit": _short(data["limit"])})

    def action_url(self, collaboration_id: int) -> str:
        return reverse(self.url_name)


def _short(hours: str) -> str:
    number = Decimal(hours)
    return format_number(number, 0 if number == number.to_integral() else 1)


RULES = (TeacherAway(), TemporaryStaff(), LacksCompetence(), EmployeeOverloaded())
