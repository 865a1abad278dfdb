"""The sides beside each other: theme by theme, goal by goal, and what was promised beside what was received."""

from dataclasses import dataclass

from evaluations.choices import Scale, Source, Theme
from evaluations.queries.results import AudienceResult, QuestionResult


@dataclass(frozen=True)
class Share:
    """So many of so many answers are on the positive side. Without answers there is nothing to say."""

    positive: int
    total: int


@dataclass(frozen=True)
class ThemeRow:
    theme: str
    shares: list[Share]


def themes_side_by_side(audiences: list[AudienceResult]) -> list[ThemeRow]:
    """One row per theme that somebody was asked about, one share per audience, in their order."""
    rows = [
        ThemeRow(str(label), [_share(audience, theme) for audience in audiences])
        for theme, label in Theme.choices
        if theme != Theme.WORDS
    ]
    return [row for row in rows if any(share.total for share in row.shares)]


def _share(audience: AudienceResult, theme: str) -> Share:
    asked = [q for q in audience.questions if q.question.theme == theme and q.question.scale != Scale.TEXT]
    return Share(sum(q.positive for q in asked), sum(q.total for q in asked))


def promises(audiences: list[AudienceResult]) -> list[tuple[AudienceResult, QuestionResult]]:
    """What was promised or expected, with how many say they got it."""
    return [
        (audience, q) for audience in audiences for q in audience.questions
        if q.question.source == Source.PROMISE and q.total
    ]  # fmt: skip
