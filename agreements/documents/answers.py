"""What the documents say of a version: which one it is, who answered what, and what the head teacher decided."""

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from agreements.choices import ApprovalAnswer
from agreements.models import AgreementVersion, Approval
from agreements.queries.content import ANOTHER_YEAR
from samarbejde.lib.danish import format_day, format_moment


@dataclass(frozen=True)
class DecisionText:
    """The decision under folkeskoleloven § 3, stk. 5: who decided and when, who may teach, when and how much."""

    by: str
    who: str
    extent: str


def version_line(version: AgreementVersion) -> str:
    """Return ”Version 2, sendt tirsdag 3. marts 2026 (uge 10)”."""
    sent = {"number": version.number, "day": format_day(version.sent_at, today=ANOTHER_YEAR)}
    return _("Version %(number)s, sent %(day)s") % sent


def answer_rows(version: AgreementVersion) -> list[list[str]]:
    """Return [side, who, answer] of everybody who was asked."""
    return [_answer(approval) for approval in version.approvals.all()]


def _answer(approval: Approval) -> list[str]:
    words = str(approval.get_answer_display())
    if approval.answer == ApprovalAnswer.APPROVED:
        words = f"{words} {format_moment(approval.answered, today=ANOTHER_YEAR)}"
    return [str(approval.party), approval.typed_name or approval.name, words]


def decisions_of(version: AgreementVersion) -> list[DecisionText]:
    """Return the decisions that head teachers took with their approval."""
    return [
        DecisionText(
            f"{each.typed_name}, {each.party}, {format_day(each.decision_on, today=ANOTHER_YEAR)}",
            each.decision_who, each.decision_extent,
        )
        for each in version.approvals.all()
        if each.decision_on
    ]  # fmt: skip


def file_name(content: dict, agreement_id: int, ending: str) -> str:
    """Return a file name that says what it is."""
    return f"aftale-{slugify(content.get('title', ''))[:60] or agreement_id}-{ending}"
