"""The Python twin of the SQL function ``danish_fold``; a test compares the two."""

import unicodedata

_TABLE = str.maketrans(
    {
        "å": "aa",
        "æ": "ae",
        "ä": "ae",
        "ø": "oe",
        "ö": "oe",
        **dict(zip("üéèêëáàâóòôíìñç", "ueeeeaaaoooiinc", strict=True)),
    }
)


def fold(text: str) -> str:
    """Return ``text`` in lower case with å=aa, æ=ae, ø=oe, accents gone and blanks collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).lower().translate(_TABLE).split())
