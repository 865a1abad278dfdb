"""The report as a tagged PDF."""

import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from evaluations.exports.charts import scale_pictures
from evaluations.queries.definitions import definitions
from evaluations.queries.parts import Part
from evaluations.queries.report import GoalReport, Report
from evaluations.queries.results import AudienceResult, QuestionResult
from samarbejde.lib.danish import format_day, format_number, format_percent
from samarbejde.lib.documents import render_pdf


def report_pdf(report: Report) -> bytes:
    """Set the report with Typst."""
    collaboration = report.collaboration
    return render_pdf(
        "evaluation_report.typ",
        {
            "lang": get_language() or "da",
            "title": collaboration.title,
            "subtitle": " · ".join(filter(None, [collaboration.counterpart, report.evaluation.title])),
            "sender": str(collaboration.institution),
            "foot": _("Evaluation · written %(day)s") % {"day": format_day(report.written_on, datetime.date.min)},
            "order": report.sections,
            "intro": report.intro,
            "closing": report.closing,
            "conclusion": report.conclusion or _("The conclusion has not been written yet."),
            "headings": {
                "figures": _("In figures"),
                "goals": _("The goals"),
                "sessions": _("Sessions held"),
                "sides": _("Side by side"),
                "promises": _("Promised and received"),
                "talk": _("What we take from it"),
                "definitions": _("What the figures mean"),
                "words": _("In their own words"),
            },
            "figures": _figures(report),
            "goals": [_goal(goal) for goal in report.goals],
            "parts": {key: _part(part) for key, part in report.parts.items()},
            "sides": sides_table(report),
            "promises": [[rating.question.text, said_yes(audience, rating)] for audience, rating in report.promises],
            "talk": [list(pair) for pair in talk_parts(report)],
            "definitions": [list(pair) for pair in definitions()],
            "words": _words(report),
            "audiences": [_audience(audience) for audience in report.audiences],
            "session_headings": [_("Date"), _("Class"), _("Where"), _("Pupils"), _("Hours")],
            "sessions": [session_cells(session) for session in report.sessions],
        },
    )


def _figures(report: Report) -> list[tuple[str, str]]:
    count = len(report.sessions)
    sessions = ngettext("participations, %(count)d session", "participations, %(count)d sessions", count)
    hours = _("hours used")
    if report.hours_agreed:
        hours = _("hours of %(hours)s agreed") % {"hours": format_number(report.hours_agreed, 1)}
    figures = [
        (format_number(report.participations), sessions % {"count": count}),
        (format_number(report.hours_used, 1), hours),
        (format_number(report.responses), _("have answered")),
    ]
    for audience in report.audiences:
        if audience.rate is not None:
            name = _("response rate: %(audience)s") % {"audience": audience.questionnaire.get_audience_display()}
            figures.append((format_percent(audience.responses, audience.questionnaire.expected), name))
    return figures


def _part(part: Part) -> dict:
    return {
        "title": part.title, "headings": part.headings, "rows": part.as_text, "numeric": part.numeric,
        "notes": part.notes, "terms": part.key == "facts",
    }  # fmt: skip


def _goal(goal) -> dict:
    ratings = [
        _("%(audience)s: %(positive)s of %(total)s say it is reached.")
        % {
            "audience": audience.questionnaire.get_audience_display(),
            "positive": format_number(rating.positive),
            "total": format_number(rating.total),
        }
        for audience, rating in goal.ratings
    ]
    status = goal.review.get_status_display() if goal.review else _("Not looked at")
    ratings += signs_seen(goal)
    evidence = [goal.review.evidence] if goal.review and goal.review.evidence else []
    return {"text": goal.goal.text, "status": status, "notes": " ".join(evidence + ratings)}


def _audience(audience: AudienceResult) -> dict:
    return {
        "title": _("%(audience)s say") % {"audience": audience.questionnaire.get_audience_display()},
        "note": hidden_note(audience),
        "tables": [
            {
                "charts": scale_pictures(chart),
                "headings": [_("Question"), *chart.labels, _("In all")],
                "rows": [
                    [
                        row.result.question.text,
                        *(format_number(n) for _v, _l, n in row.result.counts),
                        format_number(row.result.total),
                    ]
                    for row in chart.rows
                ],
            }
            for chart in audience.by_scale
        ],
    }


def _words(report: Report) -> list[dict]:
    return [
        {"question": f"{audience.questionnaire.get_audience_display()}: {w.question.text}", "texts": w.texts}
        for audience in report.audiences
        for w in audience.words
        if w.texts
    ]


def said_yes(audience: AudienceResult, rating: QuestionResult) -> str:
    """”Lærere: 3 af 4”."""
    return _("%(audience)s: %(positive)s of %(total)s") % {
        "audience": audience.questionnaire.get_audience_display(),
        "positive": format_number(rating.positive),
        "total": format_number(rating.total),
    }


def signs_seen(goal: GoalReport) -> list[str]:
    """”De stiller selv spørgsmål”: Lærere: 3 af 4; one line per sign and audience."""
    return [f"”{sign.question.sign.text}”: {said_yes(audience, sign)}" for audience, sign in goal.signs]


def talk_parts(report: Report) -> list[tuple[str, str]]:
    """Return (heading, text) of the talk about the answers: what both sides may read."""
    talk = report.talk
    if talk is None:
        return []
    parts = [(str(heading), text) for heading, text in talk.parts]
    if talk.decision:
        decided = [talk.get_decision_display(), talk.decision_why]
        parts.append((_("What we decided"), ". ".join(filter(None, decided))))
    return parts


def sides_table(report: Report) -> dict:
    """Return headings and rows: theme, then one share per audience."""
    names = [audience.questionnaire.get_audience_display() for audience in report.audiences]
    rows = [
        [row.theme, *(format_percent(s.positive, s.total) if s.total else "–" for s in row.shares)]
        for row in report.themes
    ]
    return {"headings": [_("About"), *names], "rows": rows}


def hidden_note(audience: AudienceResult) -> str:
    """Why an audience's answers are not shown, or nothing."""
    if audience.hidden == "open":
        return _("Pupils' answers are shown when the evaluation is closed.")
    if audience.hidden == "few":
        return _("Fewer than five pupils have answered. Their answers are not shown, so that nobody can be recognised.")
    return "" if audience.responses else _("Nobody has answered yet.")


def session_cells(session) -> list[str]:
    """Return one session as a row of text."""
    return [
        format_day(session.date),
        session.class_name or "–",
        session.get_venue_display(),
        format_number(session.pupils or 0),
        format_number(session.hours or 0, 1),
    ]
