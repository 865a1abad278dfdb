"""What the agreement phase asks the users to look at."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agreements.choices import ApprovalAnswer, Certificate, TeacherPresent, VersionStatus
from agreements.models import Agreement, AgreementVersion, Approval, Task
from samarbejde.attention import AttentionRule, Hit
from samarbejde.choices import Severity
from samarbejde.lib.danish import format_day
from samarbejde.phases import Phase

PATIENCE = datetime.timedelta(days=4)
TOO_LONG = datetime.timedelta(days=14)
RENEWAL_NOTICE = datetime.timedelta(days=30)
WORDS_SHOWN = 200


def _as_day(data: dict) -> dict:
    """Return ``data`` with its day as one reads it."""
    return data | {"day": format_day(datetime.date.fromisoformat(data["on"]))}


class DatedRule(AttentionRule):
    """A rule whose sentence names a day: ``data["on"]`` is stored, %(day)s is shown."""

    def sentence(self, data: dict) -> str:
        return super().sentence(_as_day(data))

    def reason(self, data: dict) -> str:
        return super().reason(_as_day(data))


def _find_unanswered(collaborations: QuerySet, oldest: datetime.date | None, newest: datetime.date) -> Iterable[Hit]:
    """Return the versions sent in the span that still lack an answer."""
    rows = AgreementVersion.objects.filter(
        agreement__collaboration__in=collaborations, status=VersionStatus.SENT, sent_at__date__lte=newest
    )
    if oldest:
        rows = rows.filter(sent_at__date__gt=oldest)
    waiting = Count("approvals", filter=Q(approvals__answer=ApprovalAnswer.WAITING))
    values = rows.annotate(waiting=waiting).values_list("agreement__collaboration", "number", "sent_at", "waiting")
    for pk, number, sent_at, count in values:
        day = timezone.localtime(sent_at).date()
        yield Hit(pk, {"number": number, "on": day.isoformat(), "waiting": count}, since=day)


def _find_stopped(collaborations: QuerySet, status: str, answer: str) -> Iterable[Hit]:
    """Return the versions that one side stopped, with its own words."""
    rows = AgreementVersion.objects.filter(
        agreement__collaboration__in=collaborations, status=status, approvals__answer=answer
    )
    fields = ("number", "approvals__typed_name", "approvals__comment", "approvals__answered")
    for pk, number, who, comment, answered in rows.values_list("agreement__collaboration", *fields):
        words = Truncator(" ".join(comment.split())).chars(WORDS_SHOWN)
        yield Hit(pk, {"number": number, "who": who, "words": words}, since=timezone.localtime(answered).date())


class AgreementUnanswered(DatedRule):
    """Sent some days ago, and somebody has not answered."""

    code = "agreement_unanswered"
    guide = "2F2"
    what = _("The agreement is not approved yet")
    why = _("It was sent %(day)s, and %(waiting)s has not answered.")
    short = _("Awaits approval")
    action = _("See who is missing")
    url_name = "agreements:agreement_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        return _find_unanswered(collaborations, today - TOO_LONG, today - PATIENCE)


class AgreementOverdue(DatedRule):
    """Sent a fortnight ago, and somebody has not answered."""

    code = "agreement_overdue"
    guide = "2F2"
    severity = Severity.URGENT
    what = _("The agreement has waited for approval for more than two weeks")
    why = _("It was sent %(day)s. Call instead: %(waiting)s has not answered.")
    short = _("Approval is late")
    action = _("See who is missing")
    url_name = "agreements:agreement_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        return _find_unanswered(collaborations, None, today - TOO_LONG)


class ChangeWanted(AttentionRule):
    """Somebody asked for a change, and no new version has been sent."""

    code = "agreement_change_wanted"
    guide = "2F2"
    severity = Severity.URGENT
    what = _("A change to the agreement is wanted")
    why = _("%(who)s writes: “%(words)s” Nobody can approve before a new version is sent.")
    short = _("Change wanted")
    action = _("Read what is wanted")
    url_name = "agreements:agreement_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        return _find_stopped(collaborations, VersionStatus.DECLINED, ApprovalAnswer.CHANGE)


class AgreementRefused(AttentionRule):
    """Somebody said no, and no new version has been sent."""

    code = "agreement_refused"
    guide = "2F2"
    severity = Severity.URGENT
    what = _("Somebody has said no to the agreement")
    why = _("%(who)s writes: “%(words)s” Call, and find out what it takes.")
    short = _("A no to the agreement")
    action = _("Read the answer")
    url_name = "agreements:agreement_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        return _find_stopped(collaborations, VersionStatus.REFUSED, ApprovalAnswer.REFUSED)


class EditorRule(AttentionRule):
    """A rule that is mended in the agreement's editor, at ``anchor``."""

    url_name = "agreements:agreement_edit"
    anchor = ""

    def action_url(self, collaboration_id: int) -> str:
        return f"{super().action_url(collaboration_id)}#{self.anchor}"


