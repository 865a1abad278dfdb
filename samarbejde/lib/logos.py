"""A place's logo: which files we take, and its bytes for pages and documents."""

import contextlib
import io
import secrets
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samarbejde.lib.filetypes import detect_type

MOST_BYTES = 300 * 1024
MOST_PIXELS = 3000  # on one side: more is a photo, and slow to draw in every document
KINDS = ("png", "jpg")


def logo_name(institution, original: str) -> str:  # noqa: ARG001 - Django gives both
    """Return a random name: nothing the sender chose reaches the disk."""
    return f"logo/{secrets.token_hex(16)}"


def check_logo(file: BinaryIO, size: int) -> None:
    """Raise ValidationError for what is no picture, is too large, or cannot be drawn in our documents."""
    if size > MOST_BYTES:
        raise ValidationError(_("The logo is too large: at most 300 KB. Save it smaller, and try again."))
    if detect_type(file) not in KINDS:
        raise ValidationError(_("The logo must be a picture: png or jpg."))
    content = file.read()
    file.seek(0)
    _check_size(content)
    _check_drawable(content)


def _check_size(content: bytes) -> None:
    from docx.image.image import Image  # noqa: PLC0415 - only when a logo is taken in

    try:
        picture = Image.from_blob(content)
        sides = picture.px_width, picture.px_height
    except Exception as error:  # whatever a broken picture makes the reader stumble on
        raise ValidationError(_("The picture is broken. Save it anew as png or jpg, and try again.")) from error
    if not all(0 < side <= MOST_PIXELS for side in sides):
        raise ValidationError(_("The logo may be at most 3,000 pixels wide and high."))


def _check_drawable(content: bytes) -> None:
    """Let the program that sets our documents draw it: what it cannot draw would stop every agreement."""
    import typst  # noqa: PLC0415 - see lib.documents

    try:
        typst.compile(
            b"#image(bytes(json(bytes(sys.inputs.data))), height: 14mm)", sys_inputs={"data": str(list(content))}
        )
    except typst.TypstError as error:
        raise ValidationError(_("The picture is broken. Save it anew as png or jpg, and try again.")) from error


def read_logo(institution) -> bytes:
    """Return the logo's bytes; nothing when there is none, or its file is gone."""
    if institution.logo:
        with contextlib.suppress(OSError), institution.logo.open() as file:
            return file.read()
    return b""


def logo_kind(content: bytes) -> str | None:
    """Return "png" or "jpg", or None for anything else."""
    kind = detect_type(io.BytesIO(content))
    return kind if kind in KINDS else None
