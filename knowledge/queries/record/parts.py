"""What a record is made of."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fact:
    """A label and what is written; ``url`` opens where it comes from."""

    label: str
    text: str
    url: str = ""
    is_private: bool = False  # of one's own place: never proposed for sharing with others


@dataclass(frozen=True)
class Table:
    """Cells are ready text; the first of each row names it. ``numeric`` are the columns of numbers."""

    caption: str
    head: list[str]
    rows: list[list[str]]
    numeric: tuple[int, ...] = ()

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """The head as (word, is a column of numbers)."""
        return [(word, place in self.numeric) for place, word in enumerate(self.head)]

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """The rows as (text, is a number)."""
        return [[(text, place in self.numeric) for place, text in enumerate(row)] for row in self.rows]


@dataclass(frozen=True)
class Edit:
    """Somebody's own words instead of the compiled ones; ``news`` is what the source says that it did not say then."""

    text: str
    day: datetime.date
    who: str
    version: int
    news: list[str]


@dataclass
class Section:
    """One of the guide's headings. ``empty`` is said when there is nothing; ``url`` is where one would write it."""

    key: str
    heading: str
    guide: str
    empty: str
    url: str = ""
    facts: list[Fact] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    edit: Edit | None = None

    def tell(self, label: str, text: object, url: str = "", *, is_private: bool = False) -> None:
        """Add a fact when there is something to say."""
        words = str(text).strip() if text else ""
        if words:
            self.facts.append(Fact(str(label), words, url, is_private))

    def lay(self, caption: str, head: list, rows: list[list], numeric: tuple[int, ...] = ()) -> None:
        """Add a table when it has rows."""
        if rows:
            cells = [[str(cell or "–") for cell in row] for row in rows]
            self.tables.append(Table(str(caption), [str(word) for word in head], cells, numeric))

    @property
    def is_empty(self) -> bool:
        return not self.facts and not self.tables and self.edit is None

    @property
    def source_text(self) -> str:
        """The compiled part as plain text."""
        lines = [f"{fact.label}: {fact.text}" for fact in self.facts]
        for table in self.tables:
            lines += ["", table.caption, *(" · ".join(row) for row in table.rows)]
        return "\n".join(lines).strip()


@dataclass(frozen=True)
class Record:
    """``with_people`` is False for those who may not see names: then no name and no contact detail is in it."""

    title: str
    parties: str
    period: str
    compiled_on: datetime.date
    with_people: bool
    sections: list[Section]

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)