class TaskWithoutBackup(EditorRule):
    """A task rests on one person."""

    code = "task_without_backup"
    guide = "3B1"
    what = _("Nobody stands in for “%(task)s”")
    why = _("If the one who does it is ill, the session is called off.")
    short = _("No backup")
    action = _("Choose a backup")
    anchor = "opgaver"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        alone = Q(backup__isnull=True) | Q(backup__left_on__lte=today)
        rows = (
            Task.objects.filter(alone, agreement__collaboration__in=collaborations.exclude(phase=Phase.CLOSED))
            .order_by()
            .values("agreement__collaboration")
            .annotate(tasks=Count("pk"), task=Min("title"))
        )
        for row in rows:
            yield Hit(row["agreement__collaboration"], {"task": row["task"], "tasks": row["tasks"]})


class TeacherRoleOpen(EditorRule):
    """The work has begun without an agreed role for the teacher."""

    code = "teacher_role_open"
    guide = "3A2"
    what = _("The teacher's role is not agreed")
    why = _("Pupils are being taught, and nothing says what the teacher does meanwhile.")
    short = _("Teacher's role")
    action = _("Agree on it")
    anchor = "id_teacher_role"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        agreed = Agreement.objects.exclude(teacher_role="").values("collaboration")
        rows = collaborations.filter(phase=Phase.ACTIVE).exclude(pk__in=agreed)
        return [Hit(pk) for pk in rows.values_list("pk", flat=True)]


class CertificateOpen(EditorRule):
    """Pupils are being taught, and nobody has confirmed the certificate that both sides found was needed."""

    code = "certificate_open"
    guide = "2F1"
    severity = Severity.URGENT
    what = _("The child protection certificate is not confirmed")
    why = _("You agreed that it is needed, and pupils are being taught. Write the day somebody confirmed it.")
    short = _("Certificate")
    action = _("Write the day")
    anchor = "id_certificate_on"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = Agreement.objects.filter(
            collaboration__in=collaborations.filter(phase=Phase.ACTIVE), certificate=Certificate.NEEDED,
            certificate_on__isnull=True,
        )  # fmt: skip
        return [Hit(pk) for pk in rows.values_list("collaboration", flat=True)]


class DecisionOpen(EditorRule):
    """Pupils are being taught without a teacher, and the head teacher's decision about it stands nowhere."""

    code = "decision_open"
    guide = "2F1"
    severity = Severity.URGENT
    what = _("The head teacher's decision is missing")
    why = _("Pupils are taught without a teacher. The head teacher decides who may do it, when and how much.")
    short = _("Decision missing")
    action = _("Write it down")
    anchor = "id_decision_note"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        decided = Approval.objects.filter(version__agreement=OuterRef("pk"), decision_on__isnull=False)
        rows = Agreement.objects.filter(
            collaboration__in=collaborations.filter(phase=Phase.ACTIVE), decision_note="",
            teacher_present__in=[TeacherPresent.PARTLY, TeacherPresent.NEVER],
        ).exclude(Exists(decided))  # fmt: skip
        return [Hit(pk) for pk in rows.values_list("collaboration", flat=True)]


class RenewalNear(DatedRule):
    """The day on which one wanted to have decided about renewal is near, or has passed."""

    code = "renewal_near"
    guide = "2F1"
    what = _("Decide whether you go on: by %(day)s")
    why = _("Schools plan their next year in spring. Later it is hard to fit in.")
    short = _("Renewal")
    action = _("Open the agreement")
    url_name = "agreements:agreement_detail"

    def find(self, collaborations: QuerySet, today: datetime.date) -> Iterable[Hit]:
        rows = Agreement.objects.filter(
            collaboration__in=collaborations.filter(phase__in=[Phase.ACTIVE, Phase.EVALUATION]),
            versions__status=VersionStatus.APPROVED,
            renewal_on__lte=today + RENEWAL_NOTICE,
        ).distinct()
        for pk, day in rows.values_list("collaboration", F("renewal_on")):
            yield Hit(pk, {"on": day.isoformat()}, since=min(today, day))


RULES = (
    AgreementUnanswered(), AgreementOverdue(), ChangeWanted(), AgreementRefused(), TaskWithoutBackup(),
    TeacherRoleOpen(), CertificateOpen(), DecisionOpen(), RenewalNear(),
)  # fmt: skip
