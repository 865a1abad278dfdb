"""Names, addresses and numbers in a text that is to leave the house: they are taken out, and a person reads on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samarbejde.models import Person, User

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\d.])(?:\+45[ ]?)?\d{2}(?:[ ]?\d{2}){3}(?!\d|\.\d)")
SHORTEST = 3  # letters; a shorter part of a name is a word too often


@dataclass(frozen=True)
class Names:
    """Everybody a house knows: whole names, and the parts of them that give somebody away (”Inger”)."""

    whole: frozenset[str]
    parts: frozenset[str]

    def left_in(self, text: str) -> list[str]:
        """Return what must not leave the house: addresses, numbers and whole names, as they stand in ``text``."""
        found = [*EMAIL.findall(text), *PHONE.findall(text), *_found(self.whole, text)]
        return list(dict.fromkeys(found))

    def resembled_in(self, text: str) -> list[str]:
        """Return single words that are also somebody's first or last name: a person decides."""
        return list(dict.fromkeys(_found(self.parts, text)))

    def without(self, text: str) -> str:
        """Return ``text`` with addresses, numbers, whole names and their parts taken out."""
        text = EMAIL.sub(_("(e-mail)"), text)
        text = PHONE.sub(_("(phone)"), text)
        for words in (self.whole, self.parts):
            if words:
                text = _pattern(words).sub(_("(name)"), text)
        return text


def names_known(institution_id: int) -> Names:
    """Return the names of all an institution has in its address book, and of those who work there; two queries."""
    people: QuerySet = Person.objects.filter(institution=institution_id).values_list("name", flat=True)
    users: QuerySet = User.objects.filter(memberships__institution=institution_id).values_list("name", flat=True)
    return names_of([*people, *users])


def names_of(names: Iterable[str]) -> Names:
    """Return names as whole ones and their parts; a part is long enough and has a capital."""
    whole = {" ".join(name.split()) for name in names}
    parts = {part.strip(".,-") for name in whole for part in name.split()}
    return Names(
        frozenset(name for name in whole if " " in name or len(name) >= SHORTEST),
        frozenset(part for part in parts if len(part) >= SHORTEST and part[0].isupper()),
    )


def _found(words: frozenset[str], text: str) -> list[str]:
    return _pattern(words).findall(text) if words else []


def _pattern(words: Iterable[str]) -> re.Pattern:
    """Match any of ``words`` as whole words, also with a genitive s, the longest first; capitals count."""
    choices = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<!\w)(?:{choices})(?=s?(?!\w))")
