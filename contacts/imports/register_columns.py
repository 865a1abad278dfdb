"""Columns of a list of schools in a layout nobody has seen before, guessed from names and content."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.imports.layouts import KEYS, REQUIRED, Layout
from contacts.imports.visit_columns import fold_pattern
from samarbejde.lib.folding import fold
from samarbejde.lib.tables_in import Table, header_key

# Our field -> (its label, words its column is known by, what most of its cells look like). In the order of the page;
# a column is taken once, so the narrower names stand before the wider ones.
FIELDS: dict[str, tuple[str | Promise, str, str]] = {
    "number": (
        _("The school's six-digit number"), r"inst.*n(r|umm|o\b)|skole.?(kode|n(r|umm|o\b))|dst.?n(r|um)", r"\d{6}",
    ),
    "name": (
        _("The school's name"),
        r"^(skolen?|institution(en)?)?s?\s?navn|^skole$|^institution$|school.?name|^name$|enhedsnavn", "",
    ),
    "parent": (_("The main school's number"), r"hovedskole|moder|parent|overordnet", ""),
    "unit_kind": (_("Main school or department"), r"enhedsart|enhedstype|unit", ""),
    "type": (_("Type, the register's number"), r"type.*n(r|um)|typekode|type.?code", ""),
    "type_name": (_("Type, in words"), r"type|skoleform|art$", ""),
    "address": (
        _("Address"), r"adresse|^adr\b|_adr$|vej|address|street", r".*[A-Za-zÆØÅæøå]{3,}.*\s\d+\s?[A-Za-z]?(,.*)?",
    ),
    "postcode": (_("Postcode"), r"post.?(nr|nummer|no|code)|zip", r"\d{4}"),
    "city": (_("Town"), r"^by$|bynavn|post.?distrikt|town|city", ""),
    "municipality_code": (_("Municipality, its number"), r"kommune.?(kode|n(r|um))|municipality.?(code|no)", ""),
    "municipality_name": (_("Municipality, its name"), r"kommune|municipality", r".* kommune"),
    "phone": (_("Phone"), r"telefon|^tlf|phone|mobil", r"(\+45)?\s?(\d\s?){8}"),
    "email": (_("E-mail"), r"mail", r"\S+@\S+\.\S+"),
    "web": (_("Website"), r"web|hjemmeside|www|url", r"(https?://|www\.)\S+"),
    "leader_name": (_("The leader's name"), r"leder|rektor|leader|principal", ""),
    "highest_grade": (_("Highest grade"), r"niveau|h.jeste.*(klasse|trin)|grade", ""),
    "cvr": ("CVR", r"cvr", ""),
    "p_number": (_("P number"), r"^p.?n(r|um)|produktionsenhed", r"1\d{9}"),
    "owner_code": (_("Owner, the register's code"), r"ejer.?kode$|owner.?code", ""),
    "owner_name": (_("Owner"), r"ejer|owner", ""),
    "latitude": (_("Latitude"), r"bredde|^lat|latitude|^y$", r"5[4-8][.,]\d{3,}"),
    "longitude": (_("Longitude"), r"l.ngde|^lo?ng|longitude|^x$", r"(8|9|1[0-5])[.,]\d{3,}"),
    "activity": (_("Activity code (3 and 5 are closed)"), r"aktiv|activity", ""),
    "closed_on": (_("The day it closed"), r"nedl|lukke|closed|closing|oph.r", ""),
}  # fmt: skip
SAMPLE = 60
MOST = 0.8
CODE = "mapped"


def guess_columns(table: Table) -> dict[str, str]:
    """Return {our field: column}: first by names known from the register, then by words, then by what cells hold."""
    found: dict[str, str] = {}
    for name in table.header:
        key = KEYS.get(header_key(name))
        if key in FIELDS:
            found.setdefault(key, name)
    for key, name in (*_by_words(table.header), *_by_content(table)):
        if key not in found and name not in found.values():
            found[key] = name
    return found


def _by_words(header: list[str]) -> Iterator[tuple[str, str]]:
    for key, (_label, pattern, _content) in FIELDS.items():
        for name in header:
            if name and re.search(fold_pattern(pattern), fold(name)):
                yield key, name


def _by_content(table: Table) -> Iterator[tuple[str, str]]:
    for key, (_label, _pattern, content) in FIELDS.items():
        for place, name in enumerate(table.header):
            if name and content and looks_like(content, samples(table, place)):
                yield key, name


def samples(table: Table, place: int) -> list[str]:
    """Return the first cells of a column that hold anything."""
    cells = (row.cells[place].strip() for row in table.rows[:SAMPLE])
    return [cell for cell in cells if cell]


def looks_like(content: str, cells: list[str]) -> bool:
    """Return whether most of the cells are as ``content`` says."""
    return bool(cells) and sum(1 for cell in cells if re.fullmatch(content, cell, re.IGNORECASE)) >= MOST * len(cells)


def could_be_mapped(table: Table, known: set[str]) -> bool:
    """Return whether columns we do not know could be those that are missing, so that it is worth asking."""
    unknown = [place for place, name in enumerate(table.header) if name and header_key(name) not in KEYS]
    missing = [key for key in REQUIRED if key not in known]
    numbers = [place for place in unknown if looks_like(FIELDS["number"][2], samples(table, place))]
    return len(unknown) >= len(missing) and ("number" not in missing or bool(numbers))


def layout_of(header: list[str], mapping: dict[str, str]) -> Layout:
    """Return the layout that a mapping makes of a header."""
    places = {name: place for place, name in reversed(list(enumerate(header)))}
    columns = {key: places[name] for key, name in mapping.items() if name in places}
    return Layout(CODE, columns, {key: header[place] for key, place in columns.items()})
