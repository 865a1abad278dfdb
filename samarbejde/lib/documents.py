"""PDF documents, set with Typst from ``templates/documents/<name>.typ``: tagged (PDF/UA-1), with language and title.

A template begins with ``#import "look.typ": *`` and reads the values it was given from ``data`` (see look.typ). Values
are JSON and never run as markup: whatever a person typed comes out as the letters they typed. So templates write
``#data.title`` or ``#prose(data.text)``, and nobody builds a template out of strings::

    pdf = render_pdf("agreement_version.typ", {"title": "Havet som klasserum", "sections": [...]}, at=version.sent_at)

Every template shows the document with ``#show: document-look.with(title: data.title, …)``. Dates and numbers are given
as finished text (`samarbejde.lib.danish`), since the templates do not know Danish.
"""

import datetime
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import typst

STANDARD = "ua-1"  # the accessibility standard of PDF
PICTURE_DOTS = 220  # per inch; sharp on paper


def documents_folder() -> Path:
    """Return the folder that holds the templates, and under it their fonts."""
    return Path(settings.BASE_DIR) / "templates" / "documents"


@cache
def _fonts() -> "typst.Fonts":
    """Read the fonts once. Typst's own come after ours, for letters (Greek, arrows) that ours do not have."""
    import typst  # noqa: PLC0415 - see render_pdf

    return typst.Fonts(include_system_fonts=False, font_paths=[documents_folder() / "fonts"])


def render_pdf(template_name: str, data: dict, *, at: datetime.datetime | None = None) -> bytes:
    """Return the PDF of ``templates/documents/<template_name>`` filled with ``data``.

    Args:
        template_name: a file name such as "report.typ".
        data: anything JSON can hold; dates, numbers and lazy texts become text.
        at: the document's own date. The same data and the same ``at`` give the same bytes.

    Raises:
        typst.TypstError: the template is wrong, or asks for a value that ``data`` lacks.
    """
    import typst  # noqa: PLC0415 - seven megabytes that most processes never need

    folder = documents_folder()
    options = _options(data) | {
        "format": "pdf",
        "timestamp": at and at.replace(microsecond=0),  # Typst counts whole seconds
    }
    try:
        return typst.compile(folder / template_name, pdf_standards=STANDARD, **options)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    # A letter no font has (an emoji, say) is against the standard. A page with an empty square beats no page.
    return typst.compile(folder / template_name, **options)


def render_pictures(template_name: str, data: dict) -> list[bytes]:
    """Return each page of ``templates/documents/<template_name>`` as a PNG, for documents that cannot hold ours."""
    import typst  # noqa: PLC0415 - see render_pdf

    made = typst.compile(documents_folder() / template_name, format="png", ppi=PICTURE_DOTS, **_options(data))
    return made if isinstance(made, list) else [made]


def _options(data: dict) -> dict:
    return {
        "root": documents_folder(), "font_paths": _fonts(),
        "sys_inputs": {"data": json.dumps(_clean(data), default=str, ensure_ascii=False)},
    }  # fmt: skip


def _clean(value):
    """Return ``value`` with texts in composed form (NFC) and without control characters."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc")
    if isinstance(value, dict):
        return {str(key): _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return value
