"""A version of an agreement as PDF."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.documents.answers import answer_rows, decisions_of, file_name, version_line
from agreements.models import AgreementVersion
from samarbejde.lib.danish import join_words
from samarbejde.lib.documents import render_pdf
from samarbejde.lib.logos import read_logo

SHORT_HASH = 12


def version_pdf(version: AgreementVersion) -> bytes:
    """Return the PDF of the frozen text with the answers so far. In Danish, as the agreement is."""
    with translation.override(settings.LANGUAGE_CODE):
        return render_pdf("agreement_version.typ", _data(version), at=version.sent_at)


def pdf_name(version: AgreementVersion) -> str:
    """Return a file name that says what it is."""
    return file_name(version.content, version.agreement_id, f"version-{version.number}.pdf")


def _data(version: AgreementVersion) -> dict:
    content = version.content
    return {
        "title": content["title"],
        "subtitle": f"{content['template']} · {join_words(content['parties'])}",
        "sender": content["institution"],
        "foot": f"{version_line(version)} · {version.content_hash[:SHORT_HASH]}",
        "logo": list(read_logo(version.agreement.collaboration.institution)),
        "sections": content["sections"],
        "approvals": answer_rows(version),
        "decisions": [
            [
                [_("Decided by"), decision.by],
                [_("May teach without a teacher"), decision.who],
                [_("When, and how much"), decision.extent],
            ]
            for decision in decisions_of(version)
        ],
        "signatures": _signatures(version),
        "hash_line": _("Fingerprint of the text (SHA-256): %(hash)s") % {"hash": version.content_hash},
        "words": {
            "goal": _("Goal"),
            "signs": _("How we can see it"),
            "approvals": _("Answers"),
            "headings": [_("Side"), _("Who"), _("Answer")],
            "decision": _("The head teacher's decision (folkeskoleloven § 3, stk. 5)"),
            "signatures": _("If it is signed on paper"),
            "date": _("Date"),
            "signature": _("Signature"),
        },
    }


def _signatures(version: AgreementVersion) -> list[str]:
    """Return who could sign on paper instead: each side that has not answered what is out."""
    if version.status != VersionStatus.SENT:
        return []
    waiting = [each for each in version.approvals.all() if each.answer == ApprovalAnswer.WAITING]
    return [f"{each.party}, {each.name}" for each in waiting]
