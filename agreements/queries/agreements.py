"""Reads of agreements, their versions and answers."""

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from agreements.choices import VersionStatus
from agreements.models import Agreement, AgreementVersion, Approval, Goal, Task
from agreements.queries.plan import with_plan
from samarbejde.models import Collaboration


def find_agreement(collaboration: Collaboration) -> Agreement | None:
    """Return the working text with ``version_count``, plan, goals, signs and tasks, or None. Four queries."""
    rows = with_plan(Agreement.objects.filter(collaboration=collaboration))
    rows = rows.annotate(version_count=Coalesce(Subquery(_count_versions()), 0))
    goals = Prefetch("goals", Goal.objects.prefetch_related("signs"))
    tasks = Prefetch("tasks", Task.objects.select_related("responsible", "backup"))
    found = rows.prefetch_related(goals, tasks).first()
    if found:
        found.collaboration = collaboration  # with its parties already read
    return found


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
    """Return all versions, the newest first, with the answers of each side. Two queries."""
    answers = Approval.objects.select_related(
        "party__school", "party__municipality", "party__institution", "link", "scan"
    )
    return list(agreement.versions.select_related("sent_by").prefetch_related(Prefetch("approvals", answers)))


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
