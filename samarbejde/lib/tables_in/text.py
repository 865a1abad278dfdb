"""Bytes to text: which encoding a Danish file is in, and whether its letters have survived."""

import codecs
import re

from django.utils.translation import gettext as _

from samarbejde.lib.tables_in.table import TableError

LETTERS = "æøåÆØÅéöäü"
# ”Ã¸” and its kin: UTF-8 that was once read as Windows-1252. None of them occurs in Danish.
BROKEN = re.compile("Ã[¸¦¥˜†…©¶¤¼]")
OLD = {"cp850", "mac_roman"}
LOST = "\ufffd"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(content: bytes) -> tuple[str, str, list[str]]:
    """Return text, the name of its encoding, and notices about what was mended. Raises TableError on lost letters."""
    encoding = _encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise TableError("encoding", _("The letters in the file cannot be read. Save it as CSV (UTF-8).")) from None
    notices = []
    if encoding in OLD:
        notices.append(_("The file is in an old encoding. Check that æ, ø and å are right before you save."))
    if LOST in text:
        raise TableError("letters_lost", _lost_letters(text))
    if BROKEN.search(text):
        text = _mend(text)
        notices.append(
            _("æ, ø and å were broken in the file (”KÃ¸benhavn”). We have mended them: check before you save.")
        )
    if "\x00" in text:
        lines = sorted({text.count("\n", 0, found.start()) + 1 for found in re.finditer("\x00", text)})[:20]
        notices.append(
            _("Invisible characters were left out in line %(lines)s.") % {"lines": ", ".join(map(str, lines))}
        )
    return CONTROLS.sub("", text), encoding, notices


def _encoding_of(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:8192]
    # Text in UTF-16 is half noughts, on every second place; stray NUL bytes in other text are few.
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    if sample[0::2].count(0) > len(sample) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return max(("cp1252", "cp850", "mac_roman"), key=lambda name: _danish_letters(content, name))
    return "utf-8"


def _danish_letters(content: bytes, encoding: str) -> int:
    """Count the bytes that would be Danish letters in ``encoding``; those beside other letters of a word."""
    count = 0
    for letter in LETTERS:
        byte = letter.encode(encoding)
        count += len(re.findall(b"[A-Za-z]" + re.escape(byte) + b"|" + re.escape(byte) + b"[A-Za-z]", content))
    return count


def _mend(text: str) -> str:
    """Undo UTF-8 read as Windows-1252, word by word, so that one letter that was right does not stop the rest."""
    return re.sub(r"[^\x00-\x7f]+", _mend_letters, text)


def _mend_letters(found: re.Match) -> str:
    letters = found.group()
    try:
        return letters.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return letters


def _lost_letters(text: str) -> str:
    word = next((word for word in re.split(r"[;,\t|\r\n]", text) if LOST in word), "").strip()[:60]
    return _("Letters are lost in the file: ”%(word)s”. They cannot be brought back, so fetch the file again.") % {
        "word": word.replace(LOST, "?")
    }
