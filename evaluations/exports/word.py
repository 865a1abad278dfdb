"""The report as a Word document, to be written on in."""

from django.utils.translation import gettext as _

from evaluations.exports.charts import drawn, scale_pictures
from evaluations.exports.pdf import hidden_note, said_yes, session_cells, sides_table, signs_seen, talk_parts
from evaluations.queries.parts import Part
from evaluations.queries.report import Report
from evaluations.queries.results import AudienceResult
from samarbejde.lib.danish import format_day, format_number
from samarbejde.lib.tables_out import clean_text
from samarbejde.lib.word import add_bullets, add_picture, add_prose, add_table, as_bytes, begin_document


def report_docx(report: Report) -> bytes:
    """Return the document: true headings, tables whose first row is repeated, and the text's language."""
    document = begin_document(report.collaboration.title, author=str(report.collaboration.institution))
    add_prose(document, " · ".join(filter(None, [report.collaboration.counterpart, report.evaluation.title])))
    add_prose(document, report.intro)
    for key in report.sections:
        if key in report.parts:
            _plain(document, report.parts[key])
        else:
            PARTS[key](document, report)
    add_prose(document, report.closing)
    return as_bytes(document)


def _plain(document, part: Part) -> None:
    if part.is_empty:
        return
    document.add_heading(part.title, 1)
    if part.rows:
        add_table(document, part.headings, part.as_text)
    for note in part.notes:
        add_prose(document, note)


def _conclusion(document, report: Report) -> None:
    add_prose(document, report.conclusion or _("The conclusion has not been written yet."))


def _in_figures(document, report: Report) -> None:
    document.add_heading(_("In figures"), 1)
    add_table(document, [_("What"), _("Value")], _figures(report))


def _definitions(document, report: Report) -> None:
    document.add_heading(_("What the figures mean"), 1)
    add_table(document, [_("Word"), _("Meaning")], report.definitions)


def _figures(report: Report) -> list[tuple[str, str]]:
    return [
        (_("Sessions held"), format_number(len(report.sessions))),
        (_("Participations"), format_number(report.participations)),
        (_("Teaching hours"), format_number(report.hours_taught, 1)),
        (_("Hours used"), format_number(report.hours_used, 1)),
        (_("Answers"), format_number(report.responses)),
        (_("Written"), format_day(report.written_on)),
    ]


def _goals(document, report: Report) -> None:
    if not report.goals:
        return
    document.add_heading(_("The goals"), 1)
    rows = []
    for goal in report.goals:
        status = goal.review.get_status_display() if goal.review else _("Not looked at")
        said = [said_yes(audience, rating) for audience, rating in goal.ratings] + signs_seen(goal)
        rows.append((goal.goal.text, status, "\n".join(said) or "–"))
    add_table(document, [_("Goal"), _("Status"), _("What they say")], rows)


def _talk(document, report: Report) -> None:
    parts = talk_parts(report)
    if parts:
        document.add_heading(_("What we take from it"), 1)
    for heading, text in parts:
        document.add_heading(clean_text(heading), 2)
        add_prose(document, text)


def _promises(document, report: Report) -> None:
    if report.promises:
        document.add_heading(_("Promised and received"), 1)
        rows = [(rating.question.text, said_yes(audience, rating)) for audience, rating in report.promises]
        add_table(document, [_("Question"), _("Say they got it")], rows)


def _sides(document, report: Report) -> None:
    sides = sides_table(report)
    if sides["rows"]:
        document.add_heading(_("Side by side"), 1)
        add_table(document, sides["headings"], sides["rows"])


def _answers(document, report: Report) -> None:
    for audience in report.audiences:
        _audience(document, audience)


def _audience(document, audience: AudienceResult) -> None:
    document.add_heading(_("%(audience)s say") % {"audience": audience.questionnaire.get_audience_display()}, 1)
    if note := hidden_note(audience):
        document.add_paragraph(note)
    for chart in audience.by_scale:
        for picture, alt in drawn(scale_pictures(chart)):
            add_picture(document, picture, alt)
        rows = [
            (row.result.question.text, *(format_number(n) for _v, _l, n in row.result.counts)) for row in chart.rows
        ]
        add_table(document, [_("Question"), *chart.labels], rows)


def _words(document, report: Report) -> None:
    if report.has_words:
        document.add_heading(_("In their own words"), 1)
    for audience in report.audiences:
        for words in audience.words:
            if words.texts:
                who = audience.questionnaire.get_audience_display()
                document.add_heading(clean_text(f"{who}: {words.question.text}"), 2)
                add_bullets(document, words.texts)


def _sessions(document, report: Report) -> None:
    if report.sessions:
        document.add_heading(_("Sessions held"), 1)
        headings = [_("Date"), _("Class"), _("Where"), _("Pupils"), _("Hours")]
        add_table(document, headings, [session_cells(session) for session in report.sessions])


PARTS = {
    "conclusion": _conclusion, "figures": _in_figures, "goals": _goals, "talk": _talk, "promises": _promises,
    "sides": _sides, "answers": _answers, "words": _words, "sessions": _sessions, "definitions": _definitions,
}  # fmt: skip
