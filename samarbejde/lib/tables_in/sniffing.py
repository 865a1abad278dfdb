"""Telling from the first bytes that a file is no table, and what it is instead."""

from django.utils.translation import gettext as _

from samarbejde.lib.tables_in.table import MAX_BYTES, TableError

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
BINARY = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"\x1f\x8b": "GZIP"}


def refuse_what_is_no_table(content: bytes) -> None:
    """Raise TableError for what is too large, empty, a web page or another kind of file altogether."""
    if len(content) > MAX_BYTES:
        raise TableError("too_large", _("The file is larger than 25 MB. Split it and read one part at a time."))
    start = _plain_start(content)
    if not start:
        raise TableError("empty", _("The file is empty."))
    if start[:1] == b"<":
        raise TableError("web_page", _web_page(start))
    for mark, kind in BINARY.items():
        if content.startswith(mark):
            raise TableError("not_a_table", _("The file is a %(kind)s file, not a table.") % {"kind": kind})


def is_json(content: bytes) -> bool:
    """Return whether the content begins as JSON does."""
    start = _plain_start(content)
    return start[:1] in (b"{", b"[") and (
        b'"' in start[:200] or start.translate(None, b" \r\n\t")[:2] in (b"[]", b"{}")
    )


def _plain_start(content: bytes) -> bytes:
    start = content[:4096]
    for mark in MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\x00", b"").strip()


def _web_page(start: bytes) -> str:
    if b"<table" in start.lower():
        return _("The file is a web page with a table in it. Open it in Excel, save it as .xlsx, and choose that file.")
    return _("The file is a web page, not a table. The download has probably gone wrong: fetch the file again.")
