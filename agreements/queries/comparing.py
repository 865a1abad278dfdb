"""Two texts of an agreement beside each other, field by field; and which one counted on a day."""

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import ApprovalAnswer, VersionStatus
from agreements.models import AgreementVersion

SAME, OLD, NEW = "same", "old", "new"


@dataclass(frozen=True)
class Field:
    """One thing that is agreed: a text, a goal, a row of a table."""

    section: str
    label: str
    text: str


@dataclass(frozen=True)
class Change:
    """A field that differs; ``old`` or ``new`` is empty where it is only in one of the texts."""

    section: str
    label: str
    old: str
    new: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Return (same, old or new; words), in reading order."""
        return list(_word_by_word(self.old, self.new))


def compare(old: dict, new: dict) -> list[Change]:
    """Return what differs between two contents, in the order of the new text; what is gone stands in its section."""
    before, after = fields_of(old), fields_of(new)
    changes = [
        Change(field.section, field.label, before[key].text if key in before else "", field.text)
        for key, field in after.items()
        if key not in before or before[key].text != field.text
    ]
    changes += [Change(field.section, field.label, field.text, "") for key, field in before.items() if key not in after]
    order = list(dict.fromkeys(field.section for field in (*after.values(), *before.values())))
    return sorted(changes, key=lambda change: order.index(change.section))


def fields_of(content: dict) -> dict[tuple, Field]:
    """Return everything agreed by a key that lasts from version to version."""
    found: dict[tuple, Field] = {}
    for section in content.get("sections", []):
        for block in section["blocks"]:
            for key, label, text in _parts(block):
                place = (section["key"], block["key"], key)
                twins = sum(other[:3] == place for other in found)  # two rows may have the same name
                found[*place, twins] = Field(section["title"], label, text)
    return found


def _parts(block: dict) -> Iterator[tuple[str, str, str]]:
    if block["kind"] == "text":
        yield "", block["label"], block["text"]
    elif block["kind"] == "goals":
        for number, goal in enumerate(block["goals"], 1):
            lines = [f"{goal['text']} ({goal['for']})", *(f"– {sign}" for sign in goal["signs"])]
            yield str(goal["id"]), _("Goal %(number)s") % {"number": number}, "\n".join(lines)
    else:
        first, *others = block["headings"]
        for name, *cells in block["rows"]:
            text = "\n".join(f"{heading}: {cell}" for heading, cell in zip(others, cells, strict=False) if cell)
            yield name, f"{first}: {name}", text


def _word_by_word(old: str, new: str) -> Iterator[tuple[str, str]]:
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (old, new))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, "".join(before[a:b])
            continue
        if a < b:
            yield OLD, "".join(before[a:b])
        if c < d:
            yield NEW, "".join(after[c:d])


def concluded_on(version: AgreementVersion) -> datetime.date | None:
    """Return the day on which everybody had approved, or None. Reads the approvals."""
    answers = list(version.approvals.all())
    if not answers or any(each.answer != ApprovalAnswer.APPROVED or not each.answered for each in answers):
        return None
    return timezone.localtime(max(each.answered for each in answers if each.answered)).date()


def counted_on(versions: Iterable[AgreementVersion], day: datetime.date) -> AgreementVersion | None:
    """Return the version that counted at the end of ``day``: the newest that everybody had approved by then."""
    approved = [(concluded_on(each), each) for each in versions if each.status != VersionStatus.WITHDRAWN]
    by_then = [(on, each.number, each) for on, each in approved if on and on <= day]
    return max(by_then, key=lambda row: row[:2])[2] if by_then else None


def waited_on(versions: Iterable[AgreementVersion], day: datetime.date) -> AgreementVersion | None:
    """Return the newest version that had been sent by ``day``, when it was not the one that counted."""
    sent = [each for each in versions if timezone.localtime(each.sent_at).date() <= day]
    newest = max(sent, key=lambda each: each.number, default=None)
    return newest if newest and newest != counted_on(versions, day) else None
