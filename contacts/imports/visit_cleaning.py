"""One cell of an old booking list at a time: days, numbers of pupils, grades, places, as people have typed them."""

import datetime
import re

from django.utils.translation import gettext as _

from contacts.imports.cleaning import Unclean
from samarbejde.lib.folding import fold

EXCEL_DAY_NOUGHT = datetime.date(1899, 12, 30)
MOST_PUPILS = 2000
EARLIEST = 1980
NO_VISIT = re.compile(r"afly|annul|udeb|vente|cancel|afmeld|slet|afvis|no.?show")
BANDS = {"indskol": range(4), "mellemtrin": range(4, 7), "udskol": range(7, 10), "overbyg": range(7, 10)}
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip


def clean_visit_day(text: str, year: int | None = None) -> datetime.date | None:
    """Return the day; ``year`` is used for ”14/3”. Raises Unclean for what cannot be told with certainty."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _checked(EXCEL_DAY_NOUGHT + datetime.timedelta(days=int(float(text))))
    found = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?$", text)
    if found:
        return _day(*map(int, found.groups()))
    found = re.match(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})(?:\s+(?:kl\.?\s*)?[\d:.]+)?$", text)
    if found:
        day, month, written = map(int, found.groups())
        if month > 12:
            raise Unclean(_("The day seems to be written the American way, month first. It is left out."))
        return _day(written if written > 99 else 2000 + written, month, day)
    return _without_year(text, year)


def _without_year(text: str, year: int | None) -> datetime.date:
    found = re.match(r"(\d{1,2})\s*[-./]\s*(\d{1,2})[-./]?$", text)
    words = re.search(
        r"(\d{1,2})\.?\s+(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\.?(?:\s+(\d{4}))?", fold(text)
    )
    if not found and not words:
        raise Unclean(_("This is not a day. The visit is counted without one."))
    day, month = (int(found[1]), int(found[2])) if found else (int(words[1]), MONTHS[words[2]])
    if words and words[3]:
        year = int(words[3])
    if year is None:
        raise Unclean(_("The day lacks its year: choose the column with the year. It is left out."))
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return _checked(datetime.date(year, month, day))
    except ValueError as error:
        if isinstance(error, Unclean):
            raise
        raise Unclean(_("There is no such day. It is left out.")) from None


def _checked(day: datetime.date) -> datetime.date:
    if not EARLIEST <= day.year <= 2100:
        raise Unclean(_("The year cannot be right. The day is left out."))
    return day


def clean_year(text: str) -> int | None:
    """Return the one year in ”Forår 2021”; nothing for ”2021/22”, which is two."""
    years = set(re.findall(r"\b(?:19|20)\d{2}\b", text))
    return int(years.pop()) if len(years) == 1 and not re.search(r"\d{4}\s*[/-]\s*\d{2}", text) else None


def clean_pupils(text: str) -> int | None:
    """Return how many: of ”ca. 25”, ”2x24” and ”24 + 3” (pupils and adults) too."""
    text = fold(text).strip()
    if not text or not re.search(r"\d", text):
        if text and text not in {"?", "-", "na", "n/a"}:
            raise Unclean(_("This is not a number of pupils. The visit is counted without one."))
        return None
    times = re.match(r"(\d{1,2})\s*[x*×]\s*(\d{1,3})\b", text)
    first = re.match(r"(?:ca\.?|cirka|omkring|max\.?|\D{0,12}?)\s*(\d{1,5})(?:\.0)?\b", text)
    if not times and not first:
        raise Unclean(_("This is not a number of pupils. The visit is counted without one."))
    count = int(times[1]) * int(times[2]) if times else int(first[1])
    if count > MOST_PUPILS:
        raise Unclean(_("So many pupils cannot have come at once. The visit is counted without a number."))
    return count or None


def clean_grades(text: str) -> list[str]:
    """Return the codes of the grades in ”5.-6. kl.”, ”4.a+4.b”, ”indskolingen” or ”2.g Biologi”."""
    text = re.sub(r"\([^)]*\d[^)]*\)", " ", fold(text))
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}[-. ]+(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*", text):
        raise Unclean(_("The spreadsheet has made a day of the class (”5-6” became 5 June). Write it yourself."))
    found = {str(grade) for word, grades in BANDS.items() if word in text for grade in grades}
    if re.search(r"\b(bh|bhv|boernehaveklasse)", text):
        found.add("0")
    if "laererstud" in text or "paedagogstud" in text:
        found.add("laererstud")
    if re.search(r"\d\.?\s*(g|hf)\b|\bstx\b|\bhhx\b|\bhtx\b", text):
        return sorted(found | {f"g{number}" for number in re.findall(r"(?<!\d)([123])(?!\d)", text)})
    # ”3.x” may be a third class of the school or of the upper secondary: it is not guessed.
    text = re.sub(r"\b[123]\.?\s*[xyz]\b", " ", text)
    for low, high in re.findall(r"\b(\d{1,2})\.?\s*(?:-|–|til|og|\+|&)\s*(\d{1,2})(?!\d)", text):
        if int(low) <= int(high) <= 10 and not re.search(rf"{low}\.?\s*(og|\+|&)", text):
            found |= {str(grade) for grade in range(int(low), int(high) + 1)}
    found |= set(re.findall(r"(?<!\d)(10|\d)(?!\d)", text))
    return sorted(found, key=lambda code: (not code.isdigit(), code.zfill(2)))


def clean_place(postcode: str, city: str) -> tuple[str, str]:
    """Return postcode and town, also where both stand in one cell."""
    found = re.search(r"(?<!\d)(\d{4})(?!\d)", f"{postcode} {city}")
    code = found[1] if found else ""
    town = " ".join(re.sub(r"\b(dk-?)?\d{4}\b", " ", city or postcode, flags=re.IGNORECASE).split())
    return code, town[:80]


def domains_of(text: str) -> tuple[str, ...]:
    """Return the part after @ of every address in a cell; nothing else of them is kept."""
    return tuple(dict.fromkeys(part.lower().rstrip(".") for part in re.findall(r"@([\w.-]+\.\w{2,})", text)))


def is_no_visit(status: str) -> bool:
    """Return whether a booking was cancelled, waited for, or nobody came."""
    return bool(NO_VISIT.search(fold(status)))
