"""What a file is, found by its content. A name or a browser can say anything."""

import zipfile
from typing import BinaryIO

LONGEST_LISTING = 10_000  # members of an archive; an office file has some dozens

TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}
MAGIC = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
SAME = {"jpeg": "jpg"}


def detect_type(file: BinaryIO) -> str | None:
    """Return a key of `TYPES` for the content of ``file``, or None. Reads, and goes back to the start."""
    file.seek(0)
    head = file.read(4096)
    try:
        for magic, kind in MAGIC.items():
            if head.startswith(magic):
                return kind
        if head.startswith(b"PK\x03\x04"):
            return _office_type(file)
        return "txt" if _is_text(file) else None
    finally:
        file.seek(0)


def _office_type(file: BinaryIO) -> str | None:
    """Return docx, xlsx or odt; None for any other archive, and for one with macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if len(names) > LONGEST_LISTING or any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            for part, kind in OFFICE_PARTS.items():
                if part in names and "[Content_Types].xml" in names:
                    return kind
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return "odt" if archive.read("mimetype").decode("ascii", "replace") == TYPES["odt"] else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return None


def _is_text(file: BinaryIO) -> bool:
    """Return whether all of it is UTF-8 without control characters other than blanks and line ends."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in text)


def extension_of(name: str) -> str:
    """Return the ending of a name in the spelling of `TYPES`, or nothing."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return SAME.get(ending, ending)
