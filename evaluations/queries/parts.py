"""Parts of the report that are a table and a few sentences; page, PDF, Word and Excel draw them all alike.

Readers choose among them: the facts for those who do not know the work, class by class for the municipality, money for
whoever pays, what it rests on for the leader, and what happens now for all.
"""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import VersionStatus
from agreements.models import AgreementVersion, Task
from evaluations.models import Evaluation, EvaluationTalk
from followup.models import Session, Spending
from followup.queries.economy import economy_from
from samarbejde.choices import ParticipantRole
from samarbejde.lib.danish import format_day, format_number, format_period, join_words
from samarbejde.lib.embedded import embedded, restored
from samarbejde.models import Collaboration, Format, Participant, Subject
from samarbejde.queries.collaborations import other_parties_first

Cell = str | int | Decimal | datetime.date | None
TITLES = {
    "facts": gettext_lazy("The collaboration in brief"),
    "classes": gettext_lazy("Class by class"),
    "money": gettext_lazy("Hours and money"),
    "risk": gettext_lazy("What it rests on"),
    "next": gettext_lazy("What happens now"),
}


PROMISE = ("actionpoint__text", "actionpoint__owner__name", "actionpoint__due_on")


@dataclass(frozen=True)
class Part:
    """``rows`` are as long as ``headings``; ``notes`` stand under them. Numbers are whole, or hours as Decimal."""

    key: str
    headings: list[str] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(TITLES[self.key])

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.notes

    @property
    def numeric(self) -> list[int]:
        """The columns that hold numbers."""
        return [
            place for place in range(len(self.headings))
            if any(isinstance(row[place], int | Decimal) for row in self.rows)
        ]  # fmt: skip

    @property
    def as_text(self) -> list[list[str]]:
        return [[_as_text(cell) for cell in row] for row in self.rows]

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """Each cell as (text, is its column numbers?)."""
        return [[(text, place in self.numeric) for place, text in enumerate(row)] for row in self.as_text]


def _as_text(cell: Cell) -> str:
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, datetime.date):
        return format_day(cell)
    if isinstance(cell, Decimal):
        return format_number(cell, 1)
    return format_number(cell) if isinstance(cell, int) else cell


def _background(collaboration: Collaboration, evaluation: Evaluation) -> Collaboration:
    """Return the collaboration once more with all that the parts tell of. One query."""
    here = OuterRef("pk")
    approved = AgreementVersion.objects.filter(agreement__collaboration=here, status=VersionStatus.APPROVED)
    alone = Task.objects.filter(agreement__collaboration=here, backup__isnull=True).order_by("order", "pk")
    people = Participant.objects.filter(collaboration=here, ended_on__isnull=True, person__isnull=False)
    promised = EvaluationTalk.actions.through.objects.filter(
        evaluationtalk__evaluation=evaluation, actionpoint__done_at__isnull=True
    ).order_by("actionpoint__due_on", "actionpoint")
    spent = Spending.objects.filter(collaboration=here).order_by("-date", "-pk")
    return Collaboration.objects.select_related("renews").annotate(
        subject_rows=_names(Subject), format_rows=_names(Format), alone_rows=embedded(alone, "title"),
        people_rows=embedded(people.order_by("pk"), "party_id", "role", "person__name"),
        promised_rows=embedded(promised, *PROMISE), spent_rows=embedded(spent, "id", "what", "payer", "amount"),
        approved=Subquery(approved.order_by("-number").values("content")[:1]), renewal_on=F("agreement__renewal_on"),
    ).get(pk=collaboration.pk)  # fmt: skip


def _names(model) -> ArraySubquery:
    return embedded(model.objects.filter(collaborations=OuterRef("pk")), "id", "name")


def _facts(collaboration: Collaboration, known) -> Part:
    """Who, what and when."""
    continued = _("Continues “%(title)s”") % {"title": known.renews} if known.renews else _("A new collaboration")
    rows = [
        (_("With"), collaboration.counterpart),
        (_("Our place"), str(collaboration.institution)),
        (_("Kind"), str(collaboration.get_kind_display())),
        (_("New or continued"), continued),
        (_("Period"), format_period(collaboration.starts_on, collaboration.ends_on)),
        (_("Grades"), collaboration.grades_label),
        (_("Subjects"), join_words([row["name"] for row in known.subject_rows])),
        (_("Forms"), join_words([row["name"] for row in known.format_rows])),
    ]
    return Part("facts", [_("What"), _("Value")], [row for row in rows if row[1]])


