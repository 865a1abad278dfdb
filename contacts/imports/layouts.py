"""The layouts the register has been published in, each told by the names in its header."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samarbejde.lib.tables_in import TableError, header_key

# Our name for a column -> its names through the years, as ``header_key`` gives them.
NAMES: dict[str, tuple[str, ...]] = {
    "parent": ("hovedskole_inst", "hovedinstitution", "parentinstitutionnumber"),
    "number": ("inst_nr", "institutionsnummer", "institutionnumber"),
    "name": ("inst_navn", "institutionsnavn", "institutionname"),
    "unit_kind": ("enhedsart", "enhedsart_tekst", "unittype"),
    "address": ("inst_adr", "adresse", "address"),
    "postcode": ("postnr", "postnummer", "postalcode"),
    "city": ("postdistrikt", "postaldistrict"),
    "phone": ("tlf_nr", "telefonnummer", "phonenumber"),
    "email": ("e_mail", "e-mail adresse", "email", "emailaddress"),
    "web": ("web_adr", "webadresse", "webaddress"),
    "type": ("inst_type_nr", "institutionstype, nr", "institutiontypenumber"),
    "type_name": ("inst_type_navn", "inst_type_tekst", "institutionstype, navn", "institutiontypename"),
    "highest_grade": ("underv_niv", "undervisningsniveau", "teachinglevel"),
    "leader_name": ("inst_leder", "institutionsleder", "leader"),
    "cvr": ("cvr_nr", "cvr-nummer", "cvrnumber"),
    "municipality_code": ("bel_kommune", "locationmunicipalitycode"),
    "municipality_name": (
        "bel_kommune_navn", "bel_kommune_tekst", "beliggenhedskommune", "locationmunicipality",
    ),
    "owner_code": ("ejer_kode", "ejerkode, nr", "ownercode"),
    "owner_name": ("ejerkode_navn", "ejer_kode_tekst", "ejerkode, navn", "ownername"),
    "p_number": ("p_nr", "p-nummer", "pnumber"),
    "latitude": ("geo_bredde_grad", "geokode: breddegrad", "latitude"),
    "longitude": ("geo_laengde_grad", "geokode: længdegrad", "longitude"),
    "activity": ("aktiv_kode", "aktivkode, nr", "activitycode"),
    "closed_on": ("nedlaeggelsesdato", "nedlæggelsesdato", "closingdate"),
}  # fmt: skip
KEYS = {name: key for key, names in NAMES.items() for name in names}
REQUIRED = ("number", "name")
ENOUGH_TO_RECOGNISE = 3


@dataclass(frozen=True)
class Layout:
    """``columns`` is {our name: place in the row}; ``names`` {our name: the header as it stands in the file}."""

    code: str
    columns: dict[str, int]
    names: dict[str, str]


def is_register_header(cells: list[str]) -> bool:
    """Return whether a row is the header of a register file, in any layout."""
    return len({KEYS[key] for key in map(header_key, cells) if key in KEYS}) >= ENOUGH_TO_RECOGNISE


def known_columns(header: list[str]) -> dict[str, int]:
    """Return {our name: place} for the columns whose names the register has used."""
    columns: dict[str, int] = {}
    for place, name in enumerate(header):
        key = KEYS.get(header_key(name))
        if key:
            columns.setdefault(key, place)
    return columns


def recognise(header: list[str]) -> Layout:
    """Return the layout of ``header``. Raises TableError naming the columns that are missing."""
    columns = known_columns(header)
    missing = [_usual_name(key, header) for key in REQUIRED if key not in columns]
    if missing:
        raise TableError("missing_columns", _("The file lacks the column %(names)s.") % {"names": ", ".join(missing)})
    return Layout(_code(header, columns), columns, {key: header[place] for key, place in columns.items()})


def _usual_name(key: str, header: list[str]) -> str:
    readable = any(header_key(name) == "institutionsnavn" or "," in name for name in header)
    return NAMES[key][1].capitalize() if readable else NAMES[key][0].upper()


def _code(header: list[str], columns: dict[str, int]) -> str:
    keys = {header_key(name) for name in header}
    if "institutionsnummer" in keys:
        return "2026"
    if "institutionnumber" in keys:
        return "api"
    if "activity" in columns:
        return "history"
    return "2024" if "latitude" in columns else "2015"
