"""What an address of the coverage asks for, and the form that writes it."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from contacts.filters.finder import GRADE_SPANS, Choice
from contacts.queries.coverage import REASONS, Cut, State
from samarbejde.filters.schools import TYPE_GROUPS
from samarbejde.lib.weeks import school_year, school_year_label

YEARS_BACK = 6
NAMES = ("sted", "skoleaar", "klassetrin", "type", "region", "kommune", "stand", "grund")


@dataclass(frozen=True)
class CoverageQuery:
    """The words of the address, each one known or left out."""

    values: dict[str, str]
    today: datetime.date

    def cut(self) -> Cut:
        said = self.values
        return Cut(
            school_year=int(said.get("skoleaar", school_year(self.today))),
            grades=GRADE_SPANS[said["klassetrin"]][1] if "klassetrin" in said else None,
            types=TYPE_GROUPS[said["type"]][1] if "type" in said else (),
            region=said.get("region", ""), municipality=said.get("kommune", ""), state=said.get("stand", ""),
            reason=said.get("grund", ""),
        )  # fmt: skip

    def query(self, **changed: str) -> str:
        """Return the query string with some words changed; an empty word is left out."""
        words = self.values | changed
        found = urlencode([(name, text) for name, text in words.items() if text])
        return f"?{found}" if found else "?"

    def choices(self) -> dict[str, list[Choice]]:
        """Return what the form offers beside places."""
        now = school_year(self.today)
        years: list[tuple[str, str | Promise]] = [
            (str(year), school_year_label(year)) for year in range(now, now - YEARS_BACK, -1)
        ]
        return {
            "skoleaar": self._choices("skoleaar", years, str(now)),
            "klassetrin": self._choices("klassetrin", [(key, words) for key, (words, _span) in GRADE_SPANS.items()]),
            "type": self._choices("type", [(key, words) for key, (words, _codes) in TYPE_GROUPS.items()]),
        }

    def _choices(self, name: str, pairs: list, default: str = "") -> list[Choice]:
        now = self.values.get(name, default)
        return [Choice(value, words, value == now) for value, words in pairs]

    def regions(self, pairs: list[tuple[str, str]]) -> list[Choice]:
        return self._choices("region", pairs)


def read_query(params: QueryDict, today: datetime.date) -> CoverageQuery:
    """Read the address forgivingly: what makes no sense counts as not said."""
    now = school_year(today)
    allowed = {
        "skoleaar": lambda text: text in {str(year) for year in range(now - YEARS_BACK + 1, now + 1)},
        "klassetrin": GRADE_SPANS.__contains__,
        "type": TYPE_GROUPS.__contains__,
        "region": lambda text: text.isalnum() and len(text) <= 4,
        "kommune": lambda text: text.isalnum() and len(text) == 4,
        "stand": {state.value for state in State}.__contains__,
        "grund": REASONS.__contains__,
        "sted": lambda text: "\0" not in text and len(text) <= 60,
    }
    said = {name: params.get(name, "").strip() for name in NAMES}
    return CoverageQuery({name: text for name, text in said.items() if text and allowed[name](text)}, today)
