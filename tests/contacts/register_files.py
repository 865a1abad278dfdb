"""Files of the school register for tests."""

import pathlib

from contacts.actions.register_import import apply_register_import
from contacts.actions.register_reading import read_register_file

BAD = pathlib.Path(__file__).parents[1] / "data" / "bad"
REGISTER = pathlib.Path(__file__).parents[2] / "samarbejde" / "data" / "register"
SAMPLE_2024 = REGISTER / "sample_masked_2024_layout_utf16le.csv"
SAMPLE_2026 = REGISTER / "sample_masked_2026_layout.csv"


def bad(name: str) -> bytes:
    return (BAD / name).read_bytes()


def importer(content: bytes, *, by=None, confirm_closing=True, **options):
    """Read and save a file; return the import."""
    preview = read_register_file(content=content, file_name="register.csv", by=by, **options)
    return apply_register_import(register_import=preview, confirm_closing=confirm_closing, by=by)


def sample_line(*, layout: str = "2024", **cells: str) -> bytes:
    """Return a file with one school, Tingbjerg Skole, and these cells changed."""
    path, encoding = (SAMPLE_2024, "utf-16-le") if layout == "2024" else (SAMPLE_2026, "utf-8-sig")
    header, first = path.read_text(encoding=encoding).splitlines()[:2]
    names = header.split(";")
    row = dict(zip(names, first.split(";"), strict=True)) | cells
    return "\n".join([header, ";".join(row[name] for name in names)]).encode()
