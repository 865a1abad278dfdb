"""Reading what somebody typed in a search box: words, ”phrases” and -words to leave out."""

import re
from dataclasses import dataclass

LONGEST = 200
MOST = 8  # words; more than that is a text, not a search
# Whatever quotation marks a keyboard or a phone gives; one that is never closed is a slip of the finger.
PHRASE = re.compile(r"(?<!\S)(-?)[\"”“„«»]([^\"”“„«»]+)[\"”“„«»]")
EDGES = "\"'”“„«».,;:()?!*"


@dataclass(frozen=True)
class SearchWords:
    """``words`` may stand anywhere and in any form, ``phrases`` as they are, ``left_out`` nowhere."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def wanted(self) -> list[str]:
        """What a hit holds, for showing where."""
        return [*self.words, *self.phrases]


def read_search(text: str) -> SearchWords:
    """Return ``text`` taken apart; what is too long or too much is left out."""
    text = text[:LONGEST]
    marked = [(sign, " ".join(phrase.split())) for sign, phrase in PHRASE.findall(text) if phrase.strip(EDGES + "- ")]
    loose = [part for part in PHRASE.sub(" ", text).split() if part.strip(EDGES + "-")]
    left_out = [part[1:].strip(EDGES) for part in loose if part.startswith("-")]
    words = [part.strip(EDGES) for part in loose if not part.startswith("-")]
    return SearchWords(
        tuple(words[:MOST]),
        tuple(phrase for sign, phrase in marked if not sign)[:MOST],
        tuple([*left_out, *(phrase for sign, phrase in marked if sign)][:MOST]),
    )
