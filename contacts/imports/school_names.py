"""School names as people write them, made comparable."""

import re

from samarbejde.lib.folding import fold

SHORT = [
    (re.compile(pattern), words)
    for pattern, words in [
        (r"\bpriv\.?\s*sk(ole|\.)?", "privatskole"), (r"\bsk(l)?\.", "skole "), (r"\bafd\b\.?", "afdeling "),
        (r"\bgym\.", "gymnasium "), (r"\bkgs\.?\s", "kongens "), (r"\bnr\.\s*", "noerre "), (r"\bsdr\.\s*", "soender "),
        (r"\bvestr?\.\s", "vester "), (r"\bskt\.?\s|\bsct\.?\s|\bsankt\s", "sankt "), (r"\s&\s|\s\+\s", " og "),
    ]
]  # fmt: skip
AFTER_SCHOOL = re.compile(r"\b(sfo'?(en|s)?|skolefritidsordning(en)?|fritidsordning(en)?|fritidshjem(met)?)\b")
NO_SCHOOL = {"", "ukendt", "ingen", "privat", "test", "?", "andet", "ved ikke", "na", "n a"}


def comparable(name: str) -> str:
    """Return a school's name folded, with abbreviations written out and punctuation gone."""
    text = fold(name)
    for pattern, words in SHORT:
        text = pattern.sub(words, text)
    text = AFTER_SCHOOL.sub(" ", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def variants(name: str) -> list[tuple[str, str]]:
    """Return (comparable name, what was cut off its end): ”Vestervangskolen, Glostrup” is also ”Vestervangskolen”."""
    found = [(comparable(name), "")]
    head, comma, tail = name.rpartition(",")
    if comma and head.strip():
        found.append((comparable(head), fold(tail)))
    return [row for row in found if row[0] not in NO_SCHOOL]


def trigrams(text: str) -> set[str]:
    """Return the three-letter pieces of a comparable name, its words' edges marked."""
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
