"""Five readers of one evaluation: what each gets unless somebody chooses otherwise, and how we speak to them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluations.choices import Reader
from evaluations.models import ReaderReport
from evaluations.queries.parts import TITLES
from evaluations.queries.report import SECTIONS, Report
from samarbejde.lib.danish import format_number

SECTION_NAMES = {
    "facts": TITLES["facts"],
    "conclusion": gettext_lazy("Conclusion"),
    "figures": gettext_lazy("In figures"),
    "money": TITLES["money"],
    "goals": gettext_lazy("The goals"),
    "talk": gettext_lazy("What we take from it"),
    "next": TITLES["next"],
    "risk": TITLES["risk"],
    "promises": gettext_lazy("Promised and received"),
    "sides": gettext_lazy("Side by side"),
    "answers": gettext_lazy("The answers, question by question"),
    "words": gettext_lazy("In their own words"),
    "classes": TITLES["classes"],
    "sessions": gettext_lazy("Sessions held"),
    "definitions": gettext_lazy("What the figures mean"),
}
PROPOSED: dict[str, tuple[str, ...]] = {
    Reader.COORDINATOR: SECTIONS,
    Reader.LEADER: ("conclusion", "figures", "money", "goals", "sides", "risk", "talk", "next"),
    Reader.MUNICIPALITY: (
        "facts",
        "figures",
        "classes",
        "conclusion",
        "goals",
        "sides",
        "words",
        "next",
        "definitions",
    ),
    Reader.FUNDER: (
        "facts",
        "conclusion",
        "goals",
        "figures",
        "sides",
        "words",
        "talk",
        "next",
        "money",
        "definitions",
    ),
    Reader.SCHOOL: ("conclusion", "goals", "sides", "words", "talk", "next"),
}


def proposed(report: Report, reader: str) -> ReaderReport:
    """Return what the reader gets before anybody has changed it; not stored."""
    return ReaderReport(
        evaluation=report.evaluation, reader=reader, version=0, sections=list(PROPOSED[reader]),
        intro=_intro(report, reader), conclusion=report.evaluation.conclusion, closing=_closing(reader),
    )  # fmt: skip


def stored_or_proposed(report: Report, reader: str) -> ReaderReport:
    """Return the report as somebody left it, or as it is proposed."""
    stored = next((row for row in report.evaluation.reader_reports.all() if row.reader == reader), None)
    return stored or proposed(report, reader)


def dressed(report: Report, chosen: ReaderReport) -> Report:
    """Return ``report`` with the reader's parts and words."""
    return report.with_parts(
        sections=tuple(key for key in chosen.sections if key in SECTION_NAMES), intro=chosen.intro,
        conclusion=chosen.conclusion, closing=chosen.closing,
    )  # fmt: skip


def _intro(report: Report, reader: str) -> str:
    collaboration = report.collaboration
    facts = {
        "title": collaboration.title, "with": collaboration.counterpart, "place": collaboration.institution,
        "sessions": format_number(len(report.sessions)), "pupils": format_number(report.participations),
        "answers": format_number(report.responses),
    }  # fmt: skip
    texts = {
        Reader.COORDINATOR: "",
        Reader.LEADER: _("In short: %(sessions)s sessions, %(pupils)s participations, %(answers)s answers.") % facts,
        Reader.MUNICIPALITY: _("%(place)s and %(with)s have worked together on “%(title)s”. %(pupils)s participations"
                               " in %(sessions)s sessions. This is how it went, seen from both sides.") % facts,
        Reader.FUNDER: _("Thank you for making “%(title)s” possible. The money became %(sessions)s sessions with"
                         " %(pupils)s participations. Here is what came of it.") % facts,
        Reader.SCHOOL: _("Thank you for the work together on “%(title)s”. Here is what you and the pupils answered, and"
                         " what we take from it.") % facts,
    }  # fmt: skip
    return texts[Reader(reader)]


def _closing(reader: str) -> str:
    texts = {
        Reader.FUNDER: _("We are glad to tell more, and to show the work where it happens."),
        Reader.SCHOOL: _("Write to us if something is not as you see it. We look forward to the next time."),
    }
    return texts.get(Reader(reader), "")
