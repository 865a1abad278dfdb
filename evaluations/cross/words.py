"""What the report calls its figures, and what they mean; the same on the page and in every file."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from evaluations.choices import Audience, Theme
from evaluations.cross.figures import CrossReport, Figures, Part, SideRow
from evaluations.queries.definitions import definitions
from evaluations.queries.sides import Share
from samarbejde.lib.danish import format_number, format_percent
from samarbejde.panels import Figure

Number = int | float | None


@dataclass(frozen=True)
class Measure:
    """One figure: its name, its number (and of how many, where it is a share), and the key of its rows."""

    label: str
    number: Callable[[Figures], object]
    of: Callable[[Figures], int] | None = None
    decimals: int = 0
    rows: str = ""

    def text(self, figures: Figures) -> str:
        """”312”, or ”75 %” where it is a share of something."""
        number = self.number(figures)
        if self.of is None:
            return format_number(number, self.decimals)  # type: ignore[arg-type]
        return format_percent(number, self.of(figures)) if self.of(figures) else "–"  # type: ignore[arg-type]

    def share(self, figures: Figures) -> float | None:
        whole = self.of(figures) if self.of else 0
        return self.number(figures) / whole if whole else None  # type: ignore[operator, return-value]


def measures() -> list[Measure]:
    """Return the figures in the order they are read."""
    return [
        Measure(_("Collaborations"), lambda f: f.collaborations),
        Measure(_("Schools"), lambda f: f.schools, rows="skoler"),
        Measure(_("Sessions held"), lambda f: f.sessions, rows="gange"),
        Measure(_("Participations"), lambda f: f.participations, rows="gange"),
        Measure(_("Teaching hours"), lambda f: f.hours, decimals=1, rows="gange"),
        Measure(_("Evaluated"), lambda f: f.evaluated.count, lambda f: f.evaluated.of, rows="evalueret"),
        Measure(_("Response rate"), lambda f: f.answered.count, lambda f: f.answered.of, rows="svar"),
        Measure(_("Renewed"), lambda f: f.renewed.count, lambda f: f.renewed.of, rows="fornyet"),
    ]


def figure_cards(report: CrossReport) -> list[Figure]:
    """Return the figures with what they are made of and where their rows stand."""
    return [
        Figure(each.text(report.figures), each.label, _detail(report, each), _url(report, each)) for each in measures()
    ]


def _detail(report: CrossReport, measure: Measure) -> str:
    figures = report.figures
    if measure.of is not None:
        part = Part(measure.number(figures), measure.of(figures))  # type: ignore[arg-type]
        if not part.of:
            return _("nothing to count yet")
        return _("%(count)s of %(of)s") % {"count": format_number(part.count), "of": format_number(part.of)}
    if measure.rows == "skoler" and report.schools_there:
        return _("of %(all)s in their municipalities") % {"all": format_number(report.schools_there)}
    if not measure.rows and figures.declined:
        return _("of them declined: %(count)s") % {"count": format_number(figures.declined)}
    return ""


def _url(report: CrossReport, measure: Measure) -> str:
    if not measure.rows:
        return report.scope.list_url
    return f"{reverse('evaluations:report_rows', args=[measure.rows])}?{report.scope.query}"


def share_text(share: Share | None) -> str:
    """Return ”75 %”, or a dash where there is nothing to say."""
    return format_percent(share.positive, share.total) if share else "–"


def side_words(row: SideRow) -> tuple[str, str]:
    """Return the group and the theme in words."""
    return str(Audience(row.audience).label), str(Theme(row.theme).label)


def side_lines(report: CrossReport) -> list[dict]:
    """Return the answers as the page shows them: words and shares."""
    return [
        {"audience": side_words(side)[0], "theme": side_words(side)[1], "own": side.own, "others": side.others}
        for side in report.sides
    ]


def cross_definitions() -> list[tuple[str, str]]:
    """Return (word, meaning): the report's own first, then those of every report."""
    return [
        (_("Collaborations"),
         _("All that were there at some time in the period. One without dates counts in the period it was written"
           " down. Those that were declined count here and nowhere else.")),
        (_("Schools"), _("Schools that take part in them, each counted once. A department counts by itself.")),
        (_("Evaluated"),
         _("Those where somebody has answered, of those that are being evaluated, are closed, or whose agreed period"
           " has ended.")),
        (_("Renewed"), _("Those that go on in a new agreement, of those that were renewed or closed.")),
        (_("The places' other collaborations"),
         _("All others of the same places in the same period, whatever the filter. Fewer than five answers are not"
           " shown.")),
        *definitions(),
    ]  # fmt: skip
