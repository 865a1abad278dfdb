"""A version of an agreement as PDF."""

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agreements.choices import ApprovalAnswer
from agreements.models import AgreementVersion, Approval
from agreements.queries.content import ANOTHER_YEAR
from samarbejde.lib.danish import format_day, format_moment, join_words
from samarbejde.lib.documents import render_pdf

SHORT_HASH = 12


def version_pdf(version: AgreementVersion) -> bytes:
    """Return the PDF of the frozen text with the answers so far. In Danish, as the agreement is."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_pdf("agreement_version.typ", _data(version), at=version.sent_at)


def pdf_name(version: AgreementVersion) -> str:
    """Return a file name that says what it is."""
    return (
        f"aftale-{slugify(version.content.get('title', ''))[:60] or version.agreement_id}-version-{version.number}.pdf"
    )


def _data(version: AgreementVersion) -> dict:
    content = version.content
    sent = {"number": version.number, "day": format_day(version.sent_at, today=ANOTHER_YEAR)}
    return {
        "title": content["title"],
        "subtitle": f"{content['template']} · {join_words(content['parties'])}",
        "sender": content["institution"],
        "foot": _("Version %(number)s, sent %(day)s") % sent + f" · {version.content_hash[:SHORT_HASH]}",
        "sections": content["sections"],
        "approvals": [_answer(approval) for approval in version.approvals.all()],
        "hash_line": _("Fingerprint of the text (SHA-256): %(hash)s") % {"hash": version.content_hash},
        "words": {
            "goal": _("Goal"),
            "signs": _("How we can see it"),
            "approvals": _("Answers"),
            "headings": [_("Side"), _("Who"), _("Answer")],
        },
    }


def _answer(approval: Approval) -> list[str]:
    words = str(approval.get_answer_display())
    if approval.answer == ApprovalAnswer.APPROVED:
        words = f"{words} {format_moment(approval.answered, today=ANOTHER_YEAR)}"
    return [str(approval.party), approval.typed_name or approval.name, words]
