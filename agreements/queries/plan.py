"""An agreement's milestones, economy lines and the head teacher's decision, read with the agreement itself."""

import datetime
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from agreements.choices import EconomyKind
from agreements.models import Agreement, Approval, EconomyLine, Milestone, StandardClause
from samarbejde.models import Collaboration, Party


@dataclass(frozen=True)
class MilestoneItem:
    pk: int
    title: str
    due_on: datetime.date | None


@dataclass(frozen=True)
class LineItem:
    """One cost; ``party`` is None when a grant, or somebody else, pays."""

    kind: str
    text: str
    amount: int
    party: Party | None

    @property
    def payer(self) -> str:
        return str(self.party) if self.party else _("A grant, or somebody else")

    @property
    def what(self) -> str:
        return self.text or str(EconomyKind(self.kind).label)


@dataclass(frozen=True)
class GivenDecision:
    """What a head teacher has decided under folkeskolelovens § 3, stk. 5, when they approved."""

    on: datetime.date
    who: str
    extent: str


@dataclass(frozen=True)
class Plan:
    milestones: list[MilestoneItem]
    lines: list[LineItem]
    decision: GivenDecision | None
    formats: list[str]
    own_texts: dict[str, str]  # the institution's ready texts for this template

    @property
    def totals(self) -> list[tuple[str, int]]:
        """Return (who pays, kroner), in the order they first stand."""
        sums: dict[str, int] = {}
        for line in self.lines:
            sums[line.payer] = sums.get(line.payer, 0) + line.amount
        return list(sums.items())


def with_plan(agreements: QuerySet) -> QuerySet:
    """Add the annotation `plan_of` reads."""
    milestones = Milestone.objects.filter(agreement=OuterRef("pk")).order_by("order", "pk")
    lines = EconomyLine.objects.filter(agreement=OuterRef("pk")).order_by("order", "pk")
    decided = Approval.objects.filter(version__agreement=OuterRef("pk"), decision_on__isnull=False)
    decided = decided.order_by("-decision_on", "-pk")
    formats = Collaboration.formats.through.objects.filter(collaboration=OuterRef("collaboration"))
    formats = formats.order_by("format__group", "format__order", "format")
    clauses = StandardClause.objects.filter(
        institution=OuterRef("collaboration__institution"), template=OuterRef("template")
    )
    return agreements.annotate(
        plan_rows=JSONObject(
            milestones=ArraySubquery(milestones.values(row=JSONObject(pk="pk", title="title", due_on="due_on"))),
            lines=ArraySubquery(
                lines.values(row=JSONObject(kind="kind", text="text", amount="amount", party=F("paid_by")))
            ),
            formats=ArraySubquery(formats.values("format__name")),
            clauses=ArraySubquery(clauses.values(row=JSONObject(field="field", text="text"))),
            decision=Subquery(
                decided.values(row=JSONObject(on="decision_on", who="decision_who", extent="decision_extent"))[:1]
            ),
        )
    )


def plan_of(agreement: Agreement) -> Plan:
    """Return the plan; one query when the agreement was read without it. Reads the parties."""
    found = getattr(agreement, "plan_rows", None)
    if found is None:
        found = with_plan(Agreement.objects.filter(pk=agreement.pk)).values_list("plan_rows", flat=True).get()
    parties = {party.pk: party for party in agreement.collaboration.parties.all()}
    milestones = [MilestoneItem(row["pk"], row["title"], _day(row["due_on"])) for row in found["milestones"]]
    lines = [LineItem(row["kind"], row["text"], row["amount"], parties.get(row["party"])) for row in found["lines"]]
    decision = found["decision"]
    own = {row["field"]: row["text"] for row in found["clauses"]}
    return Plan(
        milestones, lines, decision and GivenDecision(**decision | {"on": _day(decision["on"])}), found["formats"], own
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
