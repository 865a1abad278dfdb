"""What lists and frames need to know of an agreement, read with the collaboration itself: no query of its own."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.models import Agreement, AgreementVersion, Approval, Goal
from samarbejde.models import Collaboration

GOALS_SHOWN = 3
NOTHING = object()


@dataclass(frozen=True)
class AgreementFacts:
    """The newest version's ``number`` is 0 while nothing was sent. ``waiting`` are the names of those asked."""

    exists: bool = False
    template: str = ""
    teacher_role: bool = False
    number: int = 0
    status: str = ""
    approved: int = 0
    waiting: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)


def with_facts(collaborations: QuerySet) -> QuerySet:
    """Add the annotation `facts_of` reads."""
    return collaborations.annotate(agreement_facts=Subquery(_facts(OuterRef("pk"))))


def _facts(collaboration) -> QuerySet:
    newest = AgreementVersion.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    approved = newest.filter(status=VersionStatus.APPROVED)
    waiting = Approval.objects.filter(
        version__agreement=OuterRef("pk"), version__status=VersionStatus.SENT, answer=ApprovalAnswer.WAITING,
        asked__isnull=False,
    )  # fmt: skip
    goals = Goal.objects.filter(agreement=OuterRef("pk")).order_by("order", "pk")
    return Agreement.objects.filter(collaboration=collaboration).values(
        facts=JSONObject(
            template=F("template"),
            teacher_role=~Q(teacher_role=""),
            number=Subquery(newest.values("number")[:1]),
            status=Subquery(newest.values("status")[:1]),
            approved=Subquery(approved.values("number")[:1]),
            waiting=ArraySubquery(waiting.order_by("place", "pk").values("name")),
            goals=ArraySubquery(goals.values("text")[:GOALS_SHOWN]),
        )
    )[:1]


def facts_of(collaboration: Collaboration) -> AgreementFacts:
    """Return the facts; one query when the collaboration was read without them."""
    found = getattr(collaboration, "agreement_facts", NOTHING)
    if found is NOTHING:
        found = _facts(collaboration.pk).values_list("facts", flat=True).first()
        collaboration.agreement_facts = found
    if not found:
        return AgreementFacts()
    return AgreementFacts(exists=True, **{name: value for name, value in found.items() if value is not None})
