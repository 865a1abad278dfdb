"""What was agreed about money in the approved version, beside what has been spent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreements.choices import VersionStatus
from agreements.models import AgreementVersion
from followup.models import Spending
from samarbejde.models import Collaboration

IN_ALL = "I alt"  # the frozen text is in Danish, whatever language one works in


@dataclass(frozen=True)
class AgreedLine:
    """One cost of the approved version, in whole kroner."""

    what: str
    payer: str
    amount: int


@dataclass
class Sum:
    """Agreed and spent of one line, or of one payer."""

    what: str
    payer: str
    agreed: int | None = None
    spent: int = 0

    @property
    def difference(self) -> int | None:
        """What is left; below nought, what came beyond."""
        return None if self.agreed is None else self.agreed - self.spent

    @property
    def over(self) -> int:
        return max(0, self.spent - self.agreed) if self.agreed is not None else 0


@dataclass
class Economy:
    """All lines, what each payer carries, and the rows behind."""

    is_approved: bool
    agreed: list[AgreedLine] = field(default_factory=list)
    lines: list[Sum] = field(default_factory=list)
    payers: list[Sum] = field(default_factory=list)
    rows: list[Spending] = field(default_factory=list)

    @property
    def total(self) -> Sum:
        agreed = sum(line.amount for line in self.agreed) if self.agreed else None
        return Sum("", "", agreed, sum(row.amount for row in self.rows))


def economy_of(collaboration: Collaboration) -> Economy:
    """Return agreed against spent. Two queries."""
    approved = AgreementVersion.objects.filter(
        agreement__collaboration=collaboration, status=VersionStatus.APPROVED
    ).order_by("-number")
    content = approved.values_list("content", flat=True).first()
    return economy_from(content, list(Spending.objects.filter(collaboration=collaboration).order_by("-date", "-pk")))


def economy_from(content: dict | None, rows: list[Spending]) -> Economy:
    """Return agreed against spent, of an approved version's frozen text (or None) and what was spent."""
    agreed = list(agreed_lines(content or {}))
    by_line: dict[tuple[str, str], Sum] = {}
    by_payer: dict[tuple[str, str], Sum] = {}
    for line in agreed:
        _at(by_line, line.what, line.payer).agreed = (_at(by_line, line.what, line.payer).agreed or 0) + line.amount
        _at(by_payer, "", line.payer).agreed = (_at(by_payer, "", line.payer).agreed or 0) + line.amount
    for row in rows:
        _at(by_line, row.what, row.payer).spent += row.amount
        _at(by_payer, "", row.payer).spent += row.amount
    return Economy(content is not None, agreed, list(by_line.values()), list(by_payer.values()), rows)


def _at(sums: dict, what: str, payer: str) -> Sum:
    return sums.setdefault((what, payer), Sum(what, payer))


def agreed_lines(content: dict) -> Iterator[AgreedLine]:
    """Yield the costs of a frozen text: the rows of its table of money, without the sums under it."""
    for section in content.get("sections", ()):
        for block in section.get("blocks", ()):
            if block.get("kind") == "table" and block.get("key") == "lines":
                for what, payer, amount, *_more in block.get("rows", ()):
                    kroner = re.sub(r"\D", "", amount.partition(",")[0])
                    if what != IN_ALL and kroner:
                        yield AgreedLine(what, payer, int(kroner))
