"""The sides' answers beside each other, and who has said yes to the shared text."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import ExpectationAlignment, ExpectationAnswer, ExpectationConfirmation
from samarbejde.models import Collaboration, Link, Party
from samarbejde.queries.collaborations import other_parties_first

LABELS: dict[str, str | Promise] = {
    "kind": gettext_lazy("What is it to you?"),
    "meaning": gettext_lazy("What do you mean by collaboration here?"),
    "gain": gettext_lazy("What do you want to get out of it?"),
    "contribution": gettext_lazy("What do you bring yourselves?"),
    "rhythm": gettext_lazy("How often do we talk together?"),
}
CHOSEN = ("kind", "rhythm")


@dataclass(frozen=True)
class Side:
    """One party with its answer, if it has come, and its yes to the present text, if given."""

    party: Party
    answer: ExpectationAnswer | None
    confirmation: ExpectationConfirmation | None
    is_ours: bool

    @property
    def has_answered(self) -> bool:
        return bool(self.answer and self.answer.answered)


@dataclass(frozen=True)
class Compared:
    """One question with each side's words; ``differs`` where they chose differently or only some have said anything."""

    label: str | Promise
    words: list[str]
    differs: str


@dataclass(frozen=True)
class Alignment:
    """All that the page about a shared understanding shows."""

    row: ExpectationAlignment
    sides: list[Side]
    questions: list[Compared]

    @property
    def all_answered(self) -> bool:
        return all(side.has_answered for side in self.sides)

    @property
    def differences(self) -> int:
        return sum(bool(question.differs) for question in self.questions)

    @property
    def ours(self) -> Side | None:
        return next((side for side in self.sides if side.is_ours), None)


def read_alignment(collaboration: Collaboration) -> Alignment:
    """Return the alignment; an unsaved one until somebody has begun. Three queries."""
    row = ExpectationAlignment.objects.filter(collaboration=collaboration).first()
    row = row or ExpectationAlignment(collaboration=collaboration)
    answers = {a.party_id: a for a in row.answers.select_related("link")} if row.pk else {}
    given = row.confirmations.filter(text_hash=row.text_hash) if row.pk and row.agreed_text else ()
    confirmations = {c.party_id: c for c in given}
    own = collaboration.institution_id
    sides = [
        Side(party, answers.get(party.pk), confirmations.get(party.pk), party.institution_id == own)
        for party in other_parties_first(collaboration)
    ]
    return Alignment(row, sides, [_compare(name, sides) for name in LABELS])


def _compare(name: str, sides: list[Side]) -> Compared:
    answered = [side.answer for side in sides if side.has_answered]
    words = [_words(side.answer, name) if side.has_answered else "" for side in sides]
    return Compared(LABELS[name], words, _difference(name, answered) if len(answered) > 1 else "")


def _words(answer: ExpectationAnswer, name: str) -> str:
    return str(getattr(answer, f"get_{name}_display")()) if name in CHOSEN else getattr(answer, name)


def _difference(name: str, answers: list[ExpectationAnswer]) -> str:
    """Return in words how the answers differ; free texts are for people to compare."""
    values = {getattr(answer, name).strip() for answer in answers}
    if "" in values and len(values) > 1:
        return _("Only one of you has said anything")
    return _("You see it differently") if name in CHOSEN and len(values) > 1 else ""


def first_text(alignment: Alignment) -> str:
    """Return what a shared text may begin with: what stands there already, or the sides' own words."""
    written = alignment.row.agreed_text or alignment.row.collaboration.understanding
    if written:
        return written
    lines = []
    for side in alignment.sides:
        if side.has_answered and side.answer:
            parts = [side.answer.meaning, side.answer.contribution]
            lines.append(f"{side.party}: {' '.join(part.strip() for part in parts if part.strip())}")
    return "\n\n".join(lines)


def find_answer(link: Link) -> ExpectationAnswer | None:
    """Return the answer a link belongs to, with all its page shows."""
    rows = ExpectationAnswer.objects.select_related(
        "alignment__collaboration__institution", "party__school", "party__municipality", "party__institution"
    )
    return rows.filter(link=link).first()
