"""The columns an old booking list may have, guessed from their names; a person has the last word."""

import hashlib
import re

from django.utils.translation import gettext_lazy as _

from samarbejde.lib.folding import fold

# Our field -> (its label, words its column is known by; the first column that fits is suggested).
FIELDS = {
    "school": (_("The school's name"), r"skole|institution(snavn)?|\bsted\b|kunde"),
    "number": (_("The school's number"), r"inst.*n(r|ummer)|skolekode|skolens nummer"),
    "postcode": (_("Postcode"), r"post\s*(nr|nummer)"),
    "city": (_("Town"), r"^by$|^bynavn|postdistrikt|^by "),
    "municipality": (_("Municipality"), r"kommune"),
    "email": (_("E-mail (only the part after @ is used)"), r"mail"),
    "visited_on": (_("Day of the visit"), r"^(ønsket )?dato$|^dato\b|dato\s*for\s*bes|besøgsdato|^dag$"),
    "year": (_("Year, where the day lacks it"), r"^år$|^aar$|forår|sæson|skoleår"),
    "pupils": (_("Number of pupils"), r"antal\s*(elev|delt|børn|bo)|^elever$|^antal$"),
    "classes": (_("Class or grade"), r"^klasse|klassetrin|årgang|trin"),
    "subject": (_("What they came for"), r"forløb|emne|fag\b|arrangement|tilbud|undervisning|aktivitet|titel"),
    "booking_number": (_("Booking number"), r"booking.*n(r|ummer)|^sags?\s*n|ordre|reference"),
    "status": (_("Status (cancelled ones are left out)"), r"status"),
    "note": (_("Remarks"), r"(?!)"),
}  # fmt: skip
COMMENTS = re.compile(r"bemærk|kommentar|\bnote|besked|øvrig|allerg|særlig")


def guess(header: list[str]) -> dict[str, str]:
    """Return {our field: column} for the columns whose names say what they hold. Comments are never suggested."""
    found: dict[str, str] = {}
    for key, (_label, pattern) in FIELDS.items():
        for name in header:
            free = name and name not in found.values() and not is_comment(name)
            if free and re.search(fold_pattern(pattern), fold(name)):
                found[key] = name
                break
    return found


def fold_pattern(pattern: str) -> str:
    """Return a pattern whose letters are folded as the names are."""
    return pattern.replace("å", "aa").replace("æ", "ae").replace("ø", "oe")


def is_comment(name: str) -> bool:
    """Return whether a column holds free remarks: in real lists also about pupils' health."""
    return bool(re.search(fold_pattern(COMMENTS.pattern), fold(name)))


def header_text(header: list[str]) -> str:
    """Return a header as it is remembered by."""
    return " | ".join(fold(name) for name in header)


def header_hash(header: list[str]) -> str:
    """Return a short mark of a header, the same for every file of one layout."""
    return hashlib.sha256(header_text(header).encode()).hexdigest()
