"""Reads of agreements, their versions and answers."""

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from agreements.choices import VersionStatus
from agreements.models import Agreement, AgreementVersion, Approval, Goal, Sign, Task
from agreements.queries.plan import with_plan
from samarbejde.lib.embedded import embedded, every, remember, restored
from samarbejde.models import Collaboration, Link, StoredFile

NAMES = ("responsible__id", "responsible__name", "backup__id", "backup__name")
TASK = (*every(Task), *NAMES)
APPROVAL = (*every(Approval), *every(Link, "link"), *every(StoredFile, "scan"))


def find_agreement(collaboration: Collaboration) -> Agreement | None:
    """Return the working text with ``version_count``, plan, goals, signs and tasks, or None. One query."""
    here = OuterRef("pk")
    rows = with_plan(Agreement.objects.filter(collaboration=collaboration)).annotate(
        version_count=Coalesce(Subquery(_count_versions()), 0),
        goals_embedded=embedded(Goal.objects.filter(agreement=here).order_by("order", "pk"), *every(Goal)),
        signs_embedded=embedded(Sign.objects.filter(goal__agreement=here).order_by("order", "pk"), *every(Sign)),
        tasks_embedded=embedded(Task.objects.filter(agreement=here).order_by("order", "pk"), *TASK),
    )
    found = rows.first()
    if found:
        found.collaboration = collaboration  # with its parties already read
        _remember_rows(found)
    return found


def _remember_rows(agreement: Agreement) -> None:
    goals = restored(Goal, agreement.goals_embedded)
    signs = restored(Sign, agreement.signs_embedded)
    for goal in goals:
        goal.agreement = agreement
        remember(goal, "signs", [sign for sign in signs if sign.goal_id == goal.pk])
    remember(agreement, "goals", goals)
    remember(agreement, "tasks", restored(Task, agreement.tasks_embedded))


def _count_versions():
    rows = AgreementVersion.objects.filter(agreement=OuterRef("pk")).order_by().values("agreement")
    return rows.annotate(number=Count("pk")).values("number")


def get_agreement(collaboration: Collaboration) -> Agreement:
    """Like `find_agreement`, but raises Http404 when there is none."""
    found = find_agreement(collaboration)
    if found is None:
        raise Http404
    return found


def list_versions(agreement: Agreement) -> list[AgreementVersion]:
    """Return all versions, the newest first, with the answers of each side. One query."""
    answers = Approval.objects.filter(version=OuterRef("pk")).order_by("place", "pk")
    rows = agreement.versions.select_related("sent_by").annotate(answers_embedded=embedded(answers, *APPROVAL))
    parties = {party.pk: party for party in agreement.collaboration.parties.all()}
    versions = list(rows)
    for version in versions:
        approvals = restored(Approval, version.answers_embedded)
        for approval in approvals:
            approval.version, approval.party = version, parties[approval.party_id]
        remember(version, "approvals", approvals)
    return versions


def get_version(user, collaboration_id: int, number: int) -> AgreementVersion:
    """Return one version with its collaboration. Raises Http404 for what ``user`` may not see."""
    answers = Approval.objects.select_related(
        "party__school", "party__municipality", "party__institution", "link", "scan"
    )
    rows = AgreementVersion.objects.visible_to(user).select_related("agreement__collaboration__institution", "sent_by")
    found = (
        rows.prefetch_related(Prefetch("approvals", answers))
        .filter(agreement__collaboration=collaboration_id, number=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def current_version(versions: list[AgreementVersion]) -> AgreementVersion | None:
    """Return the version that counts now: the newest that both approved."""
    return next((version for version in versions if version.status == VersionStatus.APPROVED), None)


def waiting_version(versions: list[AgreementVersion]) -> AgreementVersion | None:
    """Return the version that is out, or that came back with a wish for a change."""
    open_now = {VersionStatus.SENT, VersionStatus.DECLINED, VersionStatus.REFUSED}
    return versions[0] if versions and versions[0].status in open_now else None
