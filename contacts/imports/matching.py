"""Which school a row of an old booking list means: candidates with a confidence, and whether the best one is sure.

Sure is only what rests on two legs: a number with a name that fits, or a name that one school alone has had together
with a place that agrees. Everything else is offered, best first, and a person decides: never silently wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from contacts.choices import MatchedBy
from contacts.imports.cleaning import Unclean, clean_number
from contacts.imports.reading import Lookup, name_key
from contacts.imports.school_names import comparable, trigrams, variants
from samarbejde.choices import UnitKind
from samarbejde.lib.folding import fold
from samarbejde.models import School, SchoolFormerName

OFFERED = 5
WORTH_OFFERING = 35
LIKE_ENOUGH = 0.5
# Addresses that say nothing about the school: those of the large providers.
PROVIDERS = {"gmail.com", "hotmail.com", "outlook.com", "outlook.dk", "live.dk", "yahoo.dk", "mail.dk", "icloud.com"}


@dataclass(frozen=True)
class Clues:
    """What a row says about its school."""

    name: str = ""
    number: str = ""
    postcode: str = ""
    city: str = ""
    municipality: str = ""
    domains: tuple[str, ...] = ()


@dataclass(slots=True)
class Known:
    """One school as the matcher holds it."""

    pk: int
    number: str
    family: int
    has_family: bool
    postcode: str
    city: str
    municipality: str
    is_closed: bool
    domain: str


@dataclass
class Match:
    """``candidates`` are (school id, confidence, how), best first; ``sure`` when the first may be taken as it is."""

    candidates: list[tuple[int, int, str]] = field(default_factory=list)
    sure: bool = False


class Matcher:
    """Holds the register's names; one is made per file."""

    def __init__(self) -> None:
        self.lookup = Lookup.load()
        self.schools: dict[int, Known] = {}
        self.names: dict[str, dict[int, str]] = defaultdict(dict)
        self.grams: dict[str, list[str]] = defaultdict(list)
        self.sizes: dict[str, int] = {}
        self._load()
        self.by_number = {school.number: school for school in self.schools.values()}
        domains: dict[str, list[int]] = defaultdict(list)
        for school in self.schools.values():
            if school.domain and school.domain not in PROVIDERS:
                domains[school.domain].append(school.pk)
        self.by_domain = {domain: pks[0] for domain, pks in domains.items() if len(pks) == 1}

    def _load(self) -> None:
        rows = School.objects.order_by("pk").values_list(
            "pk",
            "number",
            "name",
            "parent",
            "postcode",
            "city",
            "municipality__code",
            "closed_on",
            "email",
            "unit_kind",
        )
        for pk, number, name, parent, postcode, city, municipality, closed, email, unit in rows.iterator():
            domain = email.rpartition("@")[2].lower()
            self.schools[pk] = Known(
                pk, number, parent or pk, bool(parent) or unit != UnitKind.SINGLE, postcode, fold(city),
                municipality or "", bool(closed), domain,
            )  # fmt: skip
            self._name(pk, name, MatchedBy.NAME)
        for pk, name in SchoolFormerName.objects.values_list("school", "name"):
            self._name(pk, name, MatchedBy.FORMER_NAME)
        for name in self.names:
            pieces = trigrams(name)
            self.sizes[name] = len(pieces)
            for piece in pieces:
                self.grams[piece].append(name)

    def _name(self, pk: int, name: str, how: str) -> None:
        self.names[comparable(name)].setdefault(pk, how)

    def match(self, clues: Clues) -> Match:
        """Return the schools ``clues`` may mean."""
        by_number = self._by_number(clues)
        if by_number:
            return by_number
        exact, place = self._exact(clues)
        scored = self._scored(clues)
        for pk, how in exact.items():
            agreeing = 98 if self._agrees(self.schools[pk], clues, place) else 80
            # A former name is also somebody's present one: the present one comes first.
            scored[pk] = (agreeing - (6 if how == MatchedBy.FORMER_NAME else 0), how)
        self._add_domain(clues, scored)
        candidates = sorted(
            ((pk, score, str(how)) for pk, (score, how) in scored.items()),
            key=lambda row: (-row[1], self.schools[row[0]].is_closed, self.schools[row[0]].has_family, row[0]),
        )[:OFFERED]
        return Match(candidates, self._is_sure(clues, exact, place, candidates))

    def _by_number(self, clues: Clues) -> Match | None:
        try:
            number = clean_number(clues.number) if clues.number else ""
        except Unclean:
            return None
        school = self.by_number.get(number)
        if school is None:
            return None
        name = comparable(clues.name)
        likeness = max((_likeness(name, other) for other, pks in self.names.items() if school.pk in pks), default=0.0)
        if name and likeness < LIKE_ENOUGH:
            return Match([(school.pk, 60, str(MatchedBy.NUMBER))])
        return Match([(school.pk, 100, str(MatchedBy.NUMBER))], sure=True)

    def _exact(self, clues: Clues) -> tuple[dict[int, str], str]:
        """Return the schools that have, or had, exactly this name; and the place written behind it."""
        for name, cut in variants(clues.name):
            found = self.names.get(name)
            if found and (not cut or self._is_place(cut, found)):
                return found, cut
        return {}, ""

    def _is_place(self, text: str, found: Iterable[int]) -> bool:
        code = self.lookup.municipality_names.get(name_key(text))
        return bool(code) or any(self.schools[pk].city == text for pk in found)

    def _agrees(self, school: Known, clues: Clues, place: str = "") -> bool:
        """Return whether at least one thing the row says of the place is the school's."""
        if clues.postcode:
            return clues.postcode == school.postcode or self._same_municipality(school, clues)
        written = {fold(clues.city), place} - {""}
        same_city = any(_same_town(text, school.city) for text in written)
        in_municipality = self._same_municipality(school, clues) or (
            place and self.lookup.municipality_names.get(name_key(place)) == school.municipality
        )
        return bool(same_city or in_municipality)

    def _same_municipality(self, school: Known, clues: Clues) -> bool:
        code = self.lookup.municipality_names.get(name_key(clues.municipality)) if clues.municipality else None
        return bool(code) and code == school.municipality

    def _scored(self, clues: Clues) -> dict[int, tuple[int, str]]:
        """Return every school worth offering for its likeness of name and place."""
        scored: dict[int, tuple[int, str]] = {}
        for text, _cut in variants(clues.name):
            pieces = trigrams(text)
            shared = Counter(name for piece in pieces for name in self.grams.get(piece, ()))
            for name, count in shared.items():
                likeness = 2 * count / (len(pieces) + self.sizes[name])
                # A name that is the beginning of the other one lacks only its ”afdeling” or its ”Skole”.
                if name.startswith(text) or text.startswith(name):
                    likeness = max(likeness, 0.75)
                if likeness < 0.3:
                    continue
                for pk, how in self.names[name].items():
                    score = round(62 * likeness) + self._place_points(self.schools[pk], clues)
                    if score >= WORTH_OFFERING and score > scored.get(pk, (0, ""))[0]:
                        scored[pk] = (min(score, 95), how)
        return scored

    def _place_points(self, school: Known, clues: Clues) -> int:
        points = 20 if clues.postcode and clues.postcode == school.postcode else 0
        points += 10 if clues.city and _same_town(fold(clues.city), school.city) else 0
        points += 8 if self._same_municipality(school, clues) else 0
        return points - (8 if school.is_closed else 0)

    def _add_domain(self, clues: Clues, scored: dict[int, tuple[int, str]]) -> None:
        for domain in clues.domains:
            pk = self.by_domain.get(domain)
            if pk:
                score, how = scored.get(pk, (45, MatchedBy.EMAIL))
                scored[pk] = (min(score + 20, 99), how if score >= 60 else MatchedBy.EMAIL)

    def _is_sure(self, clues: Clues, exact: dict[int, str], place: str, candidates: list) -> bool:
        """One school alone has the name, the place agrees, and it is no house of several with names alike."""
        agreeing = [pk for pk in exact if self._agrees(self.schools[pk], clues, place)]
        if len(agreeing) != 1 or not candidates or candidates[0][0] != agreeing[0]:
            return False
        best = self.schools[agreeing[0]]
        if exact[best.pk] == MatchedBy.FORMER_NAME and len(exact) > 1:
            return False
        # ”Holmegaardskolen” may be the whole of it, or the one department that had the name alone before.
        return not (best.has_family and best.family == best.pk)


def _same_town(text: str, city: str) -> bool:
    return bool(text) and (text == city or city.startswith(f"{text} ") or text.startswith(f"{city} "))


def _likeness(one: str, other: str) -> float:
    mine, theirs = trigrams(one), trigrams(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))
