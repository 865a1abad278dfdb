"""Showing where a search hit: escaped first, then marked. Finds parts of words, other spellings and Danish endings."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from samarbejde.lib.folding import fold
from samarbejde.lib.search_words import read_search

WORD = re.compile(r"\w+")
# Longest first. Only for showing: what is found is decided by the database.
ENDINGS = (
    "erernes", "erendes", "ernes", "erens", "heden", "erne", "enes", "eres", "ende", "eren", "erer", "ene", "ens",
    "ere", "ers", "ets", "er", "en", "et", "es", "e", "s",
)  # fmt: skip
SHORTEST_STEM = 3


def search_terms(words: str) -> list[str]:
    """Return the words and phrases to look for: without quotation marks, and without those to be left out (-word)."""
    return read_search(words).wanted


def highlight(text: str, words: str) -> SafeString:
    """Return ``text`` as HTML with every hit in <mark>."""
    parts, last = [], 0
    for start, end in _spans(text, search_terms(words)):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))  # noqa: S308 - every piece of text is escaped above


def excerpt(text: str, words: str, length: int = 180) -> SafeString:
    """Return about ``length`` characters around the first hit, marked; the beginning when there is none."""
    text = " ".join(text.split())
    first = next(iter(_spans(text, search_terms(words))), None)
    start = max(0, first[0] - length // 3) if first else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), first[1] if first else start + 1)
    piece = highlight(text[start:end], words)
    return mark_safe(f"{'… ' if start else ''}{piece}{' …' if end < len(text) else ''}")  # noqa: S308 - escaped above


def danish_stem(word: str) -> str:
    """Return a folded word without its ending: elev for elever, eleven and eleverne."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where to mark, as ordered (start, end) that do not overlap."""
    folded_terms = [fold(term) for term in terms]
    found = sorted({*_parts(text, folded_terms), *_inflected(text, folded_terms)})
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _parts(text: str, terms: list[str]) -> Iterable[tuple[int, int]]:
    """Where a term stands inside the folded text, told in places of the text itself (å is two letters when folded)."""
    pieces = [fold(letter) or " " for letter in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    folded = "".join(pieces)
    for term in terms:
        start = folded.find(term) if term else -1
        while start >= 0:
            yield places[start], places[start + len(term) - 1] + 1
            start = folded.find(term, start + len(term))


def _inflected(text: str, terms: list[str]) -> Iterable[tuple[int, int]]:
    stems = {danish_stem(term) for term in terms}
    for match in WORD.finditer(text):
        if danish_stem(fold(match.group())) in stems:
            yield match.span()
