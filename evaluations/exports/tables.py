"""The report as sheets: a workbook, and one plain table for CSV."""

from django.utils.translation import gettext as _

from evaluations.exports.pdf import hidden_note, talk_parts
from evaluations.queries.definitions import definitions
from evaluations.queries.report import Report
from samarbejde.lib.tables_out import Sheet, write_csv, write_xlsx


def report_xlsx(report: Report) -> bytes:
    """Return a workbook: summary, the chosen parts, each on a sheet of its own, and what the figures mean."""
    parts = {
        "goals": _goals, "sides": _sides, "answers": _answers, "words": _words, "sessions": _sessions,
    }  # fmt: skip
    sheets = [
        _summary(report),
        *(
            Sheet(part.title, part.headings, part.rows, part.notes)
            for part in report.parts.values()
            if not part.is_empty
        ),
        *(make(report) for key, make in parts.items() if key in report.sections),
        Sheet(_("Definitions"), [_("Word"), _("Meaning")], definitions()),
    ]
    with write_xlsx(sheets) as file:
        return file.read()


def report_csv(report: Report) -> bytes:
    """Return the answers, one row per question and answer."""
    sheet = _answers(report)
    return b"".join(write_csv(sheet.headers, sheet.rows))


def _summary(report: Report) -> Sheet:
    collaboration = report.collaboration
    rows = [
        (_("Collaboration"), collaboration.title),
        (_("With"), collaboration.counterpart),
        (_("Our place"), str(collaboration.institution)),
        (_("Evaluation"), report.evaluation.title),
        (_("Written"), report.written_on),
        (_("Conclusion"), report.conclusion),
        (_("Sessions held"), len(report.sessions)),
        (_("Participations"), report.participations),
        (_("Accompanying adults"), report.adults),
        (_("Teaching hours"), report.hours_taught),
        (_("Hours used"), report.hours_used),
        (_("Hours agreed"), report.hours_agreed),
        (_("Answers"), report.responses),
        *(talk_parts(report) if "talk" in report.sections else []),
    ]
    return Sheet(_("Summary"), [_("What"), _("Value")], rows)


def _goals(report: Report) -> Sheet:
    rows = []
    for goal in report.goals:
        status = goal.review.get_status_display() if goal.review else _("Not looked at")
        seen = goal.review.evidence if goal.review else ""
        rows.append((goal.goal.text, goal.goal.get_goal_for_display(), status, seen, "", None, None))
        for audience, rating in goal.ratings:
            who = audience.questionnaire.get_audience_display()
            rows.append((goal.goal.text, goal.goal.get_goal_for_display(), "", "", who, rating.positive, rating.total))
        for audience, sign in goal.signs:
            who = audience.questionnaire.get_audience_display()
            rows.append((sign.question.sign.text, _("Sign"), "", "", who, sign.positive, sign.total))
    headings = [
        _("Goal"),
        _("For whom"),
        _("Status"),
        _("Seen or heard"),
        _("Group"),
        _("Say it is reached"),
        _("Answers"),
    ]
    return Sheet(_("Goals"), headings, rows)


def _sides(report: Report) -> Sheet:
    rows = [
        (row.theme, audience.questionnaire.get_audience_display(), share.positive, share.total)
        for row in report.themes
        for audience, share in zip(report.audiences, row.shares, strict=True)
        if share.total
    ]
    rows += [
        (rating.question.text, audience.questionnaire.get_audience_display(), rating.positive, rating.total)
        for audience, rating in report.promises
    ]
    return Sheet(_("Side by side"), [_("About"), _("Group"), _("Positive answers"), _("Answers")], rows)


def _answers(report: Report) -> Sheet:
    rows = []
    for audience in report.audiences:
        who = audience.questionnaire.get_audience_display()
        note = hidden_note(audience)
        if note:
            rows.append((who, "", note, "", None, None))
        for chart in audience.by_scale:
            for row in chart.rows:
                question = row.result.question
                rows += [
                    (who, question.get_theme_display(), question.text, label, count, row.result.total)
                    for _value, label, count in row.result.counts
                ]
    headings = [_("Group"), _("About"), _("Question"), _("Answer"), _("Number"), _("In all")]
    return Sheet(_("Answers"), headings, rows)


def _words(report: Report) -> Sheet:
    rows = [
        (audience.questionnaire.get_audience_display(), words.question.text, text)
        for audience in report.audiences
        for words in audience.words
        for text in words.texts
    ]
    return Sheet(_("In their own words"), [_("Group"), _("Question"), _("Answer")], rows)


def _sessions(report: Report) -> Sheet:
    headings = [_("Date"), _("Class"), _("Where"), _("Pupils"), _("Adults"), _("Hours")]
    rows = [(s.date, s.class_name, s.get_venue_display(), s.pupils, s.adults, s.hours) for s in report.sessions]
    if report.named:
        headings.append(_("Who taught"))
        rows = [(*row, str(s.taught_by or "")) for row, s in zip(rows, report.sessions, strict=True)]
    return Sheet(_("Sessions held"), headings, rows)