def _classes(held: list[Session]) -> Part:
    """Each class with its sessions. A class that is followed is one, whatever it was called."""
    found: dict[object, list[Session]] = {}
    for session in held:
        found.setdefault(session.class_group_id or session.class_name, []).append(session)
    rows: list[tuple[Cell, ...]] = [
        (
            "–".join(dict.fromkeys(each.class_name for each in sessions if each.class_name)) or _("Not said"),
            len(sessions),
            max(each.pupils or 0 for each in sessions),
            sum(each.pupils or 0 for each in sessions),
            sum((each.hours or Decimal(0) for each in sessions), Decimal(0)),
        )
        for sessions in found.values()
    ]
    headings = [_("Class"), _("Sessions"), _("Different pupils"), _("Participations"), _("Teaching hours")]
    return Part("classes", headings, sorted(rows, key=lambda row: str(row[0])))


def _money(collaboration: Collaboration, known) -> Part:
    """Agreed beside used: our hours, and each line of money."""
    economy = economy_from(known.approved, restored(Spending, known.spent_rows))
    used, agreed = collaboration.hours_used, collaboration.hours_agreed
    rows: list[tuple[Cell, ...]] = [(_("Our hours"), str(collaboration.institution), _("hours"), agreed, used)]
    rows += [(line.what, line.payer, _("kroner"), line.agreed, line.spent) for line in economy.lines]
    if len(economy.lines) > 1:
        rows.append((_("Money in all"), "", _("kroner"), economy.total.agreed, economy.total.spent))
    notes = [] if economy.lines else [_("No money was agreed or written down.")]
    return Part("money", [_("What"), _("Who pays"), _("Unit"), _("Agreed"), _("Used")], rows, notes)


def _risk(collaboration: Collaboration, known) -> Part:
    """How many people each side has, who answers for it, and which tasks nobody else can take."""
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    for party in other_parties_first(collaboration):
        here = [row for row in known.people_rows if row["party_id"] == party.pk]
        names = sorted({row["person__name"] for row in here})
        leaders = [row["person__name"] for row in here if row["role"] == ParticipantRole.LEADER]
        rows.append((str(party), len(names), join_words(leaders)))
        if len(names) == 1:
            notes.append(_("At %(party)s it rests on one person: %(name)s.") % {"party": party, "name": names[0]})
        elif not names:
            notes.append(_("Nobody takes part from %(party)s just now.") % {"party": party})
    if known.alone_rows:
        titles = join_words([row["title"] for row in known.alone_rows])
        notes.append(_("Nobody stands in for: %(tasks)s.") % {"tasks": titles})
    if not notes:
        notes.append(_("It does not rest on one person."))
    return Part("risk", [_("Side"), _("People"), _("Responsible leader")], rows, notes)


def _next(talk: EvaluationTalk | None, known, *, is_told: bool) -> Part:
    """What was promised at the talk and is not done, and when renewal is decided; the decision, unless it is told.

    Our own next step is not here: the report may be handed on, and that line is written to ourselves.
    """
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    for text, owner, due_on in ([row[key] for key in PROMISE] for row in known.promised_rows):
        rows.append((text, owner or "", datetime.date.fromisoformat(due_on)))
    if known.renewal_on:
        rows.append((_("Decide whether we continue"), "", known.renewal_on))
    if talk and talk.decision and not is_told:
        notes.append(_("We decided: %(decision)s.") % {"decision": talk.get_decision_display()})
    return Part("next", [_("What"), _("Who"), _("By")], rows, notes)


def parts_of(report, keys: Collection[str]) -> dict[str, Part]:
    """Return those of the parts that are among ``keys``. One query, or none."""
    chosen = [key for key in TITLES if key in keys]
    if not chosen:
        return {}
    collaboration = report.collaboration
    known = _background(collaboration, report.evaluation)
    makers: dict[str, Callable[[], Part]] = {
        "facts": lambda: _facts(collaboration, known),
        "classes": lambda: _classes(report.sessions),
        "money": lambda: _money(collaboration, known),
        "risk": lambda: _risk(collaboration, known),
        "next": lambda: _next(report.talk, known, is_told="talk" in keys),
    }
    return {key: makers[key]() for key in chosen}
