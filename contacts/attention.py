"""What the contact phase watches in every collaboration, as long as it is not closed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Function, ParticipantRole, PartyKind, Severity
from samarbejde.lib.danish import format_day
from samarbejde.models import Collaboration, Participant, Party, Post
from samarbejde.phases import Phase

SCHOOL_LEADERS = (Function.SCHOOL_LEADER, Function.PEDAGOGICAL_LEADER)
# In the follow-up the sessions themselves are what comes next.
PHASES_WITH_STEPS = (Phase.CONTACT, Phase.AGREEMENT)
CONFIRMED_FOR_DAYS = 365
PEOPLE = "samarbejde:collaboration_people"


def _alive(collaborations: QuerySet) -> QuerySet:
    return collaborations.exclude(phase=Phase.CLOSED)


def _present() -> QuerySet:
    """Return the participants who are people, still there, on either side."""
    return Participant.objects.filter(person__isnull=False, ended_on__isnull=True, person__left_on__isnull=True)


def _not_ours() -> Q:
    """The other side's participants; an institution may also be somebody else's party."""
    return Q(party__institution__isnull=True) | ~Q(party__institution=F("collaboration__institution"))


def school_leaders() -> QuerySet:
    """Return the participants of the other side who lead, by their role here or by their post."""
    led = Post.objects.filter(person=OuterRef("person"), function__in=SCHOOL_LEADERS, ended_on__isnull=True)
    return _present().filter(_not_ours()).filter(Q(role=ParticipantRole.LEADER) | Exists(led))


class NoSchoolLeader(AttentionRule):
    code = "no_school_leader"
    guide = "1A4"
    what = _("No leader takes part at %(place)s")
    why = _("What rests on personal contacts alone easily ends when somebody changes jobs. Involve the leadership too.")
    short = _("No leader")
    action = _("Add a leader")
    url_name = PEOPLE

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        has_school = Exists(Party.objects.filter(collaboration=OuterRef("pk"), kind=PartyKind.SCHOOL))
        has_leader = Exists(school_leaders().filter(collaboration=OuterRef("pk")))
        rows = _alive(collaborations).filter(has_school).exclude(has_leader)
        for pk, place in rows.values_list("pk", "counterpart"):
            yield Hit(pk, {"place": place})


class _OnePerson(AttentionRule):
    """A side on which exactly one person takes part. ``data`` names the place, and the person by number only."""

    short = _("Rests on one person")
    action = _("Add one more")
    url_name = PEOPLE

    def _side(self) -> Q:
        raise NotImplementedError

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        alive = {row.pk: row for row in _alive(collaborations).select_related("institution", "lead")}
        people: dict[int, dict[int, tuple[int | None, str]]] = defaultdict(dict)
        found = _present().filter(self._side(), collaboration__in=list(alive))
        for pk, person, user, name in found.values_list("collaboration", "person", "person__user", "person__name"):
            people[pk][person] = (user, name)
        for pk, those in people.items():
            if self._count(those, alive[pk]) == 1:
                yield Hit(pk, {"place": self._name(alive[pk]), "person": next(iter(those))})

    def _count(self, people: dict[int, tuple[int | None, str]], collaboration: Collaboration) -> int:
        return len(people)

    def _name(self, collaboration: Collaboration) -> str:
        return collaboration.counterpart


class SchoolRestsOnOne(_OnePerson):
    code = "school_rests_on_one"
    guide = "1B1"
    what = _("Only one person carries it at %(place)s")
    why = _("If that person is away or changes jobs, nobody there knows what you have agreed.")

    def _side(self) -> Q:
        return _not_ours()


class WeRestOnOne(_OnePerson):
    code = "we_rest_on_one"
    guide = "3B1"
    what = _("Only one person carries it at %(place)s")
    why = _("At illness or a new job nobody can take over. Name one more who knows the collaboration.")

    def _side(self) -> Q:
        return Q(party__institution=F("collaboration__institution"))

    def _count(self, people: dict[int, tuple[int | None, str]], collaboration: Collaboration) -> int:
        """The lead counts too, unless the lead is one of them."""
        lead = collaboration.lead
        known = lead is None or any(user == lead.pk or name == lead.name for user, name in people.values())
        return len(people) + (0 if known else 1)

    def _name(self, collaboration: Collaboration) -> str:
        return collaboration.institution.name


class UnderstandingNotWritten(AttentionRule):
    code = "understanding_not_written"
    guide = "1A5"
    what = _("You have not written what you mean by the collaboration")
    why = _("The same word can mean a single visit to one and a partnership to another. A few lines are enough.")
    short = _("No shared understanding")
    action = _("Write it")
    url_name = "samarbejde:collaboration_edit"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        for pk in _alive(collaborations).filter(understanding="").values_list("pk", flat=True):
            yield Hit(pk)


class UnderstandingNotConfirmed(AttentionRule):
    """After the agreement is concluded the text stands in it, and both sides have approved that."""

    code = "understanding_not_confirmed"
    guide = "1A5"
    what = _("The shared understanding is not confirmed by both sides")
    why = _("What one side has written down, the other may understand differently. A yes from each settles it.")
    short = _("Not confirmed")
    action = _("Compare and confirm")
    url_name = "contacts:expectations_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = collaborations.filter(phase=Phase.AGREEMENT).exclude(understanding="")
        same = Q(alignment__confirmed__isnull=False, alignment__agreed_text=F("understanding"))
        for pk in rows.exclude(same).values_list("pk", flat=True):
            yield Hit(pk)


class NoNextStep(AttentionRule):
    code = "no_next_step"
    guide = "1A3"
    what = _("No next step is planned")
    why = _("Contacts fade when nobody knows who writes next, and when.")
    short = _("No next step")
    action = _("Plan the next step")
    url_name = "contacts:attempt_create"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = collaborations.filter(phase__in=PHASES_WITH_STEPS, next_step="", next_step_on__isnull=True)
        for pk in rows.values_list("pk", flat=True):
            yield Hit(pk)


class NextStepOverdue(AttentionRule):
    code = "next_step_overdue"
    guide = "1A3"
    severity = Severity.URGENT
    what = _("The next step is late: %(step)s")
    why = _("It was planned for %(day)s. Note how it went, or choose a new day.")
    short = _("Next step is late")
    action = _("Note how it went")
    url_name = "contacts:attempt_create"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = _alive(collaborations).filter(next_step_on__lt=today)
        for pk, step, day in rows.values_list("pk", "next_step", "next_step_on"):
            yield Hit(pk, {"step": step or "–", "on": day.isoformat()}, since=day)

    def reason(self, data: dict) -> str:
        return str(self.why) % {"day": format_day(datetime.date.fromisoformat(data["on"]))}


class ContactUnconfirmed(AttentionRule):
    code = "contact_unconfirmed"
    guide = "4C2"
    why = _("People change jobs and numbers. Ask whether it still holds, and note that you did.")
    short = _("Contact not confirmed")
    action = _("See the people")
    url_name = PEOPLE

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        limit = today - datetime.timedelta(days=CONFIRMED_FOR_DAYS)
        old = Q(person__confirmed_on__lt=limit) | Q(
            person__confirmed_on__isnull=True, person__created_at__date__lt=limit
        )
        rows = _present().filter(_not_ours(), old, collaboration__in=_alive(collaborations))
        people: dict[int, set[int]] = defaultdict(set)
        for pk, person in rows.values_list("collaboration", "person"):
            people[pk].add(person)
        for pk, those in people.items():
            yield Hit(pk, {"count": len(those), "people": sorted(those)})

    def sentence(self, data: dict) -> str:
        text = ngettext(
            "One contact person has not been confirmed for a year",
            "%(count)s contact people have not been confirmed for a year",
            data["count"],
        )
        return text % {"count": data["count"]}


RULES = (
    NoSchoolLeader(), SchoolRestsOnOne(), WeRestOnOne(), UnderstandingNotWritten(), UnderstandingNotConfirmed(),
    NoNextStep(), NextStepOverdue(), ContactUnconfirmed(),
)  # fmt: skip
