"""An agreement as a Word document: for a municipality's lawyer, or whoever else must write in the text itself."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.documents.answers import answer_rows, decisions_of, file_name, version_line
from agreements.models import AgreementVersion
from samarbejde.lib.danish import join_words
from samarbejde.lib.tables_out import clean_text
from samarbejde.lib.word import add_bullets, add_prose, add_table, as_bytes, begin_document


def agreement_docx(content: dict, version: AgreementVersion | None = None, *, logo: bytes = b"") -> bytes:
    """Return ``content`` as a document; with the answers when it is a version that was sent, else as a draft."""
    with translation.override(settings.LANGUAGE_CODE):
        foot = version_line(version) if version else _("Draft")
        document = begin_document(content["title"], author=content["institution"], foot=foot, picture=logo)
        add_prose(document, f"{content['template']} · {join_words(content['parties'])}")
        for section in content["sections"]:
            _section(document, section)
        if version:
            _answers(document, version)
        return as_bytes(document)


def docx_name(content: dict, agreement_id: int, version: AgreementVersion | None = None) -> str:
    """Return a file name that says what it is."""
    return file_name(content, agreement_id, f"version-{version.number}.docx" if version else "udkast.docx")


def _section(document, section: dict) -> None:
    document.add_heading(clean_text(section["title"]), 1)
    for block in section["blocks"]:
        if block["kind"] == "table":
            add_table(document, block["headings"], block["rows"])
        elif block["kind"] == "goals":
            _goals(document, block["goals"])
        else:
            if len(section["blocks"]) > 1:  # a text alone needs no label: its heading says it
                document.add_heading(clean_text(block["label"]), 2)
            add_prose(document, block["text"])


def _goals(document, goals: list[dict]) -> None:
    for number, goal in enumerate(goals, start=1):
        document.add_heading(_("Goal %(number)s") % {"number": number}, 2)
        add_prose(document, goal["text"])
        if goal["signs"]:
            add_prose(document, _("How we can see it"))
            add_bullets(document, goal["signs"])


def _answers(document, version: AgreementVersion) -> None:
    document.add_heading(_("Answers"), 1)
    add_table(document, [_("Side"), _("Who"), _("Answer")], answer_rows(version))
    for decision in decisions_of(version):
        document.add_heading(_("The head teacher's decision (folkeskoleloven § 3, stk. 5)"), 2)
        rows = [(_("Decided by"), decision.by), (_("May teach without a teacher"), decision.who)]
        add_table(document, [_("What"), _("Decision")], [*rows, (_("When, and how much"), decision.extent)])
    add_prose(document, _("Fingerprint of the text (SHA-256): %(hash)s") % {"hash": version.content_hash})
