"""One cell at a time: what the register writes, cleaned. Each function gives a value, or raises `Unclean`.

``Unclean.value`` is what to use nevertheless (``MISSING`` for nothing at all); the reason is shown.
"""

import datetime
import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samarbejde.choices import UnitKind

MISSING = object()
NOTHING_WORDS = {"null", "x", "-", "–", "n/a", "(null)", "none"}
NUMBER = re.compile(r"[0-9A-Z]{6}")
# An empty website is better than one that leads nowhere, so the address must look like one.
WEB = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]{2,}([/?#]\S*)?", re.IGNORECASE)
LATITUDES, LONGITUDES = (54, 84), (-75, 16)
CLOSED_CODES, ACTIVE_CODES = {"3", "5"}, {"1", "2", "4"}


class Unclean(ValueError):  # noqa: N818 - a cell to mention, not a program error
    """``value`` is used instead; ``is_fatal`` when the row cannot be used at all."""

    def __init__(self, reason: str, value=MISSING, *, is_fatal: bool = False) -> None:
        super().__init__(reason)
        self.value, self.is_fatal = value, is_fatal


def plain(cell: str) -> str:
    """Return a cell without surrounding and double blanks, and without the words that mean nothing."""
    text = " ".join(cell.split())
    return "" if text.lower() in NOTHING_WORDS else text


def clean_number(text: str) -> str:
    """Return a register number: six characters. Takes what spreadsheets make of it (”101001.0”, ”00147007”)."""
    number = re.sub(r"[.,]0+$", "", text.lstrip("'\u2019").replace(" ", "")).upper()
    if len(number) > 6 and number.isdigit():
        number = number.lstrip("0")
    if not NUMBER.fullmatch(number) or not any(letter.isdigit() for letter in number):
        reason = _("The register number must have six digits.") if text else _("The register number is missing.")
        raise Unclean(reason, is_fatal=True)
    return number


def clean_name(text: str) -> str:
    """Return the name; a school without one cannot be used."""
    if not text:
        raise Unclean(_("The name is missing."), is_fatal=True)
    if len(text) > 200:
        raise Unclean(_("The name is longer than 200 characters and has been cut."), text[:200])
    return text


def clean_parent(text: str) -> str:
    """Return the number of the main school, or nothing."""
    if not text:
        return ""
    try:
        return clean_number(text)
    except Unclean:
        raise Unclean(_("This is not the number of a main school.")) from None


def clean_unit_kind(text: str) -> str:
    """Return a `UnitKind` from the register's long words."""
    word = text.casefold()
    if word.startswith("afdeling"):
        return UnitKind.DEPARTMENT
    return UnitKind.MAIN if word.startswith("hovedskole") else UnitKind.SINGLE


def clean_postcode(text: str) -> str:
    """Return four digits, from ”8000.0”, ”DK-8000” or ”8000 Aarhus C” too."""
    if not text:
        return ""
    found = re.fullmatch(r"(?:DK-?\s?)?(\d{3,4})(?:\.0)?(?:\s+\D.*)?", text, re.IGNORECASE)
    if not found:
        raise Unclean(_("This is not a postcode."))
    code = found.group(1)
    if len(code) == 3:
        raise Unclean(_("The postcode had three digits: a nought has been put in front."), f"0{code}")
    return code


def clean_phone(text: str) -> str:
    """Return one number as it is written; noughts only are nothing."""
    digits = re.sub(r"\D", "", text)
    if not text or (digits and not digits.strip("0")):
        return ""
    first, *others = re.split(r"\s*[/;,]\s*|\s+og\s+", re.sub(r"\.0$", "", text))
    number = re.sub(r"^00(?=[1-9])", "+", first)
    if re.search(r"[^\d\s+().-]", number) or not 6 <= len(re.sub(r"\D", "", number)) <= 15:
        raise Unclean(_("This is not a phone number."))
    if others:
        raise Unclean(_("Two phone numbers: the first is used."), number[:40])
    return number[:40]


def clean_email(text: str) -> str:
    """Return one address; of several the first."""
    first, *others = [part for part in re.split(r"[;,\s]+(?=\S+@)", text) if part] or [""]
    address = first.strip("<>; ,").removeprefix("mailto:").replace("(a)", "@")
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise Unclean(_("This is not an e-mail address.")) from None
    if others:
        raise Unclean(_("Two e-mail addresses: the first is used."), address)
    if address != text:
        raise Unclean(_("The e-mail address has been mended."), address)
    return address


def clean_web(text: str) -> str:
    """Return an address with http in front, so that it can be a link."""
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    if not WEB.fullmatch(address) or len(address) > 254:
        raise Unclean(_("This is not a web address."))
    return address


def clean_grade(text: str) -> int | None:
    """Return the highest grade taught, or None."""
    if not text:
        return None
    if not re.fullmatch(r"\d{1,2}(\.0)?", text):
        raise Unclean(_("The highest grade must be a number."))
    return int(text.split(".", maxsplit=1)[0])


def clean_day(text: str) -> datetime.date | None:
    """Return the day of ”2026-03-03”, ”03-03-2026” or ”3.3.2026”."""
    if not text:
        return None
    found = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4})", text)
    try:
        year, month, day = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
        value = datetime.date(int(year), int(month), int(day))
    except (AttributeError, ValueError):
        raise Unclean(_("This is not a date.")) from None
    if not 1900 <= value.year <= 2100:
        raise Unclean(_("This date cannot be right."))
    return value


def clean_closed(text: str) -> bool:
    """Return whether an activity code means closed."""
    code = text.removesuffix(".0")
    if code and code not in CLOSED_CODES | ACTIVE_CODES:
        raise Unclean(_("Unknown activity code: the school counts as open."), value=False)
    return code in CLOSED_CODES


def degrees(text: str) -> float | None:
    """Return degrees with decimal comma or point. Raises Unclean when it is no number."""
    if not text:
        return None
    try:
        return round(float(text.replace(",", ".")), 8)
    except ValueError:
        raise Unclean(_("This is not a coordinate.")) from None


def within_realm(latitude: float, longitude: float) -> bool:
    """Return whether a place lies in Denmark, Greenland, the Faroe Islands or just south of the border."""
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def shortened(limit: int) -> Callable[[str], str]:
    """Return a cleaner that cuts at ``limit`` characters, saying so."""

    def clean(text: str) -> str:
        if len(text) > limit:
            raise Unclean(_("The text is too long and has been cut."), text[:limit])
        return text

    return clean


def digits(limit: int) -> Callable[[str], str]:
    """Return a cleaner for numbers kept as text, at most ``limit`` digits."""

    def clean(text: str) -> str:
        number = text.replace(" ", "").removesuffix(".0")
        if number and not (number.isdigit() and len(number) <= limit):
            raise Unclean(_("This is not a number of at most %(limit)s digits.") % {"limit": limit})
        return number

    return clean


CLEANERS: dict[str, Callable] = {
    "number": clean_number,
    "name": clean_name,
    "parent": clean_parent,
    "unit_kind": clean_unit_kind,
    "address": shortened(200),
    "postcode": clean_postcode,
    "city": shortened(80),
    "phone": clean_phone,
    "email": clean_email,
    "web": clean_web,
    "type": digits(8),
    "highest_grade": clean_grade,
    "leader_name": shortened(160),
    "cvr": digits(8),
    "owner_code": digits(2),
    "owner_name": shortened(80),
    "p_number": digits(10),
}
